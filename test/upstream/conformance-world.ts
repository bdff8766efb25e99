import * as fs from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { ClusterIndex, namespaceOf } from '../../src/analysis/cluster/cluster-index';
import type { Entry, RuleContext } from '../../src/analysis/rule';
import { isManifest, isRecord, listOf, type Manifest } from '../../src/manifest/manifest';
import { fact } from '../util/facts';

/** What tells the content of a certificate's Secret from something else. */
const PEM = { 'tls.crt': '-----BEGIN CERTIFICATE-----', 'tls.key': '-----BEGIN PRIVATE KEY-----' };

/** A cluster, and what of it was compared. */
export interface World extends RuleContext {
  readonly entries: readonly Entry[];
  /** Everything that was held against our status: a test that compares nothing tells nothing. */
  readonly compared: string[];
  /** What only a data plane decides. */
  readonly open: string[];
}

/** A ConfigMap of an authority. */
const AUTHORITY = { 'ca.crt': PEM['tls.crt'] };

/** A change that a conformance test makes before a check. */
export interface Change {
  readonly op: 'apply' | 'patch' | 'delete';
  readonly object: Record<string, unknown>;
}

/** What the tests take for granted: the class that is tested, and objects that their Go code makes. */
const STAND_INS: Manifest[] = [
  {
    apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: '{GATEWAY_CLASS_NAME}' },
    spec: { controllerName: 'example.com/conformance' },
  },
  ...[
    'gateway-conformance-infra/tls-validity-checks-certificate', 'gateway-conformance-infra/tls-checks-client-certificate',
    'gateway-conformance-infra/tls-passthrough-checks-certificate', 'gateway-conformance-infra/tls-checks-certificate',
    'gateway-conformance-web-backend/certificate',
  ].map((place) => object('Secret', place, { type: 'kubernetes.io/tls', stringData: PEM })),
  ...[
    'tls-validity-checks-ca-certificate', 'tls-validity-checks-per-port-ca-certificate', 'tls-checks-ca-certificate', 'mismatch-ca-certificate',
    'backend-tls-checks-certificate',
  ].map((name) => object('ConfigMap', `gateway-conformance-infra/${name}`, { data: AUTHORITY })),
];

function object(kind: string, place: string, rest: object): Manifest {
  const [namespace, name] = place.split('/');
  return { apiVersion: 'v1', kind, metadata: { name, namespace }, ...rest };
}

/**
 * The cluster in which a check is made: the fixtures of its test, the base of all, stand-ins, and the changes before it.
 * All are of one age, as if they were applied within one second. A patch names no object; it is for the one that the check is about.
 */
export function conformanceWorld(files: readonly string[], changes: readonly Change[] = [], subject?: string): World {
  const entries = [...fixtures(files), ...STAND_INS].reduce(changed(changes, subject), [] as Manifest[]).map((manifest) => ({ manifest }));
  return { entries, compared: [], open: [], index: new ClusterIndex(entries), channel: 'experimental', closedWorld: true };
}

/** The objects of fixtures, and of the base that all tests stand on. */
export function fixtures(files: readonly string[]): Manifest[] {
  return ['base/manifests.yaml', ...files.map((file) => file.replace('tests/', ''))]
    .flatMap((file) => readManifests(fact('gateway-api', 'conformance-fixtures', file)));
}

function changed(changes: readonly Change[], subject: string | undefined): (all: Manifest[], one: Manifest, i: number, from: Manifest[]) => Manifest[] {
  const patches = changes.filter(({ op }) => op === 'patch');
  const last = patches[patches.length - 1];
  const applied = changes.filter(({ op }) => op === 'apply').map(({ object: one }) => ({ apiVersion: 'v1', ...one })).filter(isManifest).map(filled);
  const deleted = new Set(changes.filter(({ op }) => op === 'delete').map((change) => `${change.object.namespace}/${change.object.name}`));
  return (all, one, i, from) => {
    const place = `${namespaceOf(one) ?? ''}/${one.metadata.name}`;
    const replaced = applied.some((other) => other.kind === one.kind && `${namespaceOf(other) ?? ''}/${other.metadata.name}` === place);
    const spec = last && subject === place ? { spec: added(one.spec, last.object.spec) } : {};
    if (!deleted.has(place) && !replaced) all.push(aged({ ...one, ...spec }));
    return i === from.length - 1 ? [...all, ...applied.map(aged)] : all;
  };
}

/** Upstream's code makes the certificate of an authority when it runs. */
function filled(manifest: Manifest): Manifest {
  return isRecord(manifest.data) && manifest.data['ca.crt'] === '' ? { ...manifest, data: AUTHORITY } : manifest;
}

/** A merge patch, whose listeners are added to those that are there. */
function added(value: unknown, patch: unknown, key?: string): unknown {
  if (key === 'listeners') return [...listOf(value), ...listOf(patch)];
  if (!isRecord(value) || !isRecord(patch)) return patch === undefined ? value : patch;
  return Object.fromEntries([...new Set([...Object.keys(value), ...Object.keys(patch)])].map((one) => [one, added(value[one], patch[one], one)]));
}

function aged(manifest: Manifest): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, creationTimestamp: '2026-01-01T00:00:00Z' } };
}

/** The objects of a file. */
export function readManifests(file: string): Manifest[] {
  return parseAllDocuments(fs.readFileSync(file, 'utf8')).map((document) => document.toJS() as unknown).filter(isManifest);
}
