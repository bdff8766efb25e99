/** What keeps a destination's traffic to what was declared, and what does not. */
export interface EgressGuarantee {
  /** The destination: a hostname, or addresses or pods with their ports. */
  readonly destination: string;
  /** What network policies hold, whatever a proxy does. */
  readonly network: string;
  /** What only a proxy's configuration holds. */
  readonly proxy: string;
  /** What manifests cannot show. */
  readonly unseen: string;
}
