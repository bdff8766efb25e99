import type { Entry, RuleContext } from '../../rule';
import { setsOf } from '../effective-listeners';
import { ownListeners } from '../own-listeners';
import { certificateRefsOf } from '../references';
import { acceptedGateway } from './accepted-gateway';
import { type Condition, conditionOf, isRefused, type RefProblem, resolvedRefs, unknown } from './condition';
import { acceptedSet } from './listener-set-status';
import { type ListenerStatus, listenerStatus } from './listener-status';
import { certificateProblem } from './reference-problems';

/** What the status of a Gateway says. */
interface GatewayStatus {
  /** Accepted, Programmed, ResolvedRefs. */
  readonly conditions: readonly Condition[];
  /** None where it is refused before its listeners are looked at. */
  readonly listeners: readonly ListenerStatus[];
  /** ListenerSets that it takes; undefined where it is not known. */
  readonly attachedListenerSets?: number;
}

/**
 * The status of a Gateway, as far as the manifests decide it. That a controller serves its class is taken for granted, but in a
 * closed world without the class. Source: Gateway API v1.6.1, GatewayStatus.
 */
export function gatewayStatus(gateway: Entry, context: RuleContext): GatewayStatus {
  const accepted = acceptedGateway(gateway, context);
  const listeners = isRefused(accepted) ? [] : ownListeners(gateway).map((listener) => listenerStatus(listener, context));
  const sets = setsOf(gateway, context.index).map((set) => acceptedSet(set, gateway, context).status);
  const type = 'Programmed';
  return {
    conditions: [
      accepted,
      accepted.status === 'False' ? { type, status: 'False', reason: 'Invalid' } : unknown(type, 'the data plane'),
      resolvedRefs([...clientCertificate(gateway, context), ...unresolved(listeners)]),
    ],
    listeners,
    ...(!sets.includes('Unknown') && { attachedListenerSets: sets.filter((status) => status === 'True').length }),
  };
}

/** The certificate that a Gateway shows to backends. */
function clientCertificate(gateway: Entry, context: RuleContext): RefProblem[] {
  return certificateRefsOf(gateway.manifest).filter(({ path }) => path.startsWith('spec.tls.backend.'))
    .flatMap((ref) => certificateProblem(gateway, ref, 'InvalidClientCertificateRef', context) ?? []);
}

function unresolved(listeners: readonly ListenerStatus[]): RefProblem[] {
  const all = listeners.map(({ conditions }) => conditionOf(conditions, 'ResolvedRefs'));
  return all.flatMap(({ status, missing }): RefProblem[] => {
    if (status === 'False') return [{ reason: 'ListenersNotResolved' }];
    return status === 'Unknown' ? [{ missing: missing ?? 'a controller' }] : [];
  });
}
