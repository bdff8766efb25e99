import type { NetworkPolicyProtocol } from '../kinds/network-policy-rules';
import type { Pods } from '../routes/pods';

/** Ports and reason of a destination. */
export interface DestinationOptions {
  /**
   * Transport protocol of all the ports.
   *
   * @default NetworkPolicyProtocol.TCP
   */
  readonly protocol?: NetworkPolicyProtocol;
  /**
   * Last port of a range that starts at the destination's port.
   *
   * @default - the one port
   */
  readonly endPort?: number;
  /**
   * Further single ports.
   *
   * @default - none
   */
  readonly morePorts?: number[];
  /**
   * Why traffic goes there. Travels with the policy as an annotation.
   *
   * @default - none
   */
  readonly reason?: string;
}

/** Options of a destination outside the cluster. */
export interface CidrDestinationOptions {
  /** Why traffic leaves the cluster for there. Travels with the policy as an annotation. */
  readonly reason: string;
  /**
   * Address blocks inside the CIDR that stay closed.
   *
   * @default - none, beside the cluster's metadata addresses
   */
  readonly exceptions?: string[];
  /**
   * Transport protocol of all the ports.
   *
   * @default NetworkPolicyProtocol.TCP
   */
  readonly protocol?: NetworkPolicyProtocol;
  /**
   * Last port of a range that starts at the destination's port.
   *
   * @default - the one port
   */
  readonly endPort?: number;
  /**
   * Further single ports.
   *
   * @default - none
   */
  readonly morePorts?: number[];
}

/** Options of a destination that is pods of some namespace. */
export interface WorkloadDestinationOptions extends DestinationOptions {
  /** Namespace of the pods. */
  readonly namespace: string;
}

/** Options of a destination that is a Service. */
export interface ServiceDestinationOptions extends DestinationOptions {
  /** Namespace of the Service. */
  readonly namespace: string;
  /** The pods behind the Service, with the port that they listen on: policies see pods and their ports, not Services. */
  readonly pods: Pods;
}

/** Options of a destination that is hosts by name. */
export interface HostDestinationOptions {
  /** Why traffic leaves the cluster for there. Travels with the policy as an annotation. */
  readonly reason: string;
  /**
   * Transport protocol of all the ports.
   *
   * @default NetworkPolicyProtocol.TCP
   */
  readonly protocol?: NetworkPolicyProtocol;
  /**
   * Last port of a range that starts at the destination's port.
   *
   * @default - the one port
   */
  readonly endPort?: number;
  /**
   * Further single ports.
   *
   * @default - none
   */
  readonly morePorts?: number[];
}

/** Options of a destination that the cluster's profile locates. */
export interface NamedDestinationOptions {
  /** Why traffic goes there. Travels with the policy as an annotation. */
  readonly reason: string;
}
