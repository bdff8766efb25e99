import { NETWORKING } from '../../../manifest/kinds';
import type { KindSchema, SchemaNode } from '../schema-node';
import { LABEL_SELECTOR } from './label-selector';
import { networkPolicyChecks } from './network-policy-checks';
import { PORT_NAME_PATTERN } from './texts';

const CIDR: SchemaNode = { type: 'string', format: 'cidr' };

const PORT: SchemaNode = {
  type: 'object',
  properties: {
    protocol: { type: 'string', enum: ['TCP', 'UDP', 'SCTP'], default: 'TCP' },
    port: {
      intOrString: true,
      minimum: 1,
      maximum: 65_535,
      minLength: 1,
      maxLength: 15,
      pattern: PORT_NAME_PATTERN,
    },
    endPort: { type: 'integer', minimum: 1, maximum: 65_535 },
  },
};

const PEER: SchemaNode = {
  type: 'object',
  properties: {
    podSelector: LABEL_SELECTOR,
    namespaceSelector: LABEL_SELECTOR,
    ipBlock: {
      type: 'object',
      properties: { cidr: CIDR, except: { type: 'array', items: CIDR } },
      required: ['cidr'],
    },
  },
  oneOf: [
    { required: ['ipBlock'] },
    { anyOf: [{ required: ['podSelector'] }, { required: ['namespaceSelector'] }] },
  ],
};

const PORTS: SchemaNode = { type: 'array', items: PORT };
const PEERS: SchemaNode = { type: 'array', items: PEER };

/** Source: Kubernetes API, networking.k8s.io/v1 NetworkPolicy. */
export const NETWORK_POLICY: KindSchema = {
  group: NETWORKING,
  kind: 'NetworkPolicy',
  native: true,
  check: networkPolicyChecks,
  versions: [{
    version: 'v1',
    root: {
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: {
            podSelector: LABEL_SELECTOR,
            ingress: { type: 'array', items: { type: 'object', properties: { from: PEERS, ports: PORTS } } },
            egress: { type: 'array', items: { type: 'object', properties: { to: PEERS, ports: PORTS } } },
            policyTypes: { type: 'array', maxItems: 2, items: { type: 'string', enum: ['Ingress', 'Egress'] } },
          },
        },
      },
    },
  }],
};
