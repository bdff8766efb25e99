import { RBAC } from '../../../manifest/kinds';
import type { KindSchema, SchemaNode } from '../schema-node';
import { LABEL_SELECTOR } from './label-selector';
import { FILLED, PATH_SEGMENT, SOME_TEXTS, SUBDOMAIN, TEXT, TEXTS } from './texts';

/** A rule of a Role names resources; a ClusterRole's may name URLs instead. */
const RESOURCE_RULE: SchemaNode = {
  type: 'object',
  properties: {
    verbs: SOME_TEXTS,
    apiGroups: SOME_TEXTS,
    resources: SOME_TEXTS,
    resourceNames: TEXTS,
    // URLs belong to no namespace; the field is there all the same.
    nonResourceURLs: { ...TEXTS, maxItems: 0 },
  },
  required: ['verbs', 'apiGroups', 'resources'],
};

const NONE: SchemaNode = { maxItems: 0 };

const CLUSTER_RULE: SchemaNode = {
  type: 'object',
  properties: { verbs: SOME_TEXTS, apiGroups: TEXTS, resources: TEXTS, resourceNames: TEXTS, nonResourceURLs: TEXTS },
  required: ['verbs'],
  allOf: [
    {
      anyOf: [
        { properties: { nonResourceURLs: { minItems: 1 } }, required: ['nonResourceURLs'] },
        { properties: { apiGroups: { minItems: 1 }, resources: { minItems: 1 } }, required: ['apiGroups', 'resources'] },
      ],
    },
    {
      anyOf: [
        { properties: { nonResourceURLs: NONE } },
        { properties: { apiGroups: NONE, resources: NONE, resourceNames: NONE } },
      ],
    },
  ],
};

/** Only a RoleBinding has a namespace of its own to look for a service account in. */
function subject(namespaced: boolean): SchemaNode {
  return {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['User', 'Group', 'ServiceAccount'] },
      apiGroup: { type: 'string', enum: ['', RBAC] },
      name: FILLED,
      namespace: TEXT,
    },
    required: ['kind', 'name'],
    anyOf: [
      { properties: { kind: { enum: ['User', 'Group'] } } },
      {
        properties: {
          kind: { enum: ['ServiceAccount'] },
          apiGroup: { enum: [''] },
          name: SUBDOMAIN,
          namespace: namespaced ? TEXT : FILLED,
        },
        required: namespaced ? [] : ['namespace'],
      },
    ],
  };
}

const RBAC_NAMES = { names: 'path-segment', native: true, keepsGeneration: true } as const;

function role(kind: string, properties: Record<string, SchemaNode>): KindSchema {
  return { group: RBAC, kind, ...RBAC_NAMES, versions: [{ version: 'v1', root: { type: 'object', properties } }] };
}

function binding(kind: string, roles: string[], namespaced: boolean): KindSchema {
  const roleRef: SchemaNode = {
    type: 'object',
    properties: {
      apiGroup: { type: 'string', enum: ['', RBAC], default: RBAC },
      kind: { type: 'string', enum: roles },
      name: PATH_SEGMENT,
    },
    required: ['kind', 'name'],
  };
  const root: SchemaNode = {
    type: 'object',
    properties: { roleRef, subjects: { type: 'array', items: subject(namespaced) } },
    required: ['roleRef'],
  };
  return { group: RBAC, kind, ...RBAC_NAMES, versions: [{ version: 'v1', root }] };
}

/** Source: Kubernetes API, rbac.authorization.k8s.io/v1. */
export const ROLE = role('Role', { rules: { type: 'array', items: RESOURCE_RULE } });
export const CLUSTER_ROLE = role('ClusterRole', {
  rules: { type: 'array', items: CLUSTER_RULE },
  aggregationRule: {
    type: 'object',
    properties: { clusterRoleSelectors: { type: 'array', minItems: 1, items: LABEL_SELECTOR } },
    required: ['clusterRoleSelectors'],
  },
});
export const ROLE_BINDING = binding('RoleBinding', ['Role', 'ClusterRole'], true);
export const CLUSTER_ROLE_BINDING = binding('ClusterRoleBinding', ['ClusterRole'], false);
