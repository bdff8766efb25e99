import type { ClusterData, PortData } from './grant-data';

/** Pods that configure proxies. */
export interface ControlPlane {
  readonly namespace: string;
  /** Labels; values may hold {gateway} and {namespace} of a Gateway. */
  readonly podLabels: Record<string, string>;
  /** Ports of the pods. */
  readonly ports: readonly number[];
}

/** Port on which pods of an ambient mesh take all traffic. Source: Istio, ambient and NetworkPolicy. */
export const HBONE_PORT = 15_008;

/** The ports of pods: in an ambient mesh all of TCP arrives on one more. */
export function podPorts(ports: readonly PortData[], { mesh }: Pick<ClusterData, 'mesh'>): PortData[] {
  const tunnels = mesh === 'ambient' && ports.some(({ protocol }) => protocol === 'TCP');
  return [...ports, ...(tunnels ? [{ protocol: 'TCP', port: HBONE_PORT } as const] : [])];
}

/** Where an ambient mesh lets the health checks of the node come from. Source: Istio, ambient and NetworkPolicy. */
export const AMBIENT_PROBE_CIDR = '169.254.7.127/32';

/**
 * Istio's control plane where it is usually installed, and the port on which sidecars and gateways take their configuration and
 * certificates; 15010 is the same in clear text, which nothing uses by default. Source: Istio, ports used by Istio.
 */
export const ISTIOD: ControlPlane = { namespace: 'istio-system', podLabels: { app: 'istiod' }, ports: [15_012] };

/** Protocols by which a sidecar sees the host that a connection is for, by the ports on which it expects them. */
export const SEEN: ReadonlyMap<number, string> = new Map([[443, 'TLS'], [80, 'HTTP']]);
