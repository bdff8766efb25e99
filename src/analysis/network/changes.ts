import { type AddressRange, joined } from './address-cells';
import { connectionsOf, type Side } from './connections';
import type { PodGroup } from './equal-pods';
import { differingWorkloads } from './group-texts';
import { groupedEnds, type NamedEnd, outsideNames, type Said } from './grouped';
import type { NetworkModel } from './network-model';
import { PortSet } from './port-set';
import { changesOf, MOST_ROWS, type Row, type RowEnd, TooManyRows } from './rows';
import type { Verdict } from './verdict';

/** What two sets say of the same ends. */
export interface VerdictChange {
  readonly before: Verdict;
  readonly after: Verdict;
}

/** What two sets do not agree on, ends of equal changes as one: every source with every destination. */
export interface GroupedChange extends VerdictChange {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export const NOTHING: Verdict = { allowed: PortSet.NONE, unknown: PortSet.NONE };

/** Workloads that both sets treat alike. */
interface Alike extends NamedEnd {
  /** Whether anything that decides about them differs between the sets. */
  readonly differs: boolean;
}

/** What may flow in one of two sets alone, by workloads and addresses; grouped, whatever the number of pods. */
export function groupedChanges(
  before: NetworkModel, after: NetworkModel, differs: ReadonlySet<string> = differingWorkloads(before, after), most = MOST_ROWS,
): GroupedChange[] {
  const alike = alikeIn([before, after], differs);
  const [old, now] = [before, after].map((model, i) => flowsOf(model, (group) => alike[i].get(group) ?? [], most));
  return groupChanges([...podChanges(old.pods, now.pods), ...outsideChanges(old.outside, now.outside)]);
}

/** Changes of equal ends as one. */
export function groupChanges(changes: readonly Said<VerdictChange>[]): GroupedChange[] {
  return groupedEnds(changes).map(({ from, to, value }) => ({ ...value, from, to }));
}

/** A change of two ends; undefined where there is none. */
export function changeOf(from: NamedEnd, to: NamedEnd, before: Verdict, after: Verdict): Said<VerdictChange>[] {
  if (before.allowed.equals(after.allowed) && before.unknown.equals(after.unknown)) return [];
  const key = [before.allowed, before.unknown, after.allowed, after.unknown].map((ports) => ports.key).join(' | ');
  return [{ from, to, key, value: { before, after } }];
}

/** Of each set, what its groups consist of when both are told apart. */
function alikeIn(models: readonly NetworkModel[], differs: ReadonlySet<string>): Map<PodGroup, Alike[]>[] {
  const groups = models.map((model) => new Map(model.workloads.map((workload) =>
    [workload.label, [...new Set(model.classesOf(workload).map((podClass) => model.groupOf(podClass)))]])));
  const byKey = new Map<string, { readonly alike: Alike & { readonly names: string[] }; readonly of: (readonly PodGroup[])[] }>();
  for (const label of new Set(groups.flatMap((one) => [...one.keys()]))) {
    const of = groups.map((one) => one.get(label) ?? []);
    const key = of.map((list) => list.map(({ id }) => id).sort((a, b) => a - b).join('+')).join('/');
    const known = byKey.get(key) ?? { alike: { key: `w${key}`, names: [], differs: differs.has(label) }, of };
    byKey.set(key, known);
    known.alike.names.push(label);
  }
  return models.map((_, i) => {
    const found = new Map<PodGroup, Alike[]>();
    for (const { of, alike } of byKey.values()) {
      for (const group of of[i]) found.set(group, [...found.get(group) ?? [], alike]);
    }
    return found;
  });
}

/** What may flow between workloads of which one differs, by source and destination, and with addresses. */
interface Flows {
  readonly pods: Map<Alike, Map<Alike, Verdict>>;
  readonly outside: { readonly alike: Alike; readonly row: Row }[];
}

function flowsOf(model: NetworkModel, alikeOf: (group: PodGroup) => readonly Alike[], most: number): Flows {
  const flows: Flows = { pods: new Map(), outside: [] };
  const isAsked = new Set(model.groups.filter((group) => alikeOf(group).some(({ differs }) => differs)));
  let pairs = 0;
  for (const { from, to, ...verdict } of connectionsOf(model, isAsked)) {
    for (const source of from.form === 'pods' ? alikeOf(from.group) : []) {
      const src = { name: source.key };
      if (to.form === 'outside' && source.differs) addOutside(flows, source, rowsOf(to, (dst) => ({ src, dst, ...verdict })));
      for (const target of to.form === 'pods' ? alikeOf(to.group) : []) {
        if ((source === target && source.names.length === 1) || !(source.differs || target.differs)) continue;
        if (++pairs > most) throw new TooManyRows(`more than ${most} pairs of workloads may connect`);
        addPair(flows, source, target, verdict);
      }
    }
    if (from.form === 'pods' || to.form !== 'pods') continue;
    for (const target of alikeOf(to.group).filter(({ differs }) => differs)) {
      addOutside(flows, target, rowsOf(from, (end) => ({ src: end, dst: { name: target.key }, ...verdict })));
    }
  }
  return flows;
}

function addOutside({ outside }: Flows, alike: Alike, rows: readonly Row[]): void {
  for (const row of rows) outside.push({ alike, row });
}

function addPair({ pods }: Flows, source: Alike, target: Alike, verdict: Verdict): void {
  const targets = pods.get(source) ?? new Map<Alike, Verdict>();
  pods.set(source, targets.set(target, bothOf(targets.get(target), verdict)));
}

/** What pods of one workload may do, if they differ. */
export function bothOf(known: Verdict | undefined, { allowed, unknown }: Verdict): Verdict {
  if (!known) return { allowed, unknown };
  const all = known.allowed.union(allowed);
  return { allowed: all, unknown: known.unknown.union(unknown).minus(all) };
}

function rowsOf({ ranges }: Extract<Side, { form: 'outside' }>, rowTo: (end: RowEnd) => Row): Row[] {
  return ranges.map((range) => rowTo({ name: `${range.family} ${range.from}-${range.to}`, range }));
}

function* podChanges(before: Flows['pods'], after: Flows['pods']): Iterable<Said<VerdictChange>> {
  for (const source of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(source), after.get(source)];
    for (const target of new Set([...old?.keys() ?? [], ...now?.keys() ?? []])) {
      yield* changeOf(source, target, old?.get(target) ?? NOTHING, now?.get(target) ?? NOTHING);
    }
  }
}

interface OutsideChange {
  readonly end: Alike;
  readonly isFrom: boolean;
  readonly said: VerdictChange;
  readonly ranges: AddressRange[];
}

/** Addresses of one change as one end. */
function* outsideChanges(before: Flows['outside'], after: Flows['outside']): Iterable<Said<VerdictChange>> {
  const alike = new Map([...before, ...after].map((one) => [one.alike.key, one.alike]));
  const changes = new Map<string, OutsideChange>();
  for (const { src, dst, ...said } of changesOf(before.map(({ row }) => row), after.map(({ row }) => row))) {
    const isFrom = src.range === undefined;
    const end = alike.get(isFrom ? src.name : dst.name)!;
    const [{ key }] = changeOf(end, end, said.before, said.after);
    const known = changes.get(`${isFrom} ${end.key} ${key}`) ?? { end, isFrom, said, ranges: [] };
    changes.set(`${isFrom} ${end.key} ${key}`, known);
    known.ranges.push((src.range ?? dst.range)!);
  }
  for (const { end, isFrom, said, ranges } of changes.values()) {
    const names = outsideNames({ form: 'outside', ranges: joined(ranges) });
    const other = { key: names.join(','), names };
    yield* isFrom ? changeOf(end, other, said.before, said.after) : changeOf(other, end, said.before, said.after);
  }
}
