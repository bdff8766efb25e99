import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { FeatureNeed } from '../../../src/analysis/features/feature-need';
import { featuresOf } from '../../../src/analysis/features/features-of';
import { isManifest, type Manifest } from '../../../src/manifest/manifest';
import { describeWithFacts, fact, filesBelow } from '../../util/facts';

interface Vector { readonly test: string; readonly manifests: string[]; readonly features: string[] }

/** What tests ask for beside the fields of their manifests: of listeners that no route attaches to, of a mesh without a route. */
const NOT_IN_FIELDS: Record<string, string[]> = {
  GatewayInvalidTLSBackendConfiguration: ['HTTPRoute', 'BackendTLSPolicy'],
  ListenerSetAllowedRoutesSupportedKinds: ['TLSRoute'],
  MeshBasic: ['Mesh'],
  TLSRouteListenerPassthroughSupportedKinds: ['TLSRoute'],
  TLSRouteListenerTerminateSupportedKinds: ['TLSRoute', 'TLSRouteModeTerminate'],
};

/** What manifests need and their tests do not name. */
const MORE: Record<string, string[]> = {
  GatewayInvalidTLSBackendConfiguration: ['ReferenceGrant'],
  GatewayModifyListeners: ['HTTPRoute'],
  GatewayOptionalAddressValue: ['GatewayPort8080'],
  HTTPRouteInvalidParentRefNotMatchingSectionName: ['HTTPRouteParentRefPort', 'HTTPRouteDestinationPortMatching'],
  HTTPRouteListenerPortMatching: ['GatewayPort8080', 'HTTPRouteDestinationPortMatching'],
  HTTPRouteRequestPercentageMirror: ['HTTPRouteRequestMirror'],
};

function manifestsOf(file: string): Manifest[] {
  if (!fs.existsSync(file)) return [];
  const text = fs.readFileSync(file, 'utf8').replace(/\{[A-Z_]+\}/g, 'x');
  return parseAllDocuments(text).map((document) => document.toJS() as unknown).filter(isManifest);
}

function needsOf(manifests: Manifest[]): FeatureNeed[] {
  return featuresOf(manifests.map((manifest) => ({ manifest })));
}

describeWithFacts('gateway-api/conformance-vectors')('features of the conformance tests', () => {
  const vectors = (): Vector[] => filesBelow(fact('gateway-api/conformance-vectors'), '.json')
    .map((file) => JSON.parse(fs.readFileSync(file, 'utf8')) as Vector);
  const fixture = (name: string): string => path.join(fact('gateway-api/conformance-fixtures'), name.replace(/^tests\//, ''));
  const base = (): Manifest[] => filesBelow(fact('gateway-api/conformance-fixtures'), '.yaml')
    .filter((file) => /\/(mesh-)?base\//.test(file)).flatMap(manifestsOf);

  test('are those that their manifests need', () => {
    const others = base();
    const missing: Record<string, string[]> = {};
    const more: Record<string, string[]> = {};
    for (const { test: name, manifests, features } of vectors()) {
      const own = manifests.flatMap((file) => manifestsOf(fixture(file)));
      const all = needsOf([...own, ...others]);
      const found = new Set(all.map(({ feature }) => feature));
      const certain = all.filter(({ entry, behavioural }) => own.includes(entry.manifest) && !behavioural).map(({ feature }) => feature);
      const lost = features.filter((feature) => !found.has(feature));
      const extra = [...new Set(certain)].filter((feature) => !features.includes(feature));
      if (lost.length > 0) missing[name] = lost;
      if (extra.length > 0) more[name] = extra;
    }
    expect(missing).toEqual(NOT_IN_FIELDS);
    expect(more).toEqual(MORE);
  });
});
