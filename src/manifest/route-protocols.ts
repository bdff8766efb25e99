/** Kinds of routes that attach to the same listeners. */
export interface RouteFamily {
  readonly kinds: readonly string[];
  /** Protocols of the listeners that serve them; the first one is preferred. */
  readonly protocols: readonly string[];
  /** Whether hostnames tell its routes apart. The others are told apart by their listener alone. */
  readonly byHostname: boolean;
}

/** What each protocol serves. Source: Gateway API v1.6.1, AllowedRoutes and ProtocolType. */
const FAMILIES: readonly RouteFamily[] = [
  { kinds: ['HTTPRoute', 'GRPCRoute'], protocols: ['HTTPS', 'HTTP'], byHostname: true },
  { kinds: ['TLSRoute'], protocols: ['TLS'], byHostname: true },
  { kinds: ['TCPRoute'], protocols: ['TCP'], byHostname: false },
  { kinds: ['UDPRoute'], protocols: ['UDP'], byHostname: false },
];

/** The protocols of Gateway API itself. */
export const PROTOCOLS: readonly string[] = FAMILIES.flatMap(({ protocols }) => protocols);

/** Whether a listener can have a protocol: one of Gateway API, or a name under a domain, which is an implementation's own. */
export function isProtocol(protocol: string): boolean {
  return PROTOCOLS.includes(protocol) || protocol.includes('/');
}

/** The families that kinds of routes belong to. */
export function familiesOf(kinds: readonly string[]): RouteFamily[] {
  return FAMILIES.filter((family) => family.kinds.some((kind) => kinds.includes(kind)));
}

/** Kinds of routes that a listener serves; undefined for a protocol of an implementation's own. */
export function kindsOfProtocol(protocol: string): readonly string[] | undefined {
  return FAMILIES.find(({ protocols }) => protocols.includes(protocol))?.kinds;
}

/** Whether a listener of a protocol serves a kind of routes. */
export function serves(protocol: string, kind: string): boolean {
  return kindsOfProtocol(protocol)?.includes(kind) ?? false;
}

/** Whether routes of a kind name hostnames. */
export function hasHostnames(kind: string): boolean {
  return familiesOf([kind]).some(({ byHostname }) => byHostname);
}

/** Whether listeners of a protocol are told apart by hostname. */
export function isNamedByHostname(protocol: string): boolean {
  return FAMILIES.some(({ protocols, byHostname }) => byHostname && protocols.includes(protocol));
}

/**
 * Whether listeners of two protocols can share a port: one without hostnames takes all that arrives, and a port is either clear
 * text or TLS. Ports of UDP are others than those of connections.
 */
export function canSharePort(a: string, b: string): boolean {
  if ((a === 'UDP') !== (b === 'UDP')) return true;
  return isNamedByHostname(a) && isNamedByHostname(b) && (a === 'HTTP') === (b === 'HTTP');
}

/** What carries traffic to a backend: a Service and its pods have ports of each. */
export type Transport = 'TCP' | 'UDP';

/** What carries the traffic of a kind of routes. */
export function transportOf(kind: string): Transport {
  return kind === 'UDPRoute' ? 'UDP' : 'TCP';
}
