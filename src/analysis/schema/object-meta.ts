import { labelProblem, subdomainProblem } from '../../manifest/names';
import type { Problem } from '../../manifest/problem';
import type { KindSchema, SchemaNode } from './schema-node';

const TEXT: SchemaNode = { type: 'string' };
const TIME: SchemaNode = { type: 'string', nullable: true };

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
    managedFields: { type: 'array', items: { type: 'object', preserve: true } },
  },
};

/** What is wrong with the names in the metadata of an object, by field. */
export function nameProblems(metadata: Record<string, unknown>, names: KindSchema['names']): [string, Problem][] {
  const { name, generateName, namespace } = metadata;
  const problems: [string, Problem | undefined][] = [
    ['name', isEmpty(name) ? missingName(generateName) : nameProblem(name, names)],
    // The API server appends a random part to it.
    ['generateName', typeof generateName === 'string' ? nameProblem(generateName.replace(/-$/, 'a'), names) : undefined],
    ['namespace', typeof namespace === 'string' ? labelProblem(namespace) : undefined],
  ];
  return problems.filter((entry): entry is [string, Problem] => entry[1] !== undefined);
}

function missingName(generateName: unknown): Problem | undefined {
  if (!isEmpty(generateName)) return undefined;
  return { reason: 'it is required and missing', fix: 'add `name`: a DNS name such as "shop"' };
}

/** Names that are no text are the table's to report. */
function nameProblem(name: unknown, names: KindSchema['names']): Problem | undefined {
  if (typeof name !== 'string') return undefined;
  return names === 'path-segment' ? segmentProblem(name) : subdomainProblem(name);
}

function segmentProblem(name: string): Problem | undefined {
  if (name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name)) return undefined;
  const reason = 'it cannot stand in a URL path: it is empty, "." or "..", or holds "/" or "%"';
  return { reason, fix: 'write a name such as "shop-routes"' };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined;
}
