import type { IConstruct } from 'constructs';
import { type Problem, shorten, show } from '../../manifest/problem';

/** Where a value is written: the construct's path (or the factory's name) and its class. */
export interface Place {
  readonly path?: string;
  readonly construct: string;
}

/** The place of a construct that is about to be made: checks run before it joins the tree. */
export function placeOf(scope: IConstruct, id: string, construct: string): Place {
  const parent = scope.node.path;
  return { path: parent === '' ? id : `${parent}/${id}`, construct };
}

/** The place of a construct that stands. */
export function placeOfExisting(construct: IConstruct): Place {
  return { path: construct.node.path, construct: construct.constructor.name };
}

/** The error for a bad value: `[path] Construct: option "value": reason; fix`. */
export function invalid(place: Place, option: string, value: unknown, problem: Problem): Error {
  return refused(place, `${option} ${show(value)}: ${shorten(problem.reason, 600)}; ${shorten(problem.fix, 600)}`);
}

/** Throws when there is a problem with a value. */
export function check(place: Place, option: string, value: unknown, problem: Problem | undefined): void {
  if (problem) throw invalid(place, option, value, problem);
}

/** The error for a mistake that is no single value. */
export function refused(place: Place, message: string): Error {
  return new Error(`${place.path === undefined ? '' : `[${place.path}] `}${place.construct}: ${message}`);
}
