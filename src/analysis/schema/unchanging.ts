import { isRecord, listOf } from '../../manifest/manifest';
import { show } from '../../manifest/problem';
import type { StructureProblem } from './structure-problem';

type Data = Record<string, unknown>;

/** Metadata that an update may leave out, and not change. Source: Kubernetes, validation of ObjectMeta in updates. */
const FIXED = ['name', 'namespace', 'uid', 'deletionGracePeriodSeconds'];

/** What the API server sets itself, and keeps where an update leaves it out. */
const SERVER_SET = [
  'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds',
  'managedFields', 'selfLink',
];

/** What an update changes of an object that stays as it is. */
export function changesOfFixed(object: Data, old: Data): StructureProblem[] {
  const [metadata, before] = [metadataOf(object), metadataOf(old)];
  return [
    ...FIXED.filter((field) => given(metadata[field]) && given(before[field]) && metadata[field] !== before[field])
      .map((field) => fixed(`metadata.${field}`, metadata[field], before[field])),
    ...staleVersion(metadata, before),
    ...lateDeletion(metadata, before),
    ...lateFinalizers(metadata, before),
  ];
}

function fixed(path: string, value: unknown, before: unknown): StructureProblem {
  const reason = `it is ${show(before)} in the cluster, and no update changes it`;
  return { code: 'immutable', path, value, reason, fix: `write ${show(before)}, or create another object` };
}

function staleVersion({ resourceVersion }: Data, before: Data): StructureProblem[] {
  if (!given(resourceVersion) || !given(before.resourceVersion) || resourceVersion === before.resourceVersion) return [];
  const reason = `the object in the cluster is of version ${show(before.resourceVersion)}: somebody changed it since`;
  const fix = 'read it again, or leave it out';
  return [{ code: 'immutable', path: 'metadata.resourceVersion', value: resourceVersion, reason, fix }];
}

function lateDeletion({ deletionTimestamp }: Data, before: Data): StructureProblem[] {
  if (!given(deletionTimestamp) || given(before.deletionTimestamp)) return [];
  const reason = 'an update deletes nothing';
  return [{ code: 'immutable', path: 'metadata.deletionTimestamp', value: deletionTimestamp, reason, fix: 'remove it' }];
}

function lateFinalizers({ finalizers }: Data, before: Data): StructureProblem[] {
  if (!given(before.deletionTimestamp)) return [];
  const known = new Set(listOf(before.finalizers));
  const reason = 'the object is being deleted, and takes no more finalizers';
  return listOf(finalizers).flatMap((value, index): StructureProblem[] =>
    (known.has(value) ? [] : [{ code: 'immutable', path: `metadata.finalizers[${index}]`, value, reason, fix: 'remove it' }]));
}

/** An object of an update with what the API server takes from the one in the cluster. */
export function completed(object: Data, old: Data): Data {
  const [metadata, before] = [metadataOf(object), metadataOf(old)];
  const kept = SERVER_SET.filter((field) => !given(metadata[field]) && given(before[field]));
  const more = Object.fromEntries(kept.map((field) => [field, before[field]]));
  return { ...object, metadata: { ...metadata, ...more } };
}

function metadataOf({ metadata }: Data): Data {
  return isRecord(metadata) ? metadata : {};
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
