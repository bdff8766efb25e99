import { cidrsOf, isWholeFamily } from './address-cells';
import { type Connection, connectionsOf, type Side } from './connections';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import type { PortSet } from './port-set';

/** Connections of equal ends as one: every source reaches every destination. A workload does not stand for itself. */
export interface GroupedConnection {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly allowed: PortSet;
  readonly unknown: PortSet;
}

interface Keyed {
  readonly key: string;
  readonly names: readonly string[];
}

/** The connectivity of a set, grouped: as few lines as its policies need, whatever the number of pods. */
export function groupedConnections(
  model: NetworkModel, connections: Iterable<Connection> = connectionsOf(model),
): GroupedConnection[] {
  const keyed = keysOf();
  const sources = new Map<string, { from: Keyed; allowed: PortSet; unknown: PortSet; to: Map<string, Keyed> }>();
  for (const { from, to, allowed, unknown } of connections) {
    const [source, target] = [keyed(from), keyed(to)];
    if (isAlone(source, target)) continue;
    const key = `${source.key} ${allowed.key} ${unknown.key}`;
    const known = sources.get(key) ?? { from: source, allowed, unknown, to: new Map<string, Keyed>() };
    sources.set(key, known);
    known.to.set(target.key, target);
  }
  const targets = new Map<string, { to: Keyed[]; allowed: PortSet; unknown: PortSet; from: Map<string, Keyed> }>();
  for (const { from, allowed, unknown, to } of sources.values()) {
    const key = `${[...to.keys()].sort().join(' ')} ${allowed.key} ${unknown.key}`;
    const known = targets.get(key) ?? { to: [...to.values()], allowed, unknown, from: new Map<string, Keyed>() };
    targets.set(key, known);
    known.from.set(from.key, from);
  }
  return [...targets.values()].map(({ from, to, ...ports }) => ({ ...ports, from: namesOf([...from.values()]), to: namesOf(to) }))
    .sort((a, b) => (a.from[0] < b.from[0] || (a.from[0] === b.from[0] && a.to[0] < b.to[0]) ? -1 : 1));
}

/** The same without grouping: one line for each two groups of equal pods, as a drawing has nodes. */
export function groupConnections(model: NetworkModel): GroupedConnection[] {
  const keyed = keysOf();
  return [...connectionsOf(model)].flatMap(({ from, to, allowed, unknown }) => {
    const [source, target] = [keyed(from), keyed(to)];
    return isAlone(source, target) ? [] : [{ from: source.names, to: target.names, allowed, unknown }];
  });
}

/** One workload, and itself. */
function isAlone(a: Keyed, b: Keyed): boolean {
  return a.key === b.key && a.names.length === 1;
}

/** Names the ends of connections; a group of many workloads, which may be in many connections, is named once. */
function keysOf(): (side: Side) => Keyed {
  const groups = new Map<PodGroup, Keyed>();
  return (side) => {
    if (side.form === 'outside') {
      const names = outsideNames(side);
      return { key: names.join(','), names };
    }
    const known = groups.get(side.group) ?? { key: `g${side.group.id}`, names: labelsOf(side.group) };
    groups.set(side.group, known);
    return known;
  };
}

function labelsOf({ classes }: PodGroup): string[] {
  return [...new Set(classes.flatMap(({ workloads }) => workloads.map(({ label }) => label)))];
}

/** Addresses of the outside in words: `outside (IPv4)`, or blocks. */
export function outsideNames({ ranges }: Extract<Side, { form: 'outside' }>): string[] {
  return ranges.flatMap((range) => (isWholeFamily(range) ? [`outside (IPv${range.family})`] : cidrsOf(range)));
}

function namesOf(ends: readonly Keyed[]): string[] {
  return [...new Set(ends.flatMap(({ names }) => names))].sort();
}
