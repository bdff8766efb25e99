import type { NetworkPolicyProtocol } from '../constructs/kinds/network-policy-rules';

/** What a NetworkCheck takes as given beside the objects. */
export interface NetworkCheckOptions {
  /**
   * The network plugin that enforces policies, such as `cilium` or `calico`: what it decides by itself is known then. With
   * `none`, or one that reads no policies, every expectation fails: nothing is assessable.
   *
   * @default - one that enforces what the specification says; what that leaves open is not known
   */
  readonly networkPlugin?: string;
}

/** Which connection an expectation is about. */
export interface ConnectionOptions {
  /**
   * Protocol of the port.
   *
   * @default NetworkPolicyProtocol.TCP
   */
  readonly protocol?: NetworkPolicyProtocol;
}
