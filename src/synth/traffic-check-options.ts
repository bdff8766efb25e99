import type { GatewayApiChannel } from '../constructs/platform/cluster-options';

/** What a TrafficCheck takes as given beside the objects. */
export interface TrafficCheckOptions {
  /**
   * Whether nothing exists but the objects that are checked: what is referred to and not among them is then an error.
   *
   * @default false - what is not among them may be elsewhere, and is left open
   */
  readonly closedWorld?: boolean;

  /**
   * The implementation that serves the gateways, by the name of its conformance report, such as `envoy-gateway`, or with a
   * version, mode or channel of the report: `cilium@experimental`. What its report lists as unsupported is then an error (GW500).
   *
   * @default - the implementations that GatewayClasses among the objects name
   */
  readonly implementation?: string;

  /**
   * Channel of Gateway API that is installed.
   *
   * @default - that of the ClusterProfile, where an app has one; else the standard channel
   */
  readonly gatewayApiChannel?: GatewayApiChannel;

  /**
   * Version of Gateway API that is installed, from 1.0 to 1.6: what it does not have is an error (GW005).
   *
   * @default - that of the ClusterProfile, where an app has one; else the newest
   */
  readonly gatewayApiVersion?: string;
}

/** Which findings TrafficCheck.expectNone lets pass. */
export interface ExpectNoneOptions {
  /**
   * Codes of findings that are expected.
   *
   * @default - none
   */
  readonly exceptCodes?: string[];
}
