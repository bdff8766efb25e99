import type { AddressRange } from './address-cells';
import { connectionsOf, type Side } from './connections';
import type { NetworkModel } from './network-model';
import { PortSet } from './port-set';

/** One end of a row: a workload by its label, something of the outside by its name, or addresses. */
export interface RowEnd {
  readonly name: string;
  readonly range?: AddressRange;
}

/** What may flow from one workload, or range of addresses, to another. */
export interface Row {
  readonly src: RowEnd;
  readonly dst: RowEnd;
  readonly allowed: PortSet;
  readonly unknown: PortSet;
}

/** A list has more lines than memory holds. */
export class TooManyRows extends Error {
  public constructor(what = `the list has more than ${MOST_ROWS} lines by workload`) {
    super(what);
  }
}

export const MOST_ROWS = 4_000_000;

/** The connectivity of a set by workload, without what a workload says to itself. */
export function rowsOf(model: NetworkModel, others: Iterable<Row> = []): Row[] {
  const rows = new Map<string, Row>();
  for (const { from, to, allowed, unknown } of connectionsOf(model)) {
    const targets = endsOf(to);
    for (const src of endsOf(from)) for (const dst of targets) addRow({ src, dst, allowed, unknown }, rows);
  }
  for (const row of others) addRow(row, rows);
  return [...rows.values()];
}

/** Rows of the same ends become one: pods of one workload may differ. */
function addRow(row: Row, rows: Map<string, Row>): void {
  if (row.src.name === row.dst.name || (row.allowed.isEmpty && row.unknown.isEmpty)) return;
  const key = `${row.src.name} ${row.dst.name}`;
  const known = rows.get(key);
  if (!known) {
    if (rows.size >= MOST_ROWS) throw new TooManyRows();
    rows.set(key, row);
    return;
  }
  const allowed = known.allowed.union(row.allowed);
  rows.set(key, { ...row, allowed, unknown: known.unknown.union(row.unknown).minus(allowed) });
}

function endsOf(side: Side): RowEnd[] {
  if (side.form === 'outside') return side.ranges.map((range) => ({ name: `${range.family} ${range.from}-${range.to}`, range }));
  return side.group.classes.flatMap(({ workloads }) => workloads.map(({ label }) => ({ name: label })));
}

/** How the connections between two ends changed. */
export interface RowChange {
  readonly src: RowEnd;
  readonly dst: RowEnd;
  readonly before: RowState;
  readonly after: RowState;
}

export type RowState = Pick<Row, 'allowed' | 'unknown'>;

const NOTHING: RowState = { allowed: PortSet.NONE, unknown: PortSet.NONE };

/** What two connectivity lists do not agree on; ranges of addresses are cut where either list cuts them. */
export function changesOf(before: readonly Row[], after: readonly Row[]): RowChange[] {
  const cut = cutterOf([...before, ...after]);
  const states = new Map<string, { src: RowEnd; dst: RowEnd; before: RowState; after: RowState }>();
  const fill = (rows: readonly Row[], side: 'before' | 'after'): void => {
    for (const row of rows.flatMap(cut)) {
      const key = `${row.src.name} ${row.dst.name}`;
      const known = states.get(key) ?? { src: row.src, dst: row.dst, before: NOTHING, after: NOTHING };
      known[side] = row;
      states.set(key, known);
    }
  };
  fill(before, 'before');
  fill(after, 'after');
  return [...states.values()].filter((one) => !isSame(one.before, one.after));
}

function isSame(a: RowState, b: RowState): boolean {
  return a.allowed.equals(b.allowed) && a.unknown.equals(b.unknown);
}

/** Cuts a row with addresses at the borders of all rows of the same workload and direction. */
function cutterOf(rows: readonly Row[]): (row: Row) => Row[] {
  const borders = new Map<string, Set<bigint>>();
  for (const row of rows) {
    const range = row.src.range ?? row.dst.range;
    if (!range) continue;
    const set = borders.get(cutKey(row)) ?? new Set<bigint>();
    borders.set(cutKey(row), set.add(range.from).add(range.to + 1n));
  }
  return (row) => {
    const range = row.src.range ?? row.dst.range;
    if (!range) return [row];
    const inner = [...borders.get(cutKey(row)) ?? []].filter((at) => at > range.from && at <= range.to);
    const starts = [range.from, ...inner.sort((a, b) => (a < b ? -1 : 1))];
    return starts.map((from, i) => {
      const part = { ...range, from, to: i + 1 < starts.length ? starts[i + 1] - 1n : range.to };
      const end = { name: `${part.family} ${part.from}-${part.to}`, range: part };
      return row.src.range ? { ...row, src: end } : { ...row, dst: end };
    });
  };
}

function cutKey({ src, dst }: Row): string {
  const { family } = src.range ?? dst.range ?? {};
  return src.range ? `> ${dst.name} ${family}` : `< ${src.name} ${family}`;
}
