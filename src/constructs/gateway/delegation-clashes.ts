import type { DelegationData } from '../../manifest/grant-data';
import { covers } from '../../manifest/hostname';
import { invalid, type Place } from '../base/problems';
import { describeListener, type PlannedListener } from './planned-listener';

/**
 * Refuses a delegation in which listeners of the team could never serve, as the gateway has its own there: of two listeners
 * at one place the Gateway's wins, and a port that one protocol has taken stays with it.
 * Source: Gateway API v1.6.1, GEP-1713.
 */
export function checkDelegation(
  place: Place, { hostnames, delegation }: { readonly hostnames: readonly string[]; readonly delegation: DelegationData },
  listeners: readonly PlannedListener[],
): void {
  for (const listener of listeners.filter(({ port, protocol }) => protocol !== 'UDP' && delegation.ports.includes(port))) {
    const { protocol, port } = listener;
    if (protocol === 'TCP' || (protocol === 'HTTP' && !delegation.clearText)) {
      throw invalid(place, 'ports', port, {
        reason: `the gateway's listener ${describeListener(listener)} takes the port for ${protocol}`, fix: 'delegate another port',
      });
    }
    hostnames.forEach((hostname, index) => {
      if (listener.hostname === undefined || !covers(hostname, listener.hostname)) return;
      throw invalid(place, `hostnames[${index}]`, hostname, {
        reason: `the gateway itself has listener ${describeListener(listener)}, which wins over one of the team`,
        fix: 'remove that listener from the gateway, delegate other hostnames or another port, or admit the team to it',
      });
    });
  }
}
