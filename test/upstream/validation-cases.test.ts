import * as fs from 'fs';
import * as path from 'path';
import { parseAllDocuments } from 'yaml';
import { backendTlsPolicyProblems } from '../../src/manifest/backend-tls-policy-checks';
import { backendTlsPolicyTraps } from '../../src/manifest/backend-tls-policy-traps';
import type { FieldProblem } from '../../src/manifest/field-problem';
import { gatewayProblems } from '../../src/manifest/gateway-checks';
import { gatewayClassProblems } from '../../src/manifest/gateway-class-checks';
import { gatewayClassTraps } from '../../src/manifest/gateway-class-traps';
import { gatewayTraps } from '../../src/manifest/gateway-traps';
import { httpRouteProblems } from '../../src/manifest/http-route-checks';
import { listenerSetProblems } from '../../src/manifest/listener-set-checks';
import { listenerSetTraps } from '../../src/manifest/listener-set-traps';
import { isManifest, type Manifest } from '../../src/manifest/manifest';
import { referenceGrantProblems } from '../../src/manifest/reference-grant-checks';
import { referenceGrantTraps } from '../../src/manifest/reference-grant-traps';
import { xBackendProblems } from '../../src/manifest/x-backend-checks';
import { xBackendTrafficPolicyProblems } from '../../src/manifest/x-backend-traffic-policy-checks';
import { xBackendTrafficPolicyTraps } from '../../src/manifest/x-backend-traffic-policy-traps';
import { xBackendTraps } from '../../src/manifest/x-backend-traps';
import { xMeshProblems } from '../../src/manifest/x-mesh-checks';
import { xMeshTraps } from '../../src/manifest/x-mesh-traps';
import { nothingIsExcused } from '../util/facts';

const ROOT = path.join(__dirname, '../../../shared/gateway-api');
const CHECKS: Record<string, (spec: unknown) => FieldProblem[]> = {
  GatewayClass: gatewayClassProblems, Gateway: gatewayProblems, HTTPRoute: httpRouteProblems, ReferenceGrant: referenceGrantProblems,
  ListenerSet: listenerSetProblems, BackendTLSPolicy: backendTlsPolicyProblems,
  XBackend: xBackendProblems, XBackendTrafficPolicy: xBackendTrafficPolicyProblems, XMesh: xMeshProblems,
};
/** What the constructs refuse beyond that; it must not touch what upstream wants accepted. */
const TRAPS: Record<string, (spec: unknown) => FieldProblem[]> = {
  GatewayClass: gatewayClassTraps, Gateway: gatewayTraps, ReferenceGrant: referenceGrantTraps,
  ListenerSet: listenerSetTraps, BackendTLSPolicy: backendTlsPolicyTraps,
  XBackend: xBackendTraps, XBackendTrafficPolicy: xBackendTrafficPolicyTraps, XMesh: xMeshTraps,
};
const present = fs.existsSync(ROOT);

if (!present) {
  if (nothingIsExcused()) throw new Error(`upstream's files are not there: ${ROOT}`);
  console.log(`skipped: upstream's files are not there (${ROOT})`);
}

/** One object of upstream's validation tests, and whether the API server refuses it when it is new. */
interface Case {
  readonly name: string;
  readonly object: Manifest;
  readonly refused: boolean;
}

function casesOfRules(): Case[] {
  const folder = path.join(ROOT, 'cel-cases');
  return fs.readdirSync(folder).filter((file) => file.endsWith('.json')).flatMap((file) => {
    const { object, wantErrors, operation } = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
    return operation === undefined && object.kind in CHECKS ? [{ name: file, object, refused: (wantErrors ?? []).length > 0 }] : [];
  });
}

function invalidExamples(folder = path.join(ROOT, 'examples/invalid')): Case[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return invalidExamples(file);
    const objects = parseAllDocuments(fs.readFileSync(file, 'utf8')).map((document) => document.toJS() as unknown).filter(isManifest);
    return objects.filter(({ kind }) => kind in CHECKS).map((object) => ({ name: path.relative(ROOT, file), object, refused: true }));
  });
}

(present ? describe : describe.skip)('upstream\'s validation cases', () => {
  const cases = present ? [...casesOfRules(), ...invalidExamples()] : [];

  test.each(cases.filter(({ refused }) => refused).map((one) => [one.name, one.object] as const))('refused: %s', (_, { kind, spec }) => {
    const problems = CHECKS[kind](spec);
    expect(problems.map(({ path: field }) => field)).toContainEqual(expect.stringMatching(/^spec/));
    expect(problems.every(({ reason, fix }) => reason !== '' && fix !== '')).toBe(true);
  });

  test.each(cases.filter(({ refused }) => !refused).map((one) => [one.name, one.object] as const))('accepted: %s', (_, { kind, spec }) => {
    expect(CHECKS[kind](spec)).toEqual([]);
    expect(TRAPS[kind]?.(spec) ?? []).toEqual([]);
  });
});
