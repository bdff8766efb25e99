import { isDeepStrictEqual } from 'node:util';
import type { Channel, SchemaNode } from '../../src/analysis/schema/schema-node';
import { namesOf } from './cel-names';
import { type Crd, crdsIn, type CrdVersion, type RawSchema } from './crd';
import type { Source } from './sources';
import { type RuleNames, toSchemaNode } from './structural';

const CHANNEL_ANNOTATION = 'gateway.networking.k8s.io/channel';
const GATEWAY_API = ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io'];
const CHANNELS: readonly Channel[] = ['standard', 'experimental'];

/** One distinct schema of a version: the channels that serve it so, or none where the CRD names no channel. */
export interface ImportedVersion {
  readonly version: string;
  readonly channels: Channel[];
  readonly root: SchemaNode;
  readonly status?: SchemaNode;
}

export interface ImportedKind {
  readonly group: string;
  readonly kind: string;
  /** Whether the CRD has CEL rules that nothing judges. */
  unjudged: boolean;
  readonly versions: ImportedVersion[];
}

/** All kinds of some CRD texts, sorted, with the versions that are served. */
export function kindsOf(sources: readonly Source[]): ImportedKind[] {
  const kinds = new Map<string, ImportedKind>();
  for (const { origin, text } of sources) {
    for (const crd of crdsIn(text, origin)) addCrd(kinds, crd, origin);
  }
  const sorted = [...kinds.keys()].sort().map((key) => kinds.get(key)!).filter(({ versions }) => versions.length > 0);
  for (const { versions } of sorted) versions.sort(byVersion);
  return sorted;
}

function addCrd(kinds: Map<string, ImportedKind>, crd: Crd, origin: string): void {
  const { group, names, versions } = crd.spec;
  const key = `${group}/${names.kind}`;
  const kind = kinds.get(key) ?? { group, kind: names.kind, unjudged: false, versions: [] };
  kinds.set(key, kind);
  const channel = channelOf(crd, origin);
  const ruleNames = ruleNamesFor(kind);
  for (const version of versions.filter(({ served }) => served)) {
    addVersion(kind, version.name, channel, schemasOf(version, `${origin}: ${names.kind} ${version.name}`, ruleNames));
  }
}

/** The rules of Gateway API are judged, all of them. Of others the structure alone is, and the table says so. */
function ruleNamesFor(kind: ImportedKind): RuleNames {
  if (GATEWAY_API.includes(kind.group)) return namesOf;
  return (rules) => {
    if (rules.length > 0) kind.unjudged = true;
    return [];
  };
}

function channelOf(crd: Crd, origin: string): Channel | undefined {
  const name = crd.metadata.annotations?.[CHANNEL_ANNOTATION];
  const channel = CHANNELS.find((known) => known === name);
  if (name !== undefined && !channel) throw new Error(`${origin}: ${crd.metadata.name} is of the unknown channel "${name}"`);
  return channel;
}

function addVersion(kind: ImportedKind, version: string, channel: Channel | undefined, schemas: Schemas): void {
  const same = kind.versions.find(({ root, status, ...other }) =>
    other.version === version && isDeepStrictEqual({ root, status }, schemas));
  const other = kind.versions.find((it) => it !== same && it.version === version && serves(it, channel));
  if (other) {
    const where = channel ? ` in the ${channel} channel` : '';
    throw new Error(`${kind.kind} ${version} comes with two different schemas${where}; give each CRD once`);
  }
  if (!same) kind.versions.push({ version, channels: channel ? [channel] : [], ...schemas });
  else if (channel && !same.channels.includes(channel)) {
    same.channels.push(channel);
    same.channels.sort(byChannel);
  }
}

function serves({ channels }: ImportedVersion, channel: Channel | undefined): boolean {
  return channel === undefined || channels.length === 0 || channels.includes(channel);
}

/** The two parts of an object that are written by different hands. */
type Schemas = Required<Pick<ImportedVersion, 'root'>> & { readonly status: SchemaNode | undefined };

/**
 * The object without what every object has. `status` is written by controllers: in the object of anybody else it is allowed, and
 * not looked at.
 */
function schemasOf(version: CrdVersion, at: string, names: RuleNames): Schemas {
  const raw = version.schema?.openAPIV3Schema;
  if (!raw) throw new Error(`${at} has no schema`);
  const { apiVersion, kind, metadata, status, ...own } = (raw.properties ?? {}) as Record<string, RawSchema | undefined>;
  if (apiVersion?.enum || kind?.enum || metadata?.properties) {
    throw new Error(`${at} has rules of its own for apiVersion, kind or metadata, which this tool would lose`);
  }
  const required = ((raw.required ?? []) as string[]).filter((name) => Object.hasOwn(own, name));
  const root = toSchemaNode({ ...raw, properties: own, required: required.length > 0 ? required : undefined }, at, names);
  return {
    root: { ...root, properties: { ...root.properties, ...(status && { status: { type: 'object', preserve: true } }) } },
    status: status && toSchemaNode(status, `${at}.status`, names),
  };
}

function byVersion(a: ImportedVersion, b: ImportedVersion): number {
  return maturity(b.version).localeCompare(maturity(a.version)) || byChannel(a.channels[0], b.channels[0]);
}

/** A text that sorts versions as Kubernetes ranks them: v2, v1, v1beta2, v1beta1, v1alpha1. */
function maturity(version: string): string {
  const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? ['', '0', 'alpha', '0'];
  const rank = { alpha: '0', beta: '1' }[stage] ?? '2';
  return [rank, major.padStart(4, '0'), (minor ?? '').padStart(4, '0')].join('.');
}

function byChannel(a: Channel, b: Channel): number {
  return CHANNELS.indexOf(a) - CHANNELS.indexOf(b);
}
