import type { k8s } from 'cdk8s-plus-28';
import type { GatewayV1ExperimentalSpec } from '../../../imports/gateway.networking.k8s.io/Gateway/v1-experimental';
import type { GatewayClassV1Spec } from '../../../imports/gateway.networking.k8s.io/GatewayClass/v1';
import type { GrpcRouteV1ExperimentalSpec } from '../../../imports/gateway.networking.k8s.io/GRPCRoute/v1-experimental';
import type { HttpRouteV1ExperimentalSpec } from '../../../imports/gateway.networking.k8s.io/HTTPRoute/v1-experimental';
import type { ReferenceGrantV1Spec } from '../../../imports/gateway.networking.k8s.io/ReferenceGrant/v1';
import type { TcpRouteV1ExperimentalSpec } from '../../../imports/gateway.networking.k8s.io/TCPRoute/v1-experimental';
import type { TlsRouteV1ExperimentalSpec } from '../../../imports/gateway.networking.k8s.io/TLSRoute/v1-experimental';
import type { UdpRouteV1ExperimentalSpec } from '../../../imports/gateway.networking.k8s.io/UDPRoute/v1-experimental';
import { SCHEMAS } from '../../../imports/index';
import type {
  GatewayClassSpec, GatewaySpec, GrpcRouteSpec, HttpRouteSpec, NetworkPolicySpec, ReferenceGrantSpec, StreamRouteSpec, TlsRouteSpec,
} from '../../../src';
import { BUILTIN } from '../../../src/analysis/schema/builtin/index';
import type { SchemaNode } from '../../../src/analysis/schema/schema-node';
import type { FieldProblem } from '../../../src/manifest/field-problem';
import { gatewayProblems } from '../../../src/manifest/gateway-checks';
import { gatewayClassProblems } from '../../../src/manifest/gateway-class-checks';
import { grpcRouteProblems } from '../../../src/manifest/grpc-route-checks';
import { httpRouteProblems } from '../../../src/manifest/http-route-checks';
import { networkPolicyProblems } from '../../../src/manifest/network-policy-checks';
import { referenceGrantProblems } from '../../../src/manifest/reference-grant-checks';
import { tcpRouteProblems, udpRouteProblems } from '../../../src/manifest/stream-route-checks';
import { tlsRouteProblems } from '../../../src/manifest/tls-route-checks';

/** The names that props have where the API's is a keyword. */
type ApiName<K> = K extends 'fromNamespaces' | 'referrers' | 'peers' ? 'from' : K extends 'defaults' ? 'default' :
  K extends 'exceptions' ? 'except' : K extends 'portName' ? never : K;
type Leaf<T> = T extends string ? `${T}` : T extends number ? 'number' : T extends boolean ? 'flag' : 'port';
/** All fields of a type at any depth, with what they hold, which of them are required, and the values of enums. */
type Fields<T> = T extends (infer Item)[] ? Fields<Item>[] : T extends object ? (string extends keyof T ? 'map' : {
  -readonly [K in keyof T as ApiName<K>]: K extends 'operator' ? 'text' : Fields<NonNullable<T[K]>>
}) : Leaf<T>;
/** The same by names alone. */
type Names<T> = T extends (infer Item)[] ? Names<Item>[] : T extends object ? (string extends keyof T ? 'map' : {
  [K in keyof T as ApiName<K>]-?: K extends 'port' ? 'port' : Names<NonNullable<T[K]>>
}) : 'value';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

test('the structs have every field of the schemas, under both channels: the type check fails where they differ', () => {
  const same: [
    Same<Fields<GatewayClassSpec>, Fields<GatewayClassV1Spec>>,
    Same<Fields<GatewaySpec>, Fields<GatewayV1ExperimentalSpec>>,
    Same<Fields<HttpRouteSpec>, Fields<HttpRouteV1ExperimentalSpec>>,
    Same<Fields<GrpcRouteSpec>, Fields<GrpcRouteV1ExperimentalSpec>>,
    Same<Fields<TlsRouteSpec>, Fields<TlsRouteV1ExperimentalSpec>>,
    Same<Fields<StreamRouteSpec>, Fields<TcpRouteV1ExperimentalSpec>>,
    Same<Fields<StreamRouteSpec>, Fields<UdpRouteV1ExperimentalSpec>>,
    Same<Fields<ReferenceGrantSpec>, Fields<ReferenceGrantV1Spec>>,
    Same<Names<NetworkPolicySpec>, Names<k8s.NetworkPolicySpec>>,
  ] = [true, true, true, true, true, true, true, true, true];
  expect(same).toHaveLength(9);
});

type Problems = (spec: unknown) => FieldProblem[];

/** One place in a schema: its path, and how a whole spec with a value there is made. */
interface Place {
  readonly path: string;
  readonly node: SchemaNode;
  specWith(value: unknown): unknown;
}

function placesOf(node: SchemaNode, path = 'spec', specWith = (value: unknown): unknown => value): Place[] {
  return [
    { path, node, specWith },
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
      placesOf(child, `${path}.${name}`, (value) => specWith({ [name]: value }))),
    ...(node.items ? placesOf(node.items, `${path}[0]`, (value) => specWith([value])) : []),
  ];
}

/** Values that look like those of an enum. */
function otherThan(values: readonly unknown[]): unknown[] {
  const first = values[0];
  if (typeof first !== 'string') return [299, 302.5, String(first)];
  return ['bogus', '', first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()];
}

/** Values that a node does not take, with where the problem stands. */
function badValues(node: SchemaNode, path: string): [unknown, string][] {
  const here = (...values: unknown[]): [unknown, string][] => values.map((value) => [value, path]);
  const wrongType: Record<string, unknown[]> = {
    object: [[], 'text', 1], array: [{}, 'text', 1], string: [1, true, {}, []], integer: ['1', 1.5, NaN, Infinity, true, {}], boolean: ['true', 1, {}],
  };
  return [
    ...here(...(node.intOrString ? [true, {}, 1.5, NaN] : wrongType[node.type ?? ''] ?? [])),
    ...(path === 'spec' || path.endsWith(']') ? [] : here(null)),
    ...(node.enum ? here(...otherThan(node.enum)) : []),
    ...(node.maxItems === undefined ? [] : here(new Array(node.maxItems + 1).fill({}))),
    ...(node.minItems ? here([]) : []),
    ...(node.maxLength === undefined ? [] : here('a'.repeat(node.maxLength + 1))),
    ...(node.minLength ? here('') : []),
    ...(node.minimum === undefined ? [] : here(node.minimum - 1)),
    ...(node.maximum === undefined ? [] : here(node.maximum + 1)),
    ...(node.maxProperties === undefined ? [] : here(Object.fromEntries(Array.from({ length: node.maxProperties + 1 }, (_, i) => [`k${i}`, 'v'])))),
    ...(node.required ?? []).map((name): [unknown, string] => [{}, `${path}.${name}`]),
    ...(node.properties ? [[{ bogus: 1 }, `${path}.bogus`] as [unknown, string]] : []),
  ];
}

function specOf(key: string): SchemaNode {
  const versions = (BUILTIN.get(key) ?? SCHEMAS.get(key)!()).versions
    .filter(({ version, channels }) => version === 'v1' && (channels === undefined || channels.includes('experimental')));
  return versions[0].root.properties!.spec;
}

describe.each<[string, Problems]>([
  ['gateway.networking.k8s.io/GatewayClass', gatewayClassProblems],
  ['gateway.networking.k8s.io/Gateway', gatewayProblems],
  ['gateway.networking.k8s.io/HTTPRoute', httpRouteProblems],
  ['gateway.networking.k8s.io/GRPCRoute', grpcRouteProblems],
  ['gateway.networking.k8s.io/TLSRoute', tlsRouteProblems],
  ['gateway.networking.k8s.io/TCPRoute', tcpRouteProblems],
  ['gateway.networking.k8s.io/UDPRoute', udpRouteProblems],
  ['gateway.networking.k8s.io/ReferenceGrant', referenceGrantProblems],
  ['networking.k8s.io/NetworkPolicy', networkPolicyProblems],
])('checks of %s against its schema', (key, problems) => {
  const places = placesOf(specOf(key));

  test('every field is known, with every value of its enum', () => {
    const refused = places.flatMap(({ path, node, specWith }) => (node.enum ?? [{}]).flatMap((value) =>
      problems(specWith(value)).filter((problem) => /unknown|none of the values/.test(problem.reason) && path.startsWith(problem.path))));
    expect(refused.filter(({ reason }) => reason.includes('unknown'))).toEqual([]);
    expect(refused.filter(({ value }) => typeof value !== 'object')).toEqual([]);
  });

  test('wrong types, values outside of limits, missing and unknown fields are refused, each at its place', () => {
    const accepted = places.flatMap(({ path, node, specWith }) => badValues(node, path)
      .filter(([value, at]) => !problems(specWith(value)).some((problem) => problem.path === at))
      .map(([value, at]) => `${at} ${JSON.stringify(value)?.slice(0, 60)}`));
    expect(accepted).toEqual([]);
  });
});
