import type { LabelSelector } from './label-selector';

/** A direction of traffic, seen from the chosen pods. */
export enum NetworkPolicyType {
  /** What comes in. */
  INGRESS = 'Ingress',
  /** What goes out. */
  EGRESS = 'Egress',
}

/** Protocols that a NetworkPolicy can name. */
export enum NetworkPolicyProtocol {
  /** TCP */
  TCP = 'TCP',
  /** UDP */
  UDP = 'UDP',
  /** SCTP, where the network plugin knows it. */
  SCTP = 'SCTP',
}

/** A port, or a range of ports, of the pods that are reached. Source: Kubernetes, NetworkPolicyPort. */
export interface NetworkPolicyPort {
  /**
   * The protocol.
   *
   * @default - the API server's: TCP
   */
  readonly protocol?: NetworkPolicyProtocol;
  /**
   * Port of the pods (not of a Service), 1 to 65535. Not with `portName`.
   *
   * @default - every port of the protocol
   */
  readonly port?: number;
  /**
   * Name of a port of the pods' containers: up to 15 lower case letters, digits and inner `-`, at least one letter.
   * The API's field is `port`.
   *
   * @default - `port` says it
   */
  readonly portName?: string;
  /**
   * Last port of a range that starts at `port`, up to 65535.
   *
   * @default - one port
   */
  readonly endPort?: number;
}

/** A block of addresses outside of the cluster. Source: Kubernetes, IPBlock. */
export interface NetworkPolicyIpBlock {
  /** The block, such as `203.0.113.0/24` or `2001:db8::/32`. */
  readonly cidr: string;
  /**
   * Smaller blocks inside it, of the same family, that are left out. The API's field is `except`.
   *
   * @default - none
   */
  readonly exceptions?: string[];
}

/**
 * Who is reached or may reach: either a block of addresses, or pods.
 * `podSelector` alone chooses pods of the policy's namespace, together with `namespaceSelector` those of the chosen namespaces.
 *
 * Source: Kubernetes, NetworkPolicyPeer.
 */
export interface NetworkPolicyPeer {
  /**
   * Pods by their labels; `{}` chooses all.
   *
   * @default - all pods of the chosen namespaces
   */
  readonly podSelector?: LabelSelector;
  /**
   * Namespaces by their labels; `{}` chooses all.
   *
   * @default - the policy's own namespace
   */
  readonly namespaceSelector?: LabelSelector;
  /**
   * Addresses; stands alone.
   *
   * @default - none
   */
  readonly ipBlock?: NetworkPolicyIpBlock;
}

/** What may come in. Source: Kubernetes, NetworkPolicyIngressRule. */
export interface NetworkPolicyIngressRule {
  /**
   * Who may come. The API's field is `from`. An empty list means everybody, as a missing one does.
   *
   * @default - everybody
   */
  readonly peers?: NetworkPolicyPeer[];
  /**
   * On which ports of the pods. An empty list means every port, as a missing one does.
   *
   * @default - every port
   */
  readonly ports?: NetworkPolicyPort[];
}

/** What may go out. Source: Kubernetes, NetworkPolicyEgressRule. */
export interface NetworkPolicyEgressRule {
  /**
   * Where to. An empty list means everywhere, as a missing one does.
   *
   * @default - everywhere
   */
  readonly to?: NetworkPolicyPeer[];
  /**
   * To which ports. An empty list means every port, as a missing one does.
   *
   * @default - every port
   */
  readonly ports?: NetworkPolicyPort[];
}
