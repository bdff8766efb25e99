import type { KindSchema, SchemaNode } from '../schema-node';
import { TEXT, TEXTS, TIME } from './texts';

const FLAG: SchemaNode = { type: 'boolean' };
const INT32: SchemaNode = { type: 'integer', format: 'int32' };
const TEXT_MAP: SchemaNode = { type: 'object', values: TEXT };
/** Bytes are base64 text; the API server takes a list of their numbers too. */
const BYTES: SchemaNode = {
  anyOf: [
    { type: 'string', format: 'byte' },
    { type: 'array', items: { type: 'integer', minimum: 0, maximum: 255 } },
  ],
};
const BYTES_MAP: SchemaNode = { type: 'object', values: BYTES };

function object(properties: Record<string, SchemaNode>): SchemaNode {
  return { type: 'object', properties };
}

function list(items: SchemaNode): SchemaNode {
  return { type: 'array', items };
}

const CONDITION = { lastTransitionTime: TIME, message: TEXT, reason: TEXT, status: TEXT, type: TEXT };

const SERVICE_PORT = object({
  appProtocol: TEXT,
  name: TEXT,
  nodePort: INT32,
  port: INT32,
  protocol: TEXT,
  targetPort: { intOrString: true, format: 'int32' },
});

const SERVICE_SPEC = object({
  allocateLoadBalancerNodePorts: FLAG,
  clusterIP: TEXT,
  clusterIPs: TEXTS,
  externalIPs: TEXTS,
  externalName: TEXT,
  externalTrafficPolicy: TEXT,
  healthCheckNodePort: INT32,
  internalTrafficPolicy: TEXT,
  ipFamilies: TEXTS,
  ipFamilyPolicy: TEXT,
  loadBalancerClass: TEXT,
  loadBalancerIP: TEXT,
  loadBalancerSourceRanges: TEXTS,
  ports: list(SERVICE_PORT),
  publishNotReadyAddresses: FLAG,
  selector: TEXT_MAP,
  sessionAffinity: TEXT,
  sessionAffinityConfig: object({ clientIP: object({ timeoutSeconds: INT32 }) }),
  trafficDistribution: TEXT,
  type: TEXT,
});

const INGRESS_PORT = object({ error: TEXT, port: INT32, protocol: TEXT });

const SERVICE_STATUS = object({
  conditions: list(object({ ...CONDITION, observedGeneration: { type: 'integer' } })),
  loadBalancer: object({
    ingress: list(object({ hostname: TEXT, ip: TEXT, ipMode: TEXT, ports: list(INGRESS_PORT) })),
  }),
});

function table(kind: string, properties: Record<string, SchemaNode>, facts: Partial<KindSchema> = {}): KindSchema {
  const judged = { native: true, unjudged: true, keepsGeneration: true };
  return { group: '', kind, ...judged, ...facts, versions: [{ version: 'v1', root: object(properties) }] };
}

/**
 * Objects that routes and policies lean on, by structure alone: unknown fields and wrong types. What the API server
 * checks beyond it (the ports of a Service, say) is not judged. Source: Kubernetes 1.36, core/v1.
 */
export const SERVICE = table('Service', { spec: SERVICE_SPEC, status: SERVICE_STATUS }, { names: 'label' });
export const NAMESPACE = table('Namespace', {
  spec: object({ finalizers: TEXTS }),
  status: object({ conditions: list(object(CONDITION)), phase: TEXT }),
}, { names: 'label' });
export const SECRET = table('Secret', { data: BYTES_MAP, immutable: FLAG, stringData: TEXT_MAP, type: TEXT });
export const CONFIG_MAP = table('ConfigMap', { binaryData: BYTES_MAP, data: TEXT_MAP, immutable: FLAG });
