import { cidrsOf, isWholeFamily } from './address-cells';
import { type BundledConnection, bundledConnectionsOf, type BundleSide } from './bundles';
import { connectionsOf, type Side } from './connections';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import type { PortSet } from './port-set';
import { TooManyRows } from './rows';
import type { Verdict } from './verdict';

/** Connections of equal ends as one: every source reaches every destination. A workload does not stand for itself. */
export interface GroupedConnection {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly allowed: PortSet;
  readonly unknown: PortSet;
}

/** Names of one end; of equal keys the same. */
export interface NamedEnd {
  readonly key: string;
  readonly names: readonly string[];
}

/** The connectivity of a set, grouped: as few lines as its policies need, whatever the number of pods. */
export function groupedConnections(model: NetworkModel, connections = bundledConnectionsOf(model)): GroupedConnection[] {
  return groupedEnds(keyedConnections(connections)).map(({ from, to, value }) => ({ ...value, from, to }));
}

function* keyedConnections(connections: Iterable<BundledConnection>): Iterable<Said<Verdict>> {
  const keyed = keysOf();
  for (const { from, to, allowed, unknown } of connections) {
    const ends = { from: keyed(from), to: keyed(to) };
    if (!isAlone(ends.from, ends.to)) yield { ...ends, key: `${allowed.key} ${unknown.key}`, value: { allowed, unknown } };
  }
}

/** What is said of two ends; of equal keys the same. */
export interface Said<T> {
  readonly from: NamedEnd;
  readonly to: NamedEnd;
  readonly key: string;
  readonly value: T;
}

/** Memory holds as many, each with its names. */
const MOST_SAID = 2_000_000;

/** Ends of which the same is said as one: every source with every destination. */
export function groupedEnds<T>(
  all: Iterable<Said<T>>, most = MOST_SAID,
): { readonly from: string[]; readonly to: string[]; readonly value: T }[] {
  const sources = new Map<string, Omit<Said<T>, 'to'> & { readonly to: Map<string, NamedEnd> }>();
  let size = 0;
  for (const { from, to, key, value } of all) {
    if (++size > most) throw new TooManyRows(`more than ${most} pairs of workloads have ports of their own`);
    const known = sources.get(`${from.key} ${key}`) ?? { from, key, value, to: new Map<string, NamedEnd>() };
    sources.set(`${from.key} ${key}`, known);
    known.to.set(to.key, to);
  }
  const targets = new Map<string, { readonly to: NamedEnd[]; readonly value: T; readonly from: Map<string, NamedEnd> }>();
  for (const { from, key, value, to } of sources.values()) {
    const said = `${[...to.keys()].sort().join(' ')} ${key}`;
    const known = targets.get(said) ?? { to: [...to.values()], value, from: new Map<string, NamedEnd>() };
    targets.set(said, known);
    known.from.set(from.key, from);
  }
  const namesOf = namesOnce();
  return [...targets.values()].map(({ from, to, value }) => ({ value, from: namesOf([...from.values()]), to: namesOf(to) }))
    .sort((a, b) => (a.from[0] < b.from[0] || (a.from[0] === b.from[0] && a.to[0] < b.to[0]) ? -1 : 1));
}

const MOST_EDGES = 100_000;

/** The same without grouping: one line for each two groups of equal pods, as a drawing has nodes. */
export function groupConnections(model: NetworkModel): GroupedConnection[] {
  const keyed = keysOf();
  const lines: GroupedConnection[] = [];
  for (const { from, to, allowed, unknown } of connectionsOf(model)) {
    const [source, target] = [keyed(from), keyed(to)];
    if (isAlone(source, target)) continue;
    if (lines.push({ from: source.names, to: target.names, allowed, unknown }) > MOST_EDGES) {
      throw new TooManyRows(`a drawing would have more than ${MOST_EDGES} arrows`);
    }
  }
  return lines;
}

/** One workload, and itself. */
function isAlone(a: NamedEnd, b: NamedEnd): boolean {
  return a.key === b.key && a.names.length === 1;
}

/** Names the ends of connections; a group of many workloads, which may be in many connections, is named once. */
function keysOf(): (side: BundleSide) => NamedEnd {
  const known = new Map<unknown, NamedEnd>();
  const once = (of: unknown, make: () => NamedEnd): NamedEnd => {
    const end = known.get(of) ?? make();
    known.set(of, end);
    return end;
  };
  return (side) => {
    if (side.form === 'outside') {
      const names = outsideNames(side);
      return { key: names.join(','), names };
    }
    if (side.form === 'pods') return once(side.group, () => ({ key: `g${side.group.id}`, names: labelsOf([side.group]) }));
    return once(side.groups, () => ({ key: `b${known.size}`, names: labelsOf(side.groups) }));
  };
}

function labelsOf(groups: readonly PodGroup[]): string[] {
  return [...new Set(groups.flatMap(({ classes }) => classes.flatMap(({ workloads }) => workloads.map(({ label }) => label))))];
}

/** Addresses of the outside in words: `outside (IPv4)`, or blocks. */
export function outsideNames({ ranges }: Extract<Side, { form: 'outside' }>): string[] {
  return ranges.flatMap((range) => (isWholeFamily(range) ? [`outside (IPv${range.family})`] : cidrsOf(range)));
}

/** The names of several ends, sorted; of equal ends one list, which may be long and stand on many lines. */
function namesOnce(): (ends: readonly NamedEnd[]) => string[] {
  const known = new Map<string, string[]>();
  return (ends) => {
    const key = ends.map((end) => end.key).join(' ');
    const names = known.get(key) ?? [...new Set(ends.flatMap((end) => end.names))].sort();
    known.set(key, names);
    return names;
  };
}
