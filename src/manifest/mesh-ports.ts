/** Port on which pods of an ambient mesh take all traffic. Source: Istio, ambient and NetworkPolicy. */
export const HBONE_PORT = 15_008;

/** Where an ambient mesh lets the health checks of the node come from. Source: Istio, ambient and NetworkPolicy. */
export const AMBIENT_PROBE_CIDR = '169.254.7.127/32';

/** Ports of istiod that proxies connect to. Source: Istio, ports used by Istio. */
export const ISTIOD_PORTS: readonly number[] = [15_010, 15_012];
