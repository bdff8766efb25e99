import type { IConstruct } from 'constructs';
import type { GrantData } from '../../manifest/grant-data';
import type { Place } from '../base/problems';
import type { RoleScope } from '../roles/role-scope';

/** Where a route attaches, and as what. */
export interface Attachment {
  /** The grant of the gateway that serves the route; none where a mesh does. */
  readonly grant?: GrantData;
  readonly namespace: string;
  /** Empty for the kinds that have none, and in a mesh. */
  readonly hostnames: string[];
  /** The parents of a route with these of its hostnames; of one without hostnames all of them. */
  parentsOf(hostnames: readonly string[]): object[];
}

/** A kind of routes, and the construct that makes one, for messages. */
export interface AttachedKind {
  readonly kind: string;
  readonly construct: string;
  /** Most hostnames, where routes of the kind are not cut into several. */
  readonly hostnameLimit?: number;
}

/** Finds out where a route of some kind attaches, or refuses it. */
export type Attach = (place: Place, scope: IConstruct, role: RoleScope, attached: AttachedKind) => Attachment;
