import { GATEWAY_API_EXPERIMENTAL } from '../../../manifest/kinds';
import { canBeBackend } from '../../cluster/backend-kinds';
import { type Reference, targetRefsOf } from '../../cluster/references';
import type { Entry } from '../../rule';

/** Whether a policy can be for an object at all: an XBackend says all of that itself. */
export function canBeTarget(ref: Reference): boolean {
  return canBeBackend(ref) && ref.group !== GATEWAY_API_EXPERIMENTAL;
}

/** What a policy is for, of what it can be for. */
export function possibleTargetsOf({ manifest }: Entry): Reference[] {
  return targetRefsOf(manifest).filter(canBeTarget);
}
