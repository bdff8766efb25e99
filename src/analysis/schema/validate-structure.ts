import { isRecord } from '../../manifest/manifest';
import type { Problem } from '../../manifest/problem';
import { Checker, type OtherChannel } from './checker';
import { type CompiledNode, compileNode } from './compiled-node';
import type { Former } from './former';
import { kindProblem } from './kind-problem';
import { metadataChecks } from './metadata-checks';
import { OBJECT_META } from './object-meta';
import { nameProblems } from './object-names';
import type { Channel, KindSchema } from './schema-node';
import type { StructureCode, StructureProblem } from './structure-problem';
import { lookup, nodeAt, servedVersions } from './tables';

/** What the judgement depends on beside the manifest. */
export interface StructureOptions {
  /**
   * Channel of the Gateway API CRDs in the cluster.
   *
   * @default 'standard'
   */
  readonly channel?: Channel;
}

/** A manifest of a kind of which the schema is known. */
export interface KnownObject {
  readonly object: Record<string, unknown>;
  readonly schema: KindSchema;
  readonly root: CompiledNode;
  readonly status?: CompiledNode;
  readonly channel: Channel;
}

/**
 * Holds a manifest against the schema of its kind and the rules of its CRD, as the API server would after filling in defaults:
 * everything it would refuse, and the fields it would drop. A kind that nothing is known of yields one problem of code
 * `unknown-kind`, beside those of its labels and annotations. Takes any JSON value and never throws.
 */
export function validateStructure(manifest: unknown, options: StructureOptions = {}): StructureProblem[] {
  const known = knownObject(manifest, options);
  return Array.isArray(known) ? known : [
    ...metadataOf(known),
    ...problemsIn(known, known.root, withReadStatus(known)),
    ...known.schema.check?.(known.object) ?? [],
  ];
}

/** The status of a new object is not even looked at, whatever it is, where it is a resource of its own. */
function withReadStatus({ object, status }: KnownObject): Record<string, unknown> {
  const isRead = status === undefined || object.status === undefined || isRecord(object.status);
  return isRead ? object : { ...object, status: undefined };
}

/** The object with its schema, or why there is none of the two. */
export function knownObject(manifest: unknown, { channel = 'standard' }: StructureOptions): KnownObject | StructureProblem[] {
  const refused = notAnObject(manifest);
  if (refused) return [refused];
  const object = manifest as Record<string, unknown>;
  const { apiVersion, kind } = object as { apiVersion: string; kind: string };
  const found = lookup(apiVersion, kind, channel);
  if (!found) return [missingKind(apiVersion, kind), ...metadataProblems(object.metadata)];
  if (!found.root) return [notServed(apiVersion, found.schema, channel)];
  return { object, schema: found.schema, root: found.root, status: found.status, channel };
}

/** What a walk over an object, or a part of it, finds; in an update beside what was there before. */
export function problemsIn(
  { object, schema, channel }: KnownObject, node: CompiledNode, value: unknown, path: readonly string[] = [], former?: Former,
): StructureProblem[] {
  const { apiVersion, kind } = object as { apiVersion: string; kind: string };
  const checker = new Checker(otherChannel(apiVersion, kind, channel), schema.native, path);
  checker.check(node, value, former);
  return checker.problems;
}

/** What the metadata of an object breaks beyond its structure. */
export function metadataOf({ object, schema }: KnownObject): StructureProblem[] {
  if (!isRecord(object.metadata ?? {})) return [];
  const metadata = (object.metadata ?? {}) as Record<string, unknown>;
  const names = nameProblems(metadata, schema).map(([field, problem]) => at(`metadata.${field}`, 'name', problem, metadata[field]));
  return [...names, ...metadataChecks(metadata, schema)];
}

function notAnObject(manifest: unknown): StructureProblem | undefined {
  if (!isRecord(manifest)) {
    const reason = 'it is not a Kubernetes object';
    return at('', 'not-an-object', { reason, fix: 'write an object with apiVersion, kind and metadata' }, manifest);
  }
  for (const field of ['apiVersion', 'kind']) {
    const value = manifest[field];
    if (typeof value === 'string' && value !== '') continue;
    const reason = value === undefined ? 'it is required and missing' : 'it is not the text that names the kind';
    const example = field === 'kind' ? 'HTTPRoute' : 'gateway.networking.k8s.io/v1';
    return at(field, 'not-an-object', { reason, fix: `add \`${field}\`, such as ${example}` }, value);
  }
  return undefined;
}

function missingKind(apiVersion: string, kind: string): StructureProblem {
  const { path, code, ...problem } = kindProblem(apiVersion, kind);
  return at(path, code, problem, path === 'kind' ? kind : apiVersion);
}

function notServed(apiVersion: string, schema: KindSchema, channel: Channel): StructureProblem {
  const { group, kind } = schema;
  const here = servedVersions(schema, channel);
  const versions = here.length > 0 ? here : servedVersions(schema, 'experimental');
  const names = versions.map((version) => `${group}/${version}`).join(' or ');
  const fix = here.length > 0 ? `write ${names}` : `write ${names} for a cluster that has the experimental channel`;
  return at('apiVersion', 'not-served', { reason: `the ${channel} channel serves no ${kind} of this version`, fix }, apiVersion);
}

/** What holds for the metadata of any kind; how its objects are named is the kind's own. */
function metadataProblems(metadata: unknown): StructureProblem[] {
  const checker = new Checker(() => undefined, false, ['metadata']);
  const node = compileNode(OBJECT_META);
  if (isRecord(metadata)) checker.check(node, metadata);
  return checker.problems.filter(({ code }) => code === 'label' || code === 'annotation' || code === 'type');
}

/** A field that only the experimental channel has deserves its own reason. */
function otherChannel(apiVersion: string, kind: string, channel: Channel): OtherChannel {
  return (trail) => {
    const other = channel === 'standard' ? lookup(apiVersion, kind, 'experimental') : undefined;
    if (!other?.root || !nodeAt(other.root, trail)) return undefined;
    return 'the field exists only in the experimental channel of Gateway API';
  };
}

/** A problem of a code at a path. */
export function at(path: string, code: StructureCode, problem: Problem, value: unknown): StructureProblem {
  return { code, path, ...problem, value };
}
