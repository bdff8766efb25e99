import { delegatedPlaces } from '../../manifest/delegation';
import { covers } from '../../manifest/hostname';
import { canSharePort } from '../../manifest/route-protocols';
import { invalid, type Place } from '../base/problems';
import type { DelegationRequest } from './delegation-request';
import { describeListener, type PlannedListener } from './planned-listener';

/**
 * Refuses a delegation in which listeners of the team could never serve, as the gateway has its own there: of two listeners
 * at one place the Gateway's wins, and a port that one protocol has taken stays with it.
 * Source: Gateway API v1.6.1, GEP-1713.
 */
export function checkDelegation(place: Place, request: DelegationRequest, listeners: readonly PlannedListener[]): void {
  const places = delegatedPlaces(request);
  for (const listener of listeners) {
    const here = places.filter(({ port }) => port === listener.port);
    const taken = here.find(({ protocol }) => !canSharePort(protocol, listener.protocol));
    if (taken !== undefined) {
      throw invalid(place, taken.protocol === 'HTTP' ? 'clearTextPorts' : 'ports', taken.port, {
        reason: `the gateway's listener ${describeListener(listener)} takes the port for ${listener.protocol}`, fix: 'delegate another port',
      });
    }
    if (here.length > 0) checkHostnames(place, request.hostnames, listener);
  }
}

function checkHostnames(place: Place, hostnames: readonly string[], listener: PlannedListener): void {
  hostnames.forEach((hostname, index) => {
    if (listener.hostname === undefined || !covers(hostname, listener.hostname)) return;
    throw invalid(place, `hostnames[${index}]`, hostname, {
      reason: `the gateway itself has listener ${describeListener(listener)}, which wins over one of the team`,
      fix: 'remove that listener from the gateway, delegate other hostnames or another port, or admit the team to it',
    });
  });
}
