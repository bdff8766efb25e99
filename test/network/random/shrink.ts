import { type Packet, podName, type TestCluster } from './objects';

/** A cluster of one packet. */
export type Case = Omit<TestCluster, 'packets'> & { readonly packets: readonly [Packet] };

/** What a list may lose until it is empty; of other lists one item has to stay. */
const MAY_BE_EMPTY = new Set([
  'ingress', 'egress', 'except',
]);

/** Fields without which an object is still one. */
const OPTIONAL = new Set([
  'labels', 'policyTypes', 'ingress', 'egress', 'ports', 'protocols', 'except', 'endPort', 'protocol', 'nodeName', 'hostNetwork',
  'matchExpressions', 'matchLabels', 'from', 'to', 'name', 'destinationPort',
]);

/** The smallest case that still has a property: parts are left out, one after the other, as long as it has. */
export async function shrunk(found: Case, holds: (candidate: Case) => boolean | Promise<boolean>): Promise<Case> {
  let best = found;
  for (let again = true; again;) {
    again = false;
    for (const path of removable(best)) {
      const candidate = without(best, path);
      if (!await holds(candidate)) continue;
      best = candidate;
      again = true;
      break;
    }
  }
  return best;
}

type Path = readonly (string | number)[];

/** Paths of all that may go, large parts first. */
function removable({ packets, ...cluster }: Case): Path[] {
  const paths: Path[] = [];
  let level: { path: Path; value: unknown }[] = [{ path: [], value: cluster }];
  while (level.length > 0) {
    paths.push(...level.filter(({ path }) => mayGo(path, level)).map(({ path }) => path));
    level = level.flatMap(({ path, value }) => childrenOf(value).map(([key, child]) => ({ path: [...path, key], value: child })));
  }
  const kept = packets.flatMap(({ fromPod, toPod }) => [fromPod, toPod]);
  return paths.filter(([list, i, ...rest]) => {
    if (rest.length > 0 || typeof i !== 'number') return true;
    // Nodes tell which families of addresses there are.
    if (list === 'nodes') return cluster.nodes.length > 1;
    if (list === 'pods') return !kept.includes(podName(cluster.pods[i]));
    return list !== 'namespaces' || cluster.pods.every(({ metadata }) => metadata.namespace !== cluster.namespaces[i].metadata.name);
  });
}

function childrenOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((item, i): [number, unknown] => [i, item]).reverse();
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function mayGo(path: Path, level: readonly { path: Path }[]): boolean {
  const last = path[path.length - 1];
  const holder = path[path.length - 2];
  if (path.includes('status')) return false;
  if (typeof last === 'string') return holder === 'matchLabels' || holder === 'labels' || (OPTIONAL.has(last) && isOptionalAt(last, path));
  if (last === undefined) return false;
  return MAY_BE_EMPTY.has(String(holder)) || isTopLevel(path) || siblings(path, level) > 1;
}

/** The peers of a cluster-wide rule are not optional, nor is the name of an object. */
function isOptionalAt(field: string, path: Path): boolean {
  if (field === 'name') return path.includes('containers') && path.includes('ports');
  if (field === 'from' || field === 'to' || field === 'ports') return path[0] === 'networkPolicies' || field === 'ports';
  return true;
}

function isTopLevel(path: Path): boolean {
  return path.length === 2;
}

function siblings(path: Path, level: readonly { path: Path }[]): number {
  const list = JSON.stringify(path.slice(0, -1));
  return level.filter((one) => one.path.length === path.length && JSON.stringify(one.path.slice(0, -1)) === list).length;
}

function without(found: Case, path: Path): Case {
  const copy = structuredClone(found);
  let holder: unknown = copy;
  for (const step of path.slice(0, -1)) holder = (holder as Record<string | number, unknown>)[step];
  const last = path[path.length - 1];
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete (holder as Record<string, unknown>)[last];
  return copy;
}
