import type { Json } from './json-text';
import { type Container, isObject } from './sites';

/** A smaller object that still has a property: fields and items are left out one after the other as long as it has. */
export async function shrunk(object: Json, holds: (candidate: Json) => Promise<boolean>, limit = 150): Promise<Json> {
  let best = object;
  let asked = 0;
  for (let again = true; again;) {
    again = false;
    for (const path of removable(best)) {
      if (asked >= limit) return best;
      const candidate = without(best, path);
      if (!candidate) continue;
      asked++;
      if (await holds(candidate)) {
        best = candidate;
        again = true;
        break;
      }
    }
  }
  return best;
}

type Path = readonly (string | number)[];

const KEPT = new Set(['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.resourceVersion']);

/** Paths of all fields and items, large parts first. */
function removable(object: Json): Path[] {
  const paths: Path[] = [];
  let level: [Path, unknown][] = [[[], object]];
  while (level.length > 0) {
    const next: [Path, unknown][] = [];
    for (const [path, value] of level) {
      const keys = Array.isArray(value) ? [...value.keys()].reverse() : isObject(value) ? Object.keys(value) : [];
      for (const key of keys) {
        if (!KEPT.has([...path, key].join('.'))) paths.push([...path, key]);
        next.push([[...path, key], (value as Container)[key]]);
      }
    }
    level = next;
  }
  return paths;
}

function without(object: Json, path: Path): Json | undefined {
  const copy = structuredClone(object);
  let holder: unknown = copy;
  for (const step of path.slice(0, -1)) holder = (holder as Container | undefined)?.[step];
  const last = path[path.length - 1];
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (isObject(holder)) delete holder[last];
  else return undefined;
  return copy;
}
