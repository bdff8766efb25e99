import {
  changesOf, type NetworkModel, npGuardChanges, npGuardEnd, npGuardPorts, outsideNames, type PortSet, type RowChange, type RowEnd,
  rowsOf,
} from '../../analysis/network';
import { printable } from '../printable';
import { portsOf } from './lists';
import type { ReachSettings } from './settings';

/** What changed, as text to print, and how much. */
export interface Changes {
  readonly count: number;
  readonly text: Iterable<string>;
}

/** What two sets do not agree on. */
export function diffLines(before: NetworkModel, after: NetworkModel, { npGuard, format }: ReachSettings): Changes {
  if (npGuard) {
    const changes = npGuardChanges(before, after);
    return { count: changes.length, text: changes.map(npGuardLine) };
  }
  const changes = changesOf(rowsOf(before), rowsOf(after)).map(plain).sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1));
  if (format === 'json') return { count: changes.length, text: [`${JSON.stringify({ changes }, undefined, 2)}\n`] };
  if (format === 'csv') {
    const rows = changes.map(({ type, from, to, before: old, after: now }) => `${[type, from, to, old, now].map(quoted).join(',')}\n`);
    return { count: changes.length, text: ['change,source,destination,before,after\n', ...rows] };
  }
  const lines = changes.map(({ type, from, to, before: old, after: now }) => `${printable(`${type}: ${from} => ${to} : ${old} -> ${now}`)}\n`);
  return { count: changes.length, text: [...lines, `${changes.length} change${changes.length === 1 ? '' : 's'}\n`] };
}

interface PlainChange {
  readonly type: 'opened' | 'closed' | 'changed';
  readonly from: string;
  readonly to: string;
  readonly before: string;
  readonly after: string;
}

function plain({ src, dst, before, after }: RowChange): PlainChange {
  const possible = ({ allowed, unknown }: { allowed: PortSet; unknown: PortSet }): PortSet => allowed.union(unknown);
  const type = possible(before).isEmpty ? 'opened' : possible(after).isEmpty ? 'closed' : 'changed';
  const [old, now] = [before, after].map(({ allowed, unknown }) => portsOf(allowed, unknown));
  return { type, from: endOf(src), to: endOf(dst), before: old, after: now };
}

function endOf({ name, range }: RowEnd): string {
  return range ? outsideNames({ form: 'outside', ranges: [range] }).join(' ') : name;
}

function npGuardLine({ type, src, dst, before, after, info }: ReturnType<typeof npGuardChanges>[number]): string {
  const ports = `ref1: ${npGuardPorts(before.allowed)}, ref2: ${npGuardPorts(after.allowed)}`;
  const more = info === '' ? '' : `, workloads-diff-info: ${info}`;
  return `${printable(`diff-type: ${type}, source: ${npGuardEnd(src)}, destination: ${npGuardEnd(dst)}, ${ports}${more}`)}\n`;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
