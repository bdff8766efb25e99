import type { Data } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { GATEWAY_API } from './kinds';
import { tcpConflicts } from './listener-port-traps';
import { listenersOf, listenerTraps, selectorTraps } from './listener-traps';
import { isRecord, listOf } from './manifest';
import { referenceTraps } from './reference-traps';

/** Prefix of keys that implementations set on what they make for a Gateway (GEP-1762). */
const RESERVED = `${GATEWAY_API}/`;

/** What the API server takes in a Gateway, and what serves nothing, or nothing of what it says. */
export function gatewayTraps(spec: unknown): FieldProblem[] {
  if (!isRecord(spec)) return [];
  const { allowedListeners } = spec;
  return [
    ...listenerTraps(spec.listeners),
    ...tcpConflicts(listenersOf(spec.listeners)),
    ...(isRecord(allowedListeners) ? selectorTraps(allowedListeners.namespaces, 'spec.allowedListeners.namespaces', 'None') : []),
    ...reservedKeys(spec.infrastructure),
    ...portsWithoutListener(spec),
    ...referenceTraps(spec),
  ];
}

/** Keys of what is made for a Gateway that implementations write themselves. */
export function reservedKeys(infrastructure: unknown): FieldProblem[] {
  if (!isRecord(infrastructure)) return [];
  return ['labels', 'annotations'].flatMap((field) => {
    const map = infrastructure[field];
    const keys = isRecord(map) ? Object.keys(map).filter((key) => key.startsWith(RESERVED)) : [];
    return keys.map((key) => fieldProblem(
      `spec.infrastructure.${field}["${key}"]`, key,
      `the implementation sets keys of ${GATEWAY_API} itself`, 'write a key of your own',
    ));
  });
}

/**
 * TLS towards clients on a port where the Gateway does not listen. ListenerSets may bring the port, where they are admitted.
 * A listener without TLS on the port is left aside, as an upstream conformance fixture has one on purpose.
 */
export function portsWithoutListener({ tls, listeners, allowedListeners }: Data): FieldProblem[] {
  const frontend = isRecord(tls) ? tls.frontend : undefined;
  if (!isRecord(frontend) || admitsSets(allowedListeners)) return [];
  const ports = new Set(listenersOf(listeners).map(({ port }) => port));
  return listOf(frontend.perPort).flatMap((entry, index) => (!isRecord(entry) || ports.has(entry.port)
    ? []
    : [fieldProblem(
      `spec.tls.frontend.perPort[${index}].port`, entry.port,
      'no listener of the Gateway has the port', 'write the port of an HTTPS listener, or leave the entry out',
    )]));
}

/** Whether ListenerSets of some namespace may add listeners to a Gateway. */
export function admitsSets(allowedListeners: unknown): boolean {
  const namespaces = isRecord(allowedListeners) ? allowedListeners.namespaces : undefined;
  return isRecord(namespaces) && (namespaces.from ?? 'None') !== 'None';
}
