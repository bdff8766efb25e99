/** How many objects a namespace of a team may hold. Source: Kubernetes, object count quota. */
export interface TeamQuota {
  /**
   * Routes of each granted kind; other kinds are held to 0. Without a grant: routes of every kind.
   *
   * @default 100
   */
  readonly routes?: number;
  /**
   * NetworkPolicies, the operators' own among them: too few keep these from being made.
   *
   * @default - not counted
   */
  readonly networkPolicies?: number;
  /**
   * Services of type LoadBalancer, each of which is a way in beside the gateway.
   *
   * @default 0
   */
  readonly loadBalancers?: number;
  /**
   * Services that open a port of every node.
   *
   * @default 0
   */
  readonly nodePorts?: number;
}
