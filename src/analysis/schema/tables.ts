import { SCHEMAS } from '../../../imports/index';
import { groupOf } from '../../manifest/manifest';
import { once } from '../once';
import { BUILTIN } from './builtin/index';
import { TEXT } from './builtin/texts';
import { type CompiledNode, compileNode } from './compiled-node';
import { OBJECT_META } from './object-meta';
import type { Channel, KindSchema, VersionSchema } from './schema-node';

/** What is known of a kind. */
interface Lookup {
  readonly schema: KindSchema;
  /** The node for a whole object; undefined where the channel does not serve the version. */
  readonly root?: CompiledNode;
  /** The node for what controllers write; undefined where nothing is known of it. */
  readonly status?: CompiledNode;
}

/** What was found once: of kinds and versions that are served, which are few. */
const FOUND = new Map<string, Lookup>();

/** The structural schema of a kind, as a channel serves it; undefined where nothing is known of the kind. */
export function lookup(apiVersion: string, kind: string, channel: Channel): Lookup | undefined {
  const key = `${channel} ${kind} ${apiVersion}`;
  const known = FOUND.get(key);
  if (known) return known;
  const found = find(apiVersion, kind, channel);
  if (found?.root) FOUND.set(key, found);
  return found;
}

function find(apiVersion: string, kind: string, channel: Channel): Lookup | undefined {
  const key = `${groupOf(apiVersion)}/${kind}`;
  const schema = BUILTIN.get(key) ?? SCHEMAS.get(key)?.();
  if (!schema) return undefined;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const found = schema.versions.find((candidate) => candidate.version === version && isServed(candidate, channel));
  return { schema, root: found && objectNode(found), status: found?.status && compileNode(found.status) };
}

function isServed({ channels }: VersionSchema, channel: Channel): boolean {
  return channels === undefined || channels.includes(channel);
}

/** The node for a whole object: what the table says, with the fields that every object has. */
const objectNode = once(({ root }: VersionSchema): CompiledNode =>
  compileNode({ ...root, properties: { apiVersion: TEXT, kind: TEXT, metadata: OBJECT_META, ...root.properties } }));

/** The versions that a channel serves of a kind. */
export function servedVersions(schema: KindSchema, channel: Channel): string[] {
  return schema.versions.filter((candidate) => isServed(candidate, channel)).map(({ version }) => version);
}

/** The node at a field path, or undefined where the schema has no such field. */
export function nodeAt(root: CompiledNode, trail: readonly (string | number)[]): CompiledNode | undefined {
  let node: CompiledNode | undefined = root;
  for (const step of trail) {
    node = typeof step === 'number' ? node?.items : node?.properties.get(step) ?? node?.values;
  }
  return node;
}
