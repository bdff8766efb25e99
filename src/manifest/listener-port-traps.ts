import type { Data } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';

const ENCRYPTED = ['HTTPS', 'TLS'];
/** Protocols of which a first byte or server name says more than that it is TCP. */
const NAMED = ['HTTP', ...ENCRYPTED];

/** Why two listeners cannot share a port, or undefined where they can, or where only an implementation knows. */
type Clash = (earlier: Data, later: Data) => string | undefined;

/**
 * Listeners that take the same port with protocols that nothing tells apart: both are dropped with reason ProtocolConflict.
 * What is of one protocol and hostname the API server refuses. Source: Gateway API v1.6.1, Listener.
 */
export function portConflicts(listeners: Data[]): FieldProblem[] {
  return clashes(listeners, (earlier, later) => {
    const one = String(earlier.protocol);
    const other = String(later.protocol);
    if ((one === 'HTTP' && ENCRYPTED.includes(other)) || (other === 'HTTP' && ENCRYPTED.includes(one))) {
      return 'clear text and TLS cannot share a port';
    }
    const bothEncrypted = one !== other && ENCRYPTED.includes(one) && ENCRYPTED.includes(other);
    return bothEncrypted && earlier.hostname === later.hostname
      ? 'only the hostname tells HTTPS and TLS on one port apart, and both have the same'
      : undefined;
  });
}

/** TCP takes all connections of a port, and leaves none to listeners that look into them. */
export function tcpConflicts(listeners: Data[]): FieldProblem[] {
  return clashes(listeners, (earlier, later) => {
    const protocols = [String(earlier.protocol), String(later.protocol)];
    return protocols.includes('TCP') && protocols.some((protocol) => NAMED.includes(protocol))
      ? 'TCP takes every connection of a port, and leaves none to other protocols'
      : undefined;
  });
}

/** The first clash of each listener with one before it on its port. */
function clashes(listeners: Data[], clash: Clash): FieldProblem[] {
  return listeners.flatMap((later, index) => {
    for (const [at, earlier] of listeners.slice(0, index).entries()) {
      const reason = earlier.port === later.port ? clash(earlier, later) : undefined;
      if (reason === undefined) continue;
      return [fieldProblem(
        `spec.listeners[${index}].port`, later.port,
        `spec.listeners[${at}] listens there with protocol ${String(earlier.protocol)}: ${reason}`,
        'write another port in one of the two',
      )];
    }
    return [];
  });
}
