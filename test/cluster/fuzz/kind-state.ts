import { breakable } from './breaking';
import type { Json } from './json-text';
import type { KindUnderTest } from './kinds';
import type { Random } from './random';
import { schemaSites, type Site, sitesOf } from './sites';

/** A keyword of the schema at a path, as `BREAKING` names it. */
export interface Target {
  readonly path: string;
  readonly keyword: string;
}

const POOL_SIZE = 120;
const PER_RULE = 12;
const PER_PATH = 6;
const LARGEST = 20_000;

/** What is known of a kind while it is fuzzed: what can be broken, and objects that the server takes or refuses. */
export class KindState {
  public readonly targets: readonly Target[];
  /** Objects that the server accepts. */
  public readonly pool: Json[] = [];
  /** Objects that the server refuses for one CEL rule alone, by its text. */
  public readonly refused = new Map<string, Json[]>();
  /** Objects that the server refuses for one keyword alone that was aimed at. */
  readonly #hits = new Map<string, Json[]>();
  /** Accepted objects that have a value at a path. */
  readonly #having = new Map<string, Json[]>();

  public constructor(public readonly kind: KindUnderTest, private readonly skip: (path: string, kind: KindUnderTest) => boolean) {
    this.targets = schemaSites(kind.schema, (path) => skip(path, kind)).flatMap(({ path, schema }) => breakable(schema).map((keyword) => ({ path, keyword })));
  }

  public sites(object: Json): Site[] {
    return sitesOf(this.kind.schema, object).filter(({ path }) => !this.skip(path, this.kind));
  }

  /** A copy of an accepted object; where there is none, the least that can be one. */
  public base(random: Random): Json {
    if (this.pool.length > 0) return structuredClone(random.pick(this.pool));
    return { apiVersion: this.kind.apiVersion, kind: this.kind.kind, metadata: { name: 'fuzz' }, spec: {} };
  }

  /** A copy of an accepted object with a value at a path. */
  public having(path: string, random: Random): Json | undefined {
    const known = this.#having.get(path);
    return known && structuredClone(random.pick(known));
  }

  public accept(object: Json, random: Random): void {
    if (isLarge(object)) return;
    remember(this.pool, object, POOL_SIZE, random);
    this.place(object, random);
  }

  /** Takes an object for one that has values where it has them. */
  public place(object: Json, random: Random): void {
    for (const path of new Set(this.sites(object).map((site) => site.path))) remember(listAt(this.#having, path), object, PER_PATH, random);
  }

  /** A copy of an object that an aim was met with. */
  public hit(aim: string, random: Random): Json | undefined {
    const known = this.#hits.get(aim);
    return known && structuredClone(random.pick(known));
  }

  public rememberHit(aim: string, object: Json, random: Random): void {
    if (!isLarge(object)) remember(listAt(this.#hits, aim), object, PER_PATH, random);
  }

  public refuse(rule: string, object: Json, random: Random): void {
    if (!isLarge(object)) remember(listAt(this.refused, rule), object, PER_RULE, random);
  }
}

function listAt(map: Map<string, Json[]>, key: string): Json[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

function isLarge(object: Json): boolean {
  return JSON.stringify(object, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).length > LARGEST;
}

/** Keeps some of many, each as likely as the others. */
function remember(pool: Json[], object: Json, size: number, random: Random): void {
  if (pool.length < size) pool.push(object);
  else pool[random.below(size)] = object;
}
