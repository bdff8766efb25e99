import type { StructureProblem } from '../../../src/analysis/schema/structure-problem';
import type { Client } from '../harness/client';
import type { Channel } from '../harness/servers';
import { type Coach, coaxed } from './coaxing';
import { growTo } from './growing';
import type { Json } from './json-text';
import { KindState } from './kind-state';
import type { KindUnderTest } from './kinds';
import { Random } from './random';
import type { RunOptions } from './run';
import { type Container, schemaSites } from './sites';
import { Updates } from './updates';

type Clients = Readonly<Record<Channel, Client>>;

/** How many objects of a kind, version and channel stand, and how many of them have a status. */
const OBJECTS = 30;
const STATUSES = 8;

const METADATA = /^metadata\.(labels|annotations|finalizers|ownerReferences)($|[.[{])/;

/** Updates of objects that stand on the servers, and of the status alone where the kind has one. */
export async function updateSet(
  clients: Clients, kinds: readonly KindUnderTest[], seedsOf: (kind: KindUnderTest) => readonly Json[],
): Promise<Pick<RunOptions, 'kinds' | 'seedsOf' | 'judge' | 'skip' | 'refused'> & { readonly close: () => Promise<void> }> {
  const updates = new Updates();
  const random = new Random(1);
  const all: KindUnderTest[] = [];
  for (const kind of kinds) {
    const client = clients[kind.channel];
    const objects = [...seedsOf(kind), ...leastOf(kind)];
    const stored = await updates.store(client, kind, random.shuffled(objects).slice(0, OBJECTS));
    updates.replace(kind, objects, random);
    all.push(kind);
    if (!kind.schema.properties?.status) continue;
    const ofStatus: KindUnderTest = { ...kind, subresource: 'status' };
    all.push(ofStatus);
    for (const object of stored.slice(0, STATUSES)) updates.stand(ofStatus, object);
    const own = await updates.store(client, ofStatus, stored.slice(0, STATUSES).map(bare));
    await updates.storeStatus(client, ofStatus, own.map((object) => withStatus(updates, ofStatus, object, random)));
  }
  return {
    kinds: all, seedsOf: (kind) => updates.seedsOf(kind), judge: updates, refused: 0.58,
    skip: (path, { subresource }) => (subresource ? !/^status($|\.)/.test(path) : /^(apiVersion|kind|metadata|status)($|\.)/.test(path) && !METADATA.test(path)),
    close: () => updates.close(),
  };
}

/** Of kinds that upstream has no examples of. */
function leastOf({ apiVersion, kind }: KindUnderTest): Json[] {
  return kind === 'XMesh' ? [{ apiVersion, kind, metadata: {}, spec: { controllerName: 'example.com/fuzz', parametersRef: { group: '', kind: 'ConfigMap',
    name: 'a' } } }] : [];
}

function bare({ apiVersion, kind, metadata, spec }: Json): Json {
  const { namespace } = metadata as Json;
  return { apiVersion, kind, metadata: namespace === undefined ? {} : { namespace }, spec };
}

/** An object with as much of a status as we find without having anything against it. */
function withStatus(updates: Updates, kind: KindUnderTest, object: Json, random: Random): Json {
  const state = new KindState(kind, (path) => !/^status($|\.)/.test(path));
  const judge = (one: Json): readonly StructureProblem[] => updates.ourProblems({ kind, object: one });
  const coach: Coach = { state, random, judge, distance: (_one, { length }) => length };
  const sites = schemaSites(kind.schema, (path) => !path.startsWith('status.'));
  let best = object;
  for (const { path } of random.shuffled(sites)) {
    const candidate = structuredClone(best);
    growTo(candidate as Container, kind.schema, path, random);
    best = coaxed(coach, candidate) ?? best;
  }
  return best;
}
