/** Which directions of a team's traffic are closed by default. */
export enum Isolation {
  /** Neither: pods reach and are reached as the cluster allows. */
  NONE = 'none',
  /** What comes in: only pods of the same namespace and the gateway's proxies reach the team's pods. */
  INGRESS = 'ingress',
  /** What goes out: only what an `EgressLockdown` opens. */
  EGRESS = 'egress',
  /** Both directions. */
  BOTH = 'both',
}
