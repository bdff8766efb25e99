import { TEXT, TIME } from './builtin/texts';
import type { SchemaNode } from './schema-node';

/** What a field manager wrote; the API server reads it, and replaces it. */
const MANAGED: SchemaNode = {
  type: 'object',
  properties: {
    manager: TEXT,
    operation: TEXT,
    apiVersion: TEXT,
    time: TIME,
    fieldsType: TEXT,
    fieldsV1: {},
    subresource: TEXT,
  },
};

/** The metadata of every object. Source: Kubernetes API, ObjectMeta. */
export const OBJECT_META: SchemaNode = {
  type: 'object',
  properties: {
    name: TEXT,
    generateName: TEXT,
    namespace: TEXT,
    labels: { type: 'object', values: TEXT, syntax: 'labels' },
    annotations: { type: 'object', values: TEXT, syntax: 'annotations' },
    finalizers: { type: 'array', items: TEXT },
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: TEXT,
          kind: TEXT,
          name: TEXT,
          uid: TEXT,
          controller: { type: 'boolean' },
          blockOwnerDeletion: { type: 'boolean' },
        },
        required: ['apiVersion', 'kind', 'name', 'uid'],
      },
    },
    creationTimestamp: TIME,
    deletionTimestamp: TIME,
    deletionGracePeriodSeconds: { type: 'integer', nullable: true },
    generation: { type: 'integer' },
    resourceVersion: TEXT,
    selfLink: TEXT,
    uid: TEXT,
    managedFields: { type: 'array', items: MANAGED },
  },
};
