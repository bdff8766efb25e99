import { objectText } from '../../../manifest/object-text';
import type { Entry, RuleContext } from '../../rule';
import { namespaceOf } from '../cluster-index';
import { gatewayOf, gatewayRefOf } from '../gateway-of';
import { admissionOfSet } from '../listener-sets';
import { ownListeners } from '../own-listeners';
import { acceptedGateway } from './accepted-gateway';
import { acceptedByListeners, type Condition, conditionOf, isRefused, unknown } from './condition';
import { type ListenerStatus, listenerStatus } from './listener-status';

/** What the status of a ListenerSet says. */
interface ListenerSetStatus {
  /** Accepted and Programmed. */
  readonly conditions: readonly Condition[];
  /** None where its Gateway does not take it. */
  readonly listeners: readonly ListenerStatus[];
}

/** The status of a ListenerSet, as far as the manifests decide it. Source: Gateway API v1.6.1, ListenerSetStatus. */
export function listenerSetStatus(set: Entry, context: RuleContext): ListenerSetStatus {
  const listeners = ownListeners(set).map((listener) => listenerStatus(listener, context));
  const accepted = accept(set, listeners, context);
  return { conditions: [accepted, programmedOf(accepted, listeners)], listeners: isRefused(accepted) ? [] : listeners };
}

function accept(set: Entry, listeners: readonly ListenerStatus[], context: RuleContext): Condition {
  const ref = gatewayRefOf(set.manifest);
  if (!ref) return unknown('Accepted', 'a parentRef to a Gateway');
  const gateway = gatewayOf(set, context.index);
  if (!gateway) return unknown('Accepted', objectText(ref));
  return judge(set, gateway, listeners, context);
}

/** Whether a ListenerSet is accepted at its Gateway. */
export function acceptedSet(set: Entry, gateway: Entry, context: RuleContext): Condition {
  return judge(set, gateway, ownListeners(set).map((listener) => listenerStatus(listener, context)), context);
}

function judge(set: Entry, gateway: Entry, listeners: readonly ListenerStatus[], context: RuleContext): Condition {
  const ofGateway = acceptedGateway(gateway, context);
  if (ofGateway.status === 'False') return { type: 'Accepted', status: 'False', reason: 'ParentNotAccepted' };
  const admission = admissionOfSet(set.manifest, gateway.manifest, context.index);
  if (admission === false) return { type: 'Accepted', status: 'False', reason: 'NotAllowed' };
  if (ofGateway.status === 'Unknown') return ofGateway;
  return admission === true
    ? acceptedByListeners(listeners)
    : unknown('Accepted', `Namespace ${namespaceOf(set.manifest) ?? 'of the ListenerSet'}`);
}

/** Whether it is programmed is up to the data plane, where a listener can be. */
function programmedOf(accepted: Condition, listeners: readonly ListenerStatus[]): Condition {
  const type = 'Programmed';
  if (accepted.status === 'False') return { type, status: 'False', reason: accepted.reason };
  const isNone = listeners.every(({ conditions }) => conditionOf(conditions, type).status === 'False');
  return isNone ? { type, status: 'False', reason: 'ListenersNotValid' } : unknown(type, 'the data plane');
}
