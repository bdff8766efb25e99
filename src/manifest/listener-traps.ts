import { type Data, missing } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { ipTrap } from './hostname-traps';
import { GATEWAY_API, ROUTE_KINDS } from './kinds';
import { portConflicts } from './listener-port-traps';
import { isRecord, listOf } from './manifest';
import { show } from './problem';
import { kindsOfProtocol, PROTOCOLS } from './route-protocols';
import { quoted } from './text';

/** A protocol of an implementation's own: its domain, and a word. */
export const CUSTOM_PROTOCOL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9]+$/;

/** What the API server takes in the listeners of a Gateway or a ListenerSet, and what serves nothing. */
export function listenerTraps(listeners: unknown): FieldProblem[] {
  const all = listenersOf(listeners);
  const single = all.flatMap((listener, index) => {
    const path = `spec.listeners[${index}]`;
    return [
      ...protocolTrap(listener, path), ...ipTrap(listener.hostname, `${path}.hostname`),
      ...unusedCertificates(listener, path), ...admissionTraps(listener, path),
    ];
  });
  return [...single, ...portConflicts(all)];
}

/** Listeners by their index; what is none is empty. */
export function listenersOf(value: unknown): Data[] {
  return listOf(value).map((listener) => (isRecord(listener) ? listener : {}));
}

/** Controllers know the five protocols of the API, and their own by the domain before them. */
export function protocolTrap({ protocol }: Data, path: string): FieldProblem[] {
  if (typeof protocol !== 'string' || PROTOCOLS.includes(protocol) || CUSTOM_PROTOCOL.test(protocol)) return [];
  const near = protocol.toUpperCase();
  return [fieldProblem(
    `${path}.protocol`, protocol,
    'the protocols are HTTP, HTTPS, TLS, TCP and UDP, and those of an implementation carry its domain',
    PROTOCOLS.includes(near) ? `write "${near}"` : 'write one of them, or a name such as "example.com/Bar"',
  )];
}

/** A connection that is passed on meets the backend's certificate. */
export function unusedCertificates({ protocol, tls }: Data, path: string): FieldProblem[] {
  if (protocol !== 'TLS' || !isRecord(tls) || tls.mode !== 'Passthrough' || listOf(tls.certificateRefs).length === 0) return [];
  return [fieldProblem(
    `${path}.tls.certificateRefs`, tls.certificateRefs,
    'mode Passthrough leaves TLS to the backend, so nothing shows the certificate',
    'leave it out, or write mode "Terminate"',
  )];
}

function admissionTraps({ protocol, allowedRoutes }: Data, path: string): FieldProblem[] {
  if (!isRecord(allowedRoutes)) return [];
  const at = `${path}.allowedRoutes`;
  return [...selectorTraps(allowedRoutes.namespaces, `${at}.namespaces`, 'Same'), ...servesNone(String(protocol), allowedRoutes.kinds, at)];
}

/** A selector chooses namespaces with `from: Selector` alone, and that needs one. */
export function selectorTraps(namespaces: unknown, path: string, byDefault: string): FieldProblem[] {
  if (!isRecord(namespaces)) return [];
  const { from = byDefault, selector } = namespaces;
  if ((from === 'Selector') === (selector !== undefined)) return [];
  return [selector === undefined
    ? missing(`${path}.selector`, 'write the labels of the namespaces, such as matchLabels with kubernetes.io/metadata.name')
    : fieldProblem(
      `${path}.selector`, selector,
      `it is read with "Selector" alone, and ${namespaces.from === undefined ? 'the default' : 'what stands beside it'} is ${show(from)}`,
      'write "Selector" beside it, or leave it out',
    )];
}

/**
 * Kinds of routes none of which the protocol serves. Kinds that are not of the API may be an implementation's.
 * TLS is left aside: it served TCPRoutes up to v1.4, and upstream's conformance fixtures hold others there on purpose.
 */
function servesNone(protocol: string, kinds: unknown, path: string): FieldProblem[] {
  const served = kindsOfProtocol(protocol);
  const given = listOf(kinds).filter(isRecord);
  if (!served || protocol === 'TLS' || given.length === 0) return [];
  const others = given.every(({ group = GATEWAY_API, kind }) =>
    group === GATEWAY_API && ROUTE_KINDS.includes(String(kind)) && !served.includes(String(kind)));
  if (!others) return [];
  return [fieldProblem(
    `${path}.kinds`, kinds,
    `protocol ${protocol} serves none of them, so no route can attach`,
    `write ${quoted(served)}, or leave the kinds out`,
  )];
}
