/** What keeps a destination's traffic to what was declared, and what does not. */
export interface EgressGuarantee {
  /** Hostname of the destination. */
  readonly hostname: string;
  /** What network policies hold, whatever the proxy does. */
  readonly network: string;
  /** What only the proxy's configuration holds. */
  readonly proxy: string;
  /** What manifests cannot show. */
  readonly unseen: string;
}
