import { Construct, type IConstruct } from 'constructs';
import { isPlain } from '../../manifest/manifest';
import { type Problem, shorten, show } from '../../manifest/problem';

/** Where a value is written: the construct's path (or the factory's name) and its class. */
export interface Place {
  readonly path?: string;
  readonly construct: string;
}

/** The place of a construct that is about to be made: checks run before it joins the tree. */
export function placeOf(scope: IConstruct, id: string, construct: string): Place {
  checkConstruct({ construct }, 'scope', scope);
  check({ construct }, 'id', id, idProblem(id));
  const parent = scope.node.path;
  return { path: parent === '' ? id : `${parent}/${id}`, construct };
}

function idProblem(id: unknown): Problem | undefined {
  if (typeof id === 'string' && id !== '') return undefined;
  return { reason: id === '' ? 'it is empty' : 'it is not text', fix: 'write a name such as "edge"' };
}

/** The place of a construct that stands. */
export function placeOfExisting(construct: IConstruct): Place {
  return { path: construct.node.path, construct: construct.constructor.name };
}

/** The error for a bad value: `[path] Construct: option "value": reason; fix`. */
export function invalid(place: Place, option: string, value: unknown, problem: Problem): Error {
  return refused(place, `${option} ${show(value)}: ${because(problem)}`);
}

/** Reason and fix; either may quote a value of any length. */
export function because({ reason, fix }: Problem): string {
  return `${shorten(reason, 600)}; ${shorten(fix, 600)}`;
}

/** Throws when there is a problem with a value. */
export function check(place: Place, option: string, value: unknown, problem: Problem | undefined): void {
  if (problem) throw invalid(place, option, value, problem);
}

/** Refuses what is no construct, where one is asked for. */
export function checkConstruct(place: Place, option: string, value: unknown): void {
  if (Construct.isConstruct(value)) return;
  throw invalid(place, option, value, { reason: 'it is not a construct', fix: 'write the app, a chart, or another construct' });
}

/** Refuses a map of names to text that is none. */
export function checkMap(place: Place, option: string, value: unknown): void {
  if (!isPlain(value)) throw invalid(place, option, value, { reason: 'it is not a map', fix: 'write { "name": "value" }' });
}

/** The error for a mistake that is no single value. */
export function refused(place: Place, message: string): Error {
  return new Error(`${place.path === undefined ? '' : `[${place.path}] `}${place.construct}: ${message}`);
}
