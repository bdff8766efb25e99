import type { StructureProblem } from '../../../src/analysis/schema/structure-problem';
import { verdictOf as ourVerdict } from '../../../src/analysis/verdict';
import type { Client } from '../harness/client';
import type { KubernetesObject } from '../harness/manifests';
import { mapSome } from '../harness/poll';
import { collectionPath } from '../harness/resources';
import { type Verdict, verdictOf } from '../harness/verdict';
import type { Mutant } from './generator';
import type { Json } from './json-text';
import { type Judge, manifestOfMutant, QUERY } from './judge';
import { keyOf, type KindUnderTest } from './kinds';
import type { Random } from './random';
import { isObject } from './sites';

const AT_ONCE = 16;

interface Standing {
  readonly kind: KindUnderTest;
  readonly object: Json;
}

/** Objects that stand on the servers, and what is said of mutants that are to take their place: a mutant has the name of its old object. */
export class Updates implements Judge {
  readonly #standing = new Map<string, Standing>();
  readonly #removals: (() => Promise<unknown>)[] = [];
  readonly #others = new Map<KindUnderTest, Json[]>();
  #count = 0;

  /** Stores objects under names of their own; those that the server does not take are passed over. */
  public async store(client: Client, kind: KindUnderTest, objects: readonly Json[]): Promise<Json[]> {
    const stored = await mapSome(objects, async (object) => {
      const named = { ...object, metadata: { ...object.metadata as Json, name: `fuzz-${++this.#count}` } };
      const { accepted, result } = await send(client, 'POST', collectionOf(kind), named);
      if (!accepted) return [];
      const path = pathOf(kind, named);
      this.#removals.push(() => client.send({ method: 'DELETE', path }));
      return [result as unknown as Json];
    }, AT_ONCE);
    stored.flat().forEach((object) => this.stand(kind, object));
    return stored.flat();
  }

  /** Writes the status of objects that stand. */
  public async storeStatus(client: Client, kind: KindUnderTest, objects: readonly Json[]): Promise<void> {
    const verdicts = await mapSome(objects, (object) => send(client, 'PUT', pathOf(kind, object), object), AT_ONCE);
    verdicts.forEach(({ accepted, result }) => accepted && this.stand(kind, result as unknown as Json));
  }

  /** Takes an object as it is now on the server. */
  public stand(kind: KindUnderTest, object: Json): void {
    this.#standing.set(`${keyOf(kind)} ${nameOf(object)}`, { kind, object });
  }

  /** Has other objects, good and bad, take the place of some that stand. */
  public replace(kind: KindUnderTest, objects: readonly Json[], random: Random): void {
    const standing = this.standing(kind);
    if (standing.length === 0) return;
    this.#others.set(kind, objects.map((object) => ({ ...object, metadata: sentBack(random.pick(standing)).metadata })));
  }

  /** What stands of a kind, as somebody would send it back, and what is to take its place. */
  public seedsOf(kind: KindUnderTest): Json[] {
    return [...this.standing(kind).map(sentBack), ...this.#others.get(kind) ?? []];
  }

  private standing(kind: KindUnderTest): Json[] {
    return [...this.#standing.values()].filter((one) => one.kind === kind).map(({ object }) => object);
  }

  public async serversVerdict(client: Client, { kind, object }: Mutant): Promise<Verdict> {
    return send(client, 'PUT', pathOf(kind, object), object, QUERY);
  }

  public ourProblems({ kind, object }: Pick<Mutant, 'kind' | 'object'>): readonly StructureProblem[] {
    const old = this.#standing.get(`${keyOf(kind)} ${nameOf(object)}`)?.object;
    return ourVerdict(object, { channel: kind.channel, old, subresource: kind.subresource }).problems;
  }

  /** Removes all that was stored. */
  public async close(): Promise<void> {
    await mapSome(this.#removals.splice(0), (remove) => remove(), AT_ONCE);
  }
}

function sentBack(object: Json): Json {
  const { name, namespace, resourceVersion, labels } = object.metadata as Json;
  const metadata = { name, ...namespace !== undefined && { namespace }, resourceVersion, ...labels !== undefined && { labels } };
  return { ...structuredClone(object), metadata };
}

function nameOf({ metadata }: Json): string {
  return isObject(metadata) ? String(metadata.name) : '';
}

function collectionOf({ resource }: KindUnderTest): string {
  return collectionPath(resource, { metadata: { namespace: 'default' } } as KubernetesObject);
}

function pathOf(kind: KindUnderTest, object: Json): string {
  return [collectionOf(kind), encodeURIComponent(nameOf(object)), ...kind.subresource ? [kind.subresource] : []].join('/');
}

async function send(client: Client, method: 'POST' | 'PUT', path: string, object: Json, query = 'fieldManager=fuzz'): Promise<Verdict> {
  const manifest = manifestOfMutant(object);
  return verdictOf(manifest, await client.send({ method, path: `${path}?${query}`, contentType: 'application/json', body: manifest.text }));
}
