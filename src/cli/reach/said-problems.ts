import type { NetworkProblem } from '../../analysis/network';
import type { Io } from '../io';
import { printable } from '../printable';

/** A problem, and where its object stands. */
export interface PlacedProblem extends Omit<NetworkProblem, 'entry'> {
  readonly file?: string;
  readonly line?: number;
}

const MOST_OBJECTS = 3;

/** Says problems: those of several objects that are the same once, with the place of the first. */
export function sayProblems(problems: readonly PlacedProblem[], io: Io): void {
  const groups = new Map<string, { first: PlacedProblem; objects: Set<string> }>();
  for (const problem of problems) {
    const { severity, path, message, fix, object } = problem;
    const key = JSON.stringify([severity, path, message, fix]);
    const group = groups.get(key) ?? { first: problem, objects: new Set() };
    group.objects.add(object);
    groups.set(key, group);
  }
  for (const { first, objects } of groups.values()) io.stderr.write(`${printable(textOf(first, [...objects]))}\n`);
}

function textOf({ file, line, severity, path, message, fix }: PlacedProblem, objects: readonly string[]): string {
  const place = file === undefined ? '' : `${file}:${line}: `;
  const more = objects.length - MOST_OBJECTS;
  const names = `${objects.slice(0, MOST_OBJECTS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `${place}${severity}: ${names}${path === undefined ? '' : ` ${path}`}: ${message}; ${fix}`;
}
