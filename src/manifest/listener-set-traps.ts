import { type FieldProblem, fieldProblem } from './field-problem';
import { GATEWAY_API } from './kinds';
import { listenerTraps } from './listener-traps';
import { isRecord } from './manifest';
import { referenceTraps } from './reference-traps';

/**
 * What the API server takes in a ListenerSet, and what serves nothing. TCP beside HTTP on a port is left aside, as upstream's
 * conformance fixtures hold it in ListenerSets on purpose.
 */
export function listenerSetTraps(spec: unknown): FieldProblem[] {
  if (!isRecord(spec)) return [];
  return [...parentTrap(spec.parentRef), ...listenerTraps(spec.listeners), ...referenceTraps(spec)];
}

/**
 * Of the API's own kinds, and those of the core group, a Gateway alone takes listeners.
 * Source: Gateway API v1.6.1, ParentGatewayReference.
 */
export function parentTrap(ref: unknown): FieldProblem[] {
  if (!isRecord(ref)) return [];
  const { group = GATEWAY_API, kind = 'Gateway' } = ref;
  if (group === '') {
    return [fieldProblem('spec.parentRef.group', group, `listeners are added to a Gateway of ${GATEWAY_API}`, 'leave the group out, and the kind')];
  }
  if (group !== GATEWAY_API || kind === 'Gateway') return [];
  const reason = 'listeners are added to a Gateway, and to nothing else of its group';
  return [fieldProblem('spec.parentRef.kind', kind, reason, 'write "Gateway"')];
}
