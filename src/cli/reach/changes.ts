import { describeSelector } from '../../analysis/cluster/label-selector';
import {
  differingWorkloads, type EntryChange, entryChanges, exposureChanges, type GroupedChange, groupedChanges, type NetworkModel,
  npGuardChanges, npGuardEnd, npGuardPorts, type Verdict,
} from '../../analysis/network';
import { printable } from '../printable';
import { entryRoute, whoOnce } from './entries';
import { absentText, cell, namesOf, portsOf } from './lists';
import { isAsked, ofPort, partIn, partOf } from './part';
import type { ReachSettings } from './settings';

/** What changed, as text to print, and how much. */
export interface Changes {
  readonly count: number;
  readonly text: Iterable<string>;
}

/** What two sets do not agree on. */
export function diffLines(before: NetworkModel, after: NetworkModel, settings: ReachSettings): Changes {
  return settings.npGuard ? npGuardLines(before, after) : plainLines(before, after, settings);
}

function npGuardLines(before: NetworkModel, after: NetworkModel): Changes {
  const changes = npGuardChanges(before, after);
  return { count: changes.length, text: changes.map(npGuardLine) };
}

function plainLines(before: NetworkModel, after: NetworkModel, settings: ReachSettings): Changes {
  const { format } = settings;
  const part = partIn([after, before], settings);
  const differs = differingWorkloads(before, after);
  const exposed = exposureChanges(before, after, (absent) => absentText(absent, describeSelector), differs);
  const changes = ofPort(partOf(groupedChanges(before, after, differs), part), part);
  const exposures = ofPort(partOf(exposed, part), part);
  const ways = part.from === undefined ? entryChanges(before, after) : [];
  const entries = ofPort(ways, part).filter(({ path }) => isAsked(path.workload, part.to));
  const count = changes.length + exposures.length + entries.length;
  if (format === 'json') {
    const data = { changes: changes.map(plain), exposures: exposures.map(plain), entries: entries.map(plainEntry) };
    return { count, text: [`${JSON.stringify(data, undefined, 2)}\n`] };
  }
  if (format === 'csv') return { count, text: csvLines([...changes, ...exposures], entries) };
  const lines = [...changes, ...exposures].map(({ from, to, ...change }) => `${namesOf(from)} => ${namesOf(to)} : ${textOf(change)}`);
  const who = whoOnce(entries.map(({ path }) => path), ({ proxies }) => proxies);
  const hops = entries.map(({ path, ...change }, i) => `${entryRoute(path)} : ${textOf(change)} for ${who[i]}`);
  const all = [...changes, ...exposures, ...entries].map(typeOf);
  const text = [...lines, ...hops].map((line, i) => `${printable(`${all[i]}: ${line}`)}\n`);
  return { count, text: [...text, `${count} change${count === 1 ? '' : 's'}\n`] };
}

type Change = Pick<GroupedChange, 'before' | 'after'>;

function typeOf({ before, after }: Change): 'opened' | 'closed' | 'changed' {
  const isClosed = ({ allowed, unknown }: Verdict): boolean => allowed.isEmpty && unknown.isEmpty;
  return isClosed(before) ? 'opened' : isClosed(after) ? 'closed' : 'changed';
}

function statesOf({ before, after }: Change): { readonly before: string; readonly after: string } {
  return { before: portsOf(before.allowed, before.unknown), after: portsOf(after.allowed, after.unknown) };
}

function textOf(change: Change): string {
  const { before, after } = statesOf(change);
  return `${before} -> ${after}`;
}

function plain({ from, to, ...change }: GroupedChange): Record<string, unknown> {
  return { type: typeOf(change), from, to, ...statesOf(change) };
}

function plainEntry({ path, ...change }: EntryChange): Record<string, unknown> {
  const { entry, listener, route, hostnames, service, workload, proxies } = path;
  return { type: typeOf(change), entry, listener, route, hostnames, service, workload, proxies, ...statesOf(change) };
}

/** One line for each two names; of a way in its entry stands for where it comes from. */
function* csvLines(changes: readonly GroupedChange[], entries: readonly EntryChange[]): Iterable<string> {
  yield 'change,source,destination,before,after\n';
  const ways = entries.map(({ path, ...change }) => ({ ...change, from: [entryRoute(path)], to: [path.workload] }));
  for (const { from, to, ...change } of [...changes, ...ways]) {
    const { before, after } = statesOf(change);
    for (const source of from) {
      for (const target of to) {
        if (source !== target) yield `${[typeOf(change), source, target, before, after].map(cell).join(',')}\n`;
      }
    }
  }
}

function npGuardLine({ type, src, dst, before, after, info }: ReturnType<typeof npGuardChanges>[number]): string {
  const ports = `ref1: ${npGuardPorts(before.allowed)}, ref2: ${npGuardPorts(after.allowed)}`;
  const more = info === '' ? '' : `, workloads-diff-info: ${info}`;
  return `${printable(`diff-type: ${type}, source: ${npGuardEnd(src)}, destination: ${npGuardEnd(dst)}, ${ports}${more}`)}\n`;
}
