import * as fs from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { isManifest, isRecord, type Manifest } from '../../src/manifest/manifest';
import { blocksOf, inProject } from '../util/snippets';

/** Numbers that look random, the same on every run (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const deep = (levels: number): unknown => JSON.parse(`${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`);

/** Values that no field expects. */
const HOSTILE: readonly unknown[] = [
  null, undefined, true, false, 0, -1, 1.5, NaN, Infinity, 2 ** 53, 12345678901234567890n,
  '', ' ', '*', '/', '.', '(', 'é\u{1f600}\ud800', 'a'.repeat(20_000), '__proto__',
  'constructor', [], {}, [[]], [null], [[['a']]], [{}], [''], [-1], { a: null }, JSON.parse('{"__proto__":{"name":"a"},"constructor":1}'), deep(30),
];

/** What mutants are made of: the objects of the pages on rules: each kind that a rule judges, right and wrong. What is wrong with files never comes here. */
export const SETS: readonly Manifest[][] = fs.readdirSync(inProject('docs', 'rules')).filter((file) => /^GW(?!09)\d+\.md$/.test(file)).sort()
  .flatMap((file) => blocksOf(inProject('docs', 'rules', file)))
  .filter(({ language, heading }) => language === 'yaml' && (heading === 'Incorrect' || heading === 'Correct'))
  .map(({ code }) => parseAllDocuments(code).filter(({ errors }) => errors.length === 0).map((document) => document.toJS() as Manifest))
  .map((set) => set.filter(isManifest))
  .filter((set) => set.length > 0);

type Place = readonly [holder: Record<string | number, unknown>, key: string | number];

/** Every place of a value, with the object or list that holds it. */
function placesOf(value: unknown): Place[] {
  if (Array.isArray(value)) return value.flatMap((item, i): Place[] => [[value as unknown as Place[0], i], ...placesOf(item)]);
  if (!isRecord(value)) return [];
  return Object.keys(value).flatMap((key): Place[] => [[value, key], ...placesOf(value[key])]);
}

/** Replaces, takes out or doubles a value. */
function mutate(manifest: Manifest, random: (below: number) => number, everywhere: boolean): void {
  const places = placesOf(manifest).filter(([holder, key]) => everywhere || holder !== manifest || (key !== 'apiVersion' && key !== 'kind'));
  if (places.length === 0) return;
  const [holder, key] = places[random(places.length)];
  const way = random(6);
  if (way === 0 && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (way === 0) delete holder[key];
  else if (way === 1 && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
  else holder[key] = structuredClone(HOSTILE[random(HOSTILE.length)]);
}

/** Some changes in a set. apiVersion and kind of its objects stay, so that rules look at them, unless `everywhere`. */
export function mutantsOf(set: readonly Manifest[], seed: number, everywhere = false): Manifest[] {
  const random = randomOf(seed);
  const mutants = structuredClone(set) as Manifest[];
  for (let i = 0; i <= random(3); i += 1) mutate(mutants[random(mutants.length)], random, everywhere);
  return mutants;
}
