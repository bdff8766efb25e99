import type { Destination } from './destination';

/** A host that an egress gateway leads to. */
export interface EgressGatewayHost {
  /** Exact name of the host. */
  readonly hostname: string;
  /** TCP port of the host. */
  readonly port: number;
  /** Port of the gateway's proxies on which its clients reach it. */
  readonly proxyPort: number;
}

/** What a team's pods connect to in order to leave the cluster through an egress gateway. */
export interface IEgressGatewayListener {
  /** Namespace of the gateway's proxies. */
  readonly proxyNamespace: string;
  /** Labels of the gateway's proxies. */
  readonly proxyLabels: Record<string, string>;
  /** Port of the proxies that serves this team, and no other: by the port, proxies tell teams apart. */
  readonly proxyPort: number;
  /**
   * The hosts that it leads to, where it leads to no others.
   *
   * @default - not known; whatever a lockdown names is led through it
   */
  readonly hosts?: EgressGatewayHost[];
  /**
   * What configures the pods' own proxies where these lead traffic to the gateway: a lockdown opens it too, except in an
   * ambient mesh.
   *
   * @default - pods connect to the gateway themselves
   */
  readonly sidecarControl?: Destination[];
}
