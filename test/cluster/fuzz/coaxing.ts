import type { StructureProblem } from '../../../src/analysis/schema/structure-problem';
import type { Json } from './json-text';
import { keep } from './keeping';
import type { KindState } from './kind-state';
import type { Random } from './random';
import type { Site } from './sites';

const STEPS = 50;

/** How far an object is from what it is to be; 0 where it is that. */
export type Distance = (object: Json, problems: readonly StructureProblem[]) => number;

/** Changes an object near what is wrong with it until nothing is left to do; undefined where that takes too long. */
export function coaxed(
  state: KindState, start: Json, judge: (object: Json) => readonly StructureProblem[], distance: Distance, random: Random,
): Json | undefined {
  let object = start;
  let problems = judge(object);
  let left = distance(object, problems);
  for (let step = 0; step < STEPS && left > 0; step++) {
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

/** The path of what holds a value. */
export function parentOf(path: string): string {
  return path.replace(/(?:\.?[^.[\]{}]+|\[\]|\{\})$/, '');
}

function depth(path: string): number {
  return path.split(/[.[{]/).length;
}
