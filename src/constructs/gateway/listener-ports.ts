import type { PortData } from '../../manifest/grant-data';
import { isRecord } from '../../manifest/manifest';
import { invalid, type Place } from '../base/problems';
import type { PlannedListener } from './planned-listener';
import type { ISharedGateway } from './shared-gateway-handle';

/** A gateway of this library, which knows its listeners. */
interface Listening extends ISharedGateway {
  _listeners(): readonly PlannedListener[];
}

// `instanceof` would take every ApiObject: cdk8s answers it by kind.
function isListening(gateway: ISharedGateway): gateway is Listening {
  return isRecord(gateway) && typeof gateway._listeners === 'function';
}

/** An option that is a gateway of this library. */
export function gatewayOption(place: Place, gateway: ISharedGateway): ISharedGateway {
  if (isListening(gateway)) return gateway;
  throw invalid(place, 'gateway', isRecord(gateway) ? 'an object' : gateway, {
    reason: 'it is not a SharedGateway', fix: 'write the SharedGateway, or the result of SharedGateway.existing(…)',
  });
}

/** Ports of a gateway's own listeners as they stand; admitting teams may still add some for HTTPS on its usual port. */
export function listenerPortsOf(gateway: ISharedGateway): PortData[] {
  const ports = ownPorts(gateway);
  const { https } = gateway.infrastructure.implementation._facts().ports;
  return ports.some(({ port }) => port === https) ? ports : [...ports, { protocol: 'TCP', port: https }];
}

/** Ports of the listeners that a gateway has now, each once. */
export function ownPorts(gateway: ISharedGateway): PortData[] {
  const listeners = isListening(gateway) ? gateway._listeners() : [];
  const ports = listeners.map(({ port, protocol }): PortData => ({ protocol: protocol === 'UDP' ? 'UDP' : 'TCP', port }));
  return [...new Map(ports.map((data) => [`${data.protocol} ${data.port}`, data])).values()];
}
