import type { SchemaNode } from '../schema-node';
import { LABEL_KEY, LABEL_VALUE, TEXT } from './texts';

/** A label selector as built-in kinds check it. Source: Kubernetes API, LabelSelector. */
export const LABEL_SELECTOR: SchemaNode = {
  type: 'object',
  properties: {
    matchLabels: { type: 'object', values: TEXT, syntax: 'labels' },
    matchExpressions: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          key: LABEL_KEY,
          operator: { type: 'string', enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
          values: { type: 'array', items: LABEL_VALUE },
        },
        required: ['key', 'operator'],
        anyOf: [
          { properties: { operator: { enum: ['In', 'NotIn'] }, values: { minItems: 1 } }, required: ['values'] },
          { properties: { operator: { enum: ['Exists', 'DoesNotExist'] }, values: { maxItems: 0 } } },
        ],
      },
    },
  },
};
