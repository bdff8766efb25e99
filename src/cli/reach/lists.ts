import {
  type Absent, describePorts, MOST_ROWS, type NetworkModel, npGuardEnd, type NpGuardExposure, npGuardPorts, OUTSIDE, type PortSet,
  type Row, type RowEnd, withNames, withOutsideWords,
} from '../../analysis/network';
import { UsageError } from '../io';
import { isAsked, type Part } from './part';

/** A line of any list: who, to whom, and ports. */
export interface Line {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly allowed: PortSet;
  readonly unknown: PortSet;
}

const MOST_NAMES = 4;

/** A line as text: `shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432`. */
export function textOf({ from, to, allowed, unknown }: Line): string {
  return `${namesOf(from)} => ${namesOf(to)} : ${portsOf(allowed, unknown)}`;
}

export function portsOf(allowed: PortSet, unknown: PortSet): string {
  if (unknown.isEmpty) return describePorts(allowed);
  const perhaps = `unknown: ${describePorts(unknown)}`;
  return allowed.isEmpty ? perhaps : `${describePorts(allowed)} (${perhaps})`;
}

/** Names of one end, the first of many. */
export function namesOf(all: readonly string[]): string {
  const names = withOutsideWords(all);
  if (names.length <= MOST_NAMES) return names.join(', ');
  return `${names.slice(0, MOST_NAMES - 1).join(', ')} and ${names.length - MOST_NAMES + 1} more`;
}

/** JSON writes all names of a line, CSV all pairs of them: of many long lines neither is of use to anyone. */
export function refuseLarge(lines: readonly Line[], format: 'json' | 'csv', most = MOST_ROWS): void {
  const sizeOfLine = ({ from, to }: Line): number => (format === 'csv' ? from.length * to.length : from.length + to.length);
  const size = lines.reduce((sum, line) => sum + sizeOfLine(line), 0);
  if (size <= most) return;
  const what = format === 'csv' ? 'lines' : 'names';
  throw new UsageError(`as ${format} the list has ${size} ${what}, and ${most} is the limit; print it as text, or a part, by --from or --to`);
}

/** Lines as CSV, one for each pair of names. */
export function* csvOf(lines: Iterable<Line>): Iterable<string> {
  yield 'source,destination,allowed,unknown\n';
  for (const { from, to, allowed, unknown } of lines) {
    for (const source of from) {
      for (const target of to) {
        if (source === target) continue;
        yield `${[source, target, portsIfAny(allowed), portsIfAny(unknown)].map(cell).join(',')}\n`;
      }
    }
  }
}

function portsIfAny(ports: PortSet): string {
  return ports.isEmpty ? '' : describePorts(ports);
}

/** Spreadsheets take a cell for a formula that begins so: names of manifests come from anywhere. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A line as JSON has it. */
export function jsonLine({ from, to, allowed, unknown }: Line): Record<string, unknown> {
  return { from, to, allowed: portsIfAny(allowed), ...(!unknown.isEmpty && { unknown: describePorts(unknown) }) };
}

/** Rows of a list that netpol-analyzer gives, as text of its own. */
export function npGuardLines(rows: readonly (Row | NpGuardExposure)[], { from, to, port }: Part): string[] {
  const isIn = ({ name, range }: RowEnd, end: string | undefined): boolean => isAsked(range ? OUTSIDE : name, end);
  const part = rows.filter(({ src, dst, allowed }) =>
    isIn(src, from) && isIn(dst, to) && (!port || allowed.has(port.protocol, port.number)));
  return part.map((row) => {
    const ports = withNames(npGuardPorts(row.allowed), 'names' in row ? row.names : [], row.allowed);
    return `${npGuardEnd(row.src)} => ${npGuardEnd(row.dst)} : ${ports}`;
  }).sort();
}

/** Pods that are not in the set, in words. */
export function absentText(absent: Absent, describe: (selector: unknown) => string): string {
  if (!absent) return 'any pod of the cluster';
  const pods = describe(absent.podSelector) || 'any';
  if (absent.namespace !== undefined) return `pods ${pods} of ${absent.namespace}`;
  return `pods ${pods} of namespaces ${describe(absent.namespaceSelector) || 'any'}`;
}

/** How many workloads and groups a list is about. */
export function sizeOf({ workloads, groups, policies, unread }: NetworkModel): string {
  const count = (number: number, what: string, many = `${what}s`): string => `${number} ${number === 1 ? what : many}`;
  const others = unread.length > 0 ? `, and ${unread.length} not evaluated` : '';
  return `${count(workloads.length, 'workload')} in ${count(groups.length, 'group')}, ${count(policies.length, 'policy', 'policies')}${others}`;
}
