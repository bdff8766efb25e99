import type { ApiObjectMetadata } from 'cdk8s';
import type { EgressBackend } from '../platform/egress-backend';
import type { TeamGrant } from '../roles/team-grant';
import type { DefaultDenyAllowance } from './default-deny-allowance';
import type { Destination } from './destination';

/** Options of an EgressLockdown. */
export interface EgressLockdownProps {
  /** The grant whose namespaces are locked down; its isolation covers egress. */
  readonly grant: TeamGrant;
  /**
   * Where the team's pods may go, beside what the grant itself opens.
   *
   * @default - only what the grant opens
   */
  readonly allow?: Destination[];
  /**
   * What holds the lockdown.
   *
   * @default - the profile's; else NetworkPolicies, and where a destination is a host, what the network plugin or
   * distribution has for it
   */
  readonly backend?: EgressBackend;
  /**
   * Labels of the pods of the namespaces that the destinations are opened for. The namespaces have a lockdown of their own, made
   * before: without it, a pod escapes by its labels. What the grant itself opens stays with that one.
   *
   * @default - all pods, and the namespaces are closed
   */
  readonly pods?: Record<string, string>;
  /**
   * What else a default deny would break, and stays open.
   *
   * @default - nothing
   */
  readonly allowances?: DefaultDenyAllowance[];
  /**
   * Labels and annotations of every manifest; names are derived.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}
