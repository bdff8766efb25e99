import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { specOf } from './references';

/** Which way traffic goes, as fields of a NetworkPolicy call it. */
export type Direction = 'ingress' | 'egress';

/** A peer of a rule and where it stands. */
export interface Peer {
  readonly namespaceSelector?: Record<string, unknown>;
  readonly podSelector?: Record<string, unknown>;
  readonly ipBlock?: Record<string, unknown>;
  readonly path: string;
}

/** What a rule opens of ports; without a port every one of the protocol. */
export interface PolicyPort {
  readonly protocol: string;
  readonly port?: number | string;
  readonly endPort?: number;
  readonly path: string;
}

/** One rule of a NetworkPolicy. */
export interface PolicyRule {
  readonly direction: Direction;
  readonly path: string;
  /** Undefined: everybody. An empty list is the same as none. */
  readonly peers?: readonly Peer[];
  /** Undefined: every port. */
  readonly ports?: readonly PolicyPort[];
  readonly data: Record<string, unknown>;
}

/** The field of each direction that names peers. */
export const PEERS: Readonly<Record<Direction, string>> = { ingress: 'from', egress: 'to' };

/** The rules of a NetworkPolicy, those of directions too that it does not isolate. */
export function policyRulesOf(manifest: Manifest): PolicyRule[] {
  const spec = specOf(manifest);
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    listOf(spec[direction]).flatMap((data, i) => (isRecord(data) ? [ruleOf(data, direction, `spec.${direction}[${i}]`)] : [])));
}

/**
 * Whether a policy isolates its pods in a direction. Without policyTypes it is always ingress, and egress where it has a rule
 * for it.
 * Source: Kubernetes, NetworkPolicySpec.policyTypes.
 */
export function isolates(manifest: Manifest, direction: Direction): boolean {
  const { policyTypes, egress } = specOf(manifest);
  const types = listOf(policyTypes);
  if (types.length === 0) return direction === 'ingress' || listOf(egress).length > 0;
  return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
}

/** The rules that count, in both directions. */
export function allEffectiveRulesOf(manifest: Manifest): PolicyRule[] {
  return policyRulesOf(manifest).filter(({ direction }) => isolates(manifest, direction));
}

/** The rules that count in one direction. */
export function effectiveRulesOf(manifest: Manifest, direction: Direction): PolicyRule[] {
  return isolates(manifest, direction) ? policyRulesOf(manifest).filter((rule) => rule.direction === direction) : [];
}

/** Whether a rule opens a number of a protocol. */
export function opensPort({ ports }: PolicyRule, protocol: string, number: number): boolean {
  return ports === undefined || ports.some(({ protocol: of, port, endPort }) => of === protocol
    && (port === undefined || (typeof port === 'number' && number >= port && number <= (endPort ?? port))));
}

function ruleOf(data: Record<string, unknown>, direction: Direction, path: string): PolicyRule {
  const field = PEERS[direction];
  const peers = listOf(data[field]).flatMap((peer, i) => (isRecord(peer) ? [peerOf(peer, `${path}.${field}[${i}]`)] : []));
  const ports = listOf(data.ports).flatMap((port, i) => (isRecord(port) ? [portOf(port, `${path}.ports[${i}]`)] : []));
  return { direction, path, data, ...(peers.length > 0 && { peers }), ...(ports.length > 0 && { ports }) };
}

function peerOf({ namespaceSelector, podSelector, ipBlock }: Record<string, unknown>, path: string): Peer {
  return {
    path,
    ...(isRecord(namespaceSelector) && { namespaceSelector }),
    ...(isRecord(podSelector) && { podSelector }),
    ...(isRecord(ipBlock) && { ipBlock }),
  };
}

function portOf({ protocol, port, endPort }: Record<string, unknown>, path: string): PolicyPort {
  return {
    path,
    protocol: typeof protocol === 'string' ? protocol : 'TCP',
    ...((typeof port === 'number' || typeof port === 'string') && { port }),
    ...(typeof endPort === 'number' && { endPort }),
  };
}
