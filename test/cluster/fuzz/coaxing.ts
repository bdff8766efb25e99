import type { StructureProblem } from '../../../src/analysis/schema/structure-problem';
import type { Json } from './json-text';
import { keep } from './keeping';
import type { KindState } from './kind-state';
import type { Random } from './random';
import { parentOf, type Site } from './sites';

const STEPS = 50;

/** How far an object is from what it is to be; 0 where it is that. */
export type Distance = (object: Json, problems: readonly StructureProblem[]) => number;

/** Who says how far an object is from what it is to be. */
export interface Coach {
  readonly state: KindState;
  readonly judge: (object: Json) => readonly StructureProblem[];
  readonly distance: Distance;
  readonly random: Random;
}

/** Changes an object near what is wrong with it until nothing is left to do, and a little more; undefined where that takes too long. */
export function coaxed({ state, judge, distance, random }: Coach, start: Json, more = 0): Json | undefined {
  let object = start;
  let problems = judge(object);
  let left = distance(object, problems);
  for (let step = 0; step < STEPS && (left > 0 || step < more); step++) {
    const candidate = structuredClone(object);
    const sites = near(state.sites(candidate), problems.length > 0 ? random.pick(problems).path : '');
    if (sites.length === 0 || !keep(sites, random)) return undefined;
    const after = judge(candidate);
    const then = distance(candidate, after);
    if (then <= left) [object, problems, left] = [candidate, after, then];
  }
  return left === 0 ? object : undefined;
}

/** Values on the way to a path, and those right beside them. */
function near(sites: readonly Site[], path: string): Site[] {
  const place = formOf(path);
  const found = sites.filter((site) => place.startsWith(parentOf(site.path)) && depth(site.path) >= depth(place) - 3);
  return found.length > 0 ? found : [...sites];
}

/** A field path without the indices of its items. */
export function formOf(path: string): string {
  return path.replace(/\[\d+\]/g, '[]');
}

function depth(path: string): number {
  return path.split(/[.[{]/).length;
}
