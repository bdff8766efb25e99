import { groupOf, isRecord } from '../../manifest/manifest';
import type { CompiledNode } from './compiled-node';
import { Former } from './former';
import { asStored } from './stored';
import type { StructureProblem } from './structure-problem';
import { changesOfFixed, completed } from './unchanging';
import {
  at, type KnownObject, knownObject, metadataOf, problemsIn, type StructureOptions, validateStructure,
} from './validate-structure';

type Data = Record<string, unknown>;

/**
 * What the API server refuses of an object that takes the place of one in the cluster, and the fields that it drops. Values
 * that stay the same are forgiven, as Kubernetes does since 1.33; rules about changes are judged. The status is that of the old.
 */
export function validateUpdate(manifest: unknown, old: Data, options: StructureOptions): StructureProblem[] {
  const known = knownObject(manifest, options);
  if (Array.isArray(known)) return known;
  const other = anotherKind(known.object, old);
  if (other) return [other];
  const changes = changesOfFixed(known.object, old);
  // Kinds that are built in are judged as if they were new.
  if (known.schema.native) return [...changes, ...validateStructure(manifest, options)];
  return [
    ...changes,
    ...metadataOf({ ...known, object: completed(known.object, old) }),
    ...droppedFields(known),
    ...problemsOfChange(known, old),
  ];
}

function kindOf({ apiVersion, kind }: Data): string {
  return `${typeof apiVersion === 'string' ? groupOf(apiVersion) : ''}/${String(kind)}`;
}

function anotherKind(object: Data, old: Data): StructureProblem | undefined {
  if (kindOf(object) === kindOf(old)) return undefined;
  const reason = `the object that it takes the place of is a ${kindOf(old)}`;
  return at('kind', 'immutable', { reason, fix: 'compare it with an object of its own kind' }, object.kind);
}

/** Fields that the schemas do not know: they are gone before anything is compared. */
function droppedFields(known: KnownObject): StructureProblem[] {
  const { root, status, object } = known;
  return [
    ...problemsIn(known, root, object),
    ...status && isRecord(object.status) ? problemsIn(known, status, object.status, ['status']) : [],
  ].filter(({ code }) => code === 'unknown-field');
}

/** A new object has no status: what comes with it is dropped, but unknown fields are told all the same. */
export function unknownInStatus(manifest: unknown, options: StructureOptions): StructureProblem[] {
  const known = isRecord(manifest) && isRecord(manifest.status) ? knownObject(manifest, options) : [];
  return Array.isArray(known) || !known.status ? [] : droppedFields(known).filter(({ path }) => path.startsWith('status.'));
}

function problemsOfChange(known: KnownObject, old: Data): StructureProblem[] {
  const { root } = known;
  const value = withoutStatus(asStored(root, completed(known.object, old)) as Data);
  const before = withoutStatus(asStored(root, old) as Data);
  const problems = problemsIn(known, root, value, [], new Former(root, value, before));
  return lastingDuplicates(problems, () => problemsIn(known, root, before));
}

/** Where the old object holds duplicates anywhere, the API server looks for none. */
function lastingDuplicates(problems: StructureProblem[], before: () => StructureProblem[]): StructureProblem[] {
  const isDuplicate = ({ code }: StructureProblem): boolean => code === 'duplicate';
  const lasting = problems.some(isDuplicate) && before().some(isDuplicate);
  return lasting ? problems.filter((problem) => !isDuplicate(problem)) : problems;
}

function withoutStatus(object: Data): Data {
  return Object.fromEntries(Object.entries(object).filter(([field]) => field !== 'status'));
}

/** The same for what a controller reports: the status alone is judged, and the rest stays as it is. */
export function validateStatus(manifest: unknown, old: Data | undefined, options: StructureOptions): StructureProblem[] {
  const known = knownObject(manifest, options);
  if (Array.isArray(known)) return known;
  const { object, status } = known;
  if (!status) return [noStatus(known)];
  const other = old && anotherKind(object, old);
  if (other) return [other];
  return [
    ...old ? changesOfFixed(object, old) : [],
    ...unreadable(known),
    ...droppedFields(known),
    ...problemsOfStatus(known, status, old?.status),
  ];
}

/** Metadata that cannot even be read, though nothing of it is written. */
function unreadable(known: KnownObject): StructureProblem[] {
  return problemsIn(known, known.root, known.object).filter(({ code, path }) => code === 'type' && path.startsWith('metadata'));
}

function problemsOfStatus(known: KnownObject, node: CompiledNode, old: unknown): StructureProblem[] {
  const { status } = known.object;
  if (status === undefined || status === null) return [];
  const value = asStored(node, status);
  if (!isRecord(old)) return problemsIn(known, node, value, ['status']);
  const before = asStored(node, old);
  const problems = problemsIn(known, node, value, ['status'], new Former(node, value, before));
  return lastingDuplicates(problems, () => problemsIn(known, node, before, ['status']));
}

function noStatus({ object: { kind }, schema: { native } }: KnownObject): StructureProblem {
  const path = 'status';
  if (native) {
    const reason = `nothing is known of the status of ${String(kind)}`;
    return at(path, 'unknown-kind', { reason, fix: 'let the API server judge it' }, undefined);
  }
  return at(path, 'not-served', { reason: `${String(kind)} has no status`, fix: 'leave it out' }, undefined);
}
