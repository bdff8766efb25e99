import { type FieldCheck, object, problemsOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { listenersOf } from './listener-checks';
import { gatewayReference } from './reference-checks';

const spec: FieldCheck = object({ required: { parentRef: gatewayReference, listeners: listenersOf('ListenerSetSpec') } });

/** What is wrong with the spec of a ListenerSet. Source: Gateway API v1.6.1, ListenerSetSpec. */
export function listenerSetProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
