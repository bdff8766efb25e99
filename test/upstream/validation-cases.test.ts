import * as fs from 'fs';
import * as path from 'path';
import { parseAllDocuments } from 'yaml';
import type { FieldProblem } from '../../src/manifest/field-problem';
import { gatewayProblems } from '../../src/manifest/gateway-checks';
import { gatewayClassProblems } from '../../src/manifest/gateway-class-checks';
import { grpcRouteProblems } from '../../src/manifest/grpc-route-checks';
import { grpcRouteTraps } from '../../src/manifest/grpc-route-traps';
import { httpRouteProblems } from '../../src/manifest/http-route-checks';
import { httpRouteTraps } from '../../src/manifest/http-route-traps';
import { isManifest, type Manifest } from '../../src/manifest/manifest';
import { referenceGrantProblems } from '../../src/manifest/reference-grant-checks';
import { tcpRouteProblems, udpRouteProblems } from '../../src/manifest/stream-route-checks';
import { streamRouteTraps } from '../../src/manifest/stream-route-traps';
import { tlsRouteProblems } from '../../src/manifest/tls-route-checks';
import { tlsRouteTraps } from '../../src/manifest/tls-route-traps';
import { nothingIsExcused } from '../util/facts';

const ROOT = path.join(__dirname, '../../../shared/gateway-api');
const CHECKS: Record<string, (spec: unknown) => FieldProblem[]> = {
  GatewayClass: gatewayClassProblems,
  Gateway: gatewayProblems,
  HTTPRoute: httpRouteProblems,
  GRPCRoute: grpcRouteProblems,
  TLSRoute: tlsRouteProblems,
  TCPRoute: tcpRouteProblems,
  UDPRoute: udpRouteProblems,
  ReferenceGrant: referenceGrantProblems,
};
const TRAPS: Record<string, (spec: unknown, namespace?: string) => FieldProblem[]> = {
  HTTPRoute: httpRouteTraps, GRPCRoute: grpcRouteTraps, TLSRoute: tlsRouteTraps, TCPRoute: streamRouteTraps, UDPRoute: streamRouteTraps,
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

  const accepted = cases.filter(({ refused }) => !refused).map((one) => [one.name, one.object] as const);
  test.each(accepted)('accepted, and no trap: %s', (_, { kind, spec, metadata }) => {
    expect(CHECKS[kind](spec)).toEqual([]);
    expect(TRAPS[kind]?.(spec, metadata.namespace) ?? []).toEqual([]);
  });
});
