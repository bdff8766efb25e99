/**
 * Who owns which part of the traffic, as Gateway API divides it.
 *
 * Source: Gateway API, "Roles and Personas".
 */
export enum Persona {
  /** Provides the infrastructure: GatewayClasses and what stands behind them. */
  INFRASTRUCTURE_PROVIDER = 'infrastructure provider',
  /** Runs the cluster: Gateways, who may attach to them, policies around teams. */
  CLUSTER_OPERATOR = 'cluster operator',
  /** Runs an application: routes, within what was granted. */
  APPLICATION_TEAM = 'application team',
}
