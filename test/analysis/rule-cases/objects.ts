import type { Channel } from '../../../src/analysis/schema/schema-node';
import type { Manifest } from '../../../src/manifest/manifest';

export type Json = Record<string, unknown>;

/** Objects around the border of one rule of the CRDs. */
export interface RuleCases {
  /** The node that the rule is about. */
  readonly node: string;
  /** What is refused for this rule alone, by the path below the node that is told. */
  readonly refused: readonly (readonly [below: string, ...objects: Manifest[]])[];
  readonly accepted: readonly Manifest[];
  readonly channel: Channel;
}

export function cases(
  node: string, refused: RuleCases['refused'], accepted: readonly Manifest[], channel: Channel = 'experimental',
): RuleCases {
  return { node, refused, accepted, channel };
}

const GROUP = 'gateway.networking.k8s.io';

export const object = (kind: string, spec: Json, apiVersion = `${GROUP}/v1`): Manifest => ({
  apiVersion, kind, metadata: { name: 'shop', ...(kind !== 'GatewayClass' && kind !== 'XMesh' && { namespace: 'default' }) }, spec,
});

export const backend = (fields: Json = {}): Json => ({ name: 'product-api', port: 8080, ...fields });

/** An HTTPRoute of one rule. */
export const http = (rule: Json = {}, spec: Json = {}): Manifest => object('HTTPRoute', { rules: [rule], ...spec });
export const filtered = (...filters: Json[]): Manifest => http({ filters });
export const path = (fields: Json): Manifest => http({ matches: [{ path: fields }] });
export const grpc = (rule: Json = {}, spec: Json = {}): Manifest => object('GRPCRoute', { rules: [rule], ...spec });
export const parents = (...parentRefs: Json[]): Manifest => object('TCPRoute', { parentRefs, rules: [{ backendRefs: [backend()] }] });

export const listener = (fields: Json = {}): Json => ({ name: 'http', port: 80, protocol: 'HTTP', ...fields });
export const gateway = (spec: Json = {}): Manifest => object('Gateway', { gatewayClassName: 'company', listeners: [listener()], ...spec });
export const listeners = (...some: Json[]): Manifest => gateway({ listeners: some.map((fields, index) => listener({ name: `l${index}`, ...fields })) });
export const addresses = (...some: Json[]): Manifest => gateway({ addresses: some });

export const TARGET = { group: '', kind: 'Service', name: 'payment' };
export const CA = { group: '', kind: 'ConfigMap', name: 'authority' };
export const policy = (validation: Json = {}, ...targetRefs: Json[]): Manifest => object('BackendTLSPolicy', {
  targetRefs: targetRefs.length > 0 ? targetRefs : [TARGET],
  validation: { hostname: 'payment.company.com', wellKnownCACertificates: 'System', ...validation },
});
export const altName = (fields: Json): Manifest => policy({ subjectAltNames: [fields] });
export const serverNames = (...hostnames: string[]): Manifest => object('TLSRoute', { hostnames, rules: [{ backendRefs: [backend()] }] });

const EXPERIMENTAL = 'gateway.networking.x-k8s.io/v1alpha1';
export const xBackend = (spec: Json = {}): Manifest => object('XBackend', {
  type: 'ExternalHostname', externalHostname: { hostname: 'api.example.com' }, port: { port: 443 }, ...spec,
}, EXPERIMENTAL);
export const xPolicy = (spec: Json): Manifest => object('XBackendTrafficPolicy', { targetRefs: [TARGET], ...spec }, EXPERIMENTAL);

/** So many times the same. */
export const times = (count: number, item: Json = {}): Json[] => new Array<Json>(count).fill(item);
