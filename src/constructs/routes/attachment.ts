import type { ApiObjectMetadata } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { GrantData } from '../../manifest/grant-data';
import { isRecord } from '../../manifest/manifest';
import { chartOf } from '../base/chart-of';
import { invalid, type Place, refused } from '../base/problems';
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

/** Namespaces that a route may stand in, and how messages name them. */
export interface RouteHomes {
  readonly namespaces: readonly string[];
  /** What gives them. */
  readonly giver: string;
  /** Where they are given. */
  readonly where: string;
}

/**
 * The namespace of a route: what its metadata names, its chart's, or the only one that there is.
 *
 * @throws where it is none of those that were granted
 */
export function routeNamespace(
  place: Place, scope: IConstruct, { namespaces, giver, where }: RouteHomes, metadata: ApiObjectMetadata | undefined,
): string {
  const chart = chartOf(scope);
  if (!chart) throw refused(place, 'it stands in no chart; put it in a TeamChart');
  const own = isRecord(metadata) ? metadata.namespace : undefined;
  const namespace = own ?? chart.namespace ?? (namespaces.length === 1 ? namespaces[0] : undefined);
  const granted = namespaces.map((one) => `"${one}"`).join(' or ');
  if (namespace === undefined) {
    throw refused(place, `${giver} for several namespaces, and none is named; write metadata.namespace ${granted}`);
  }
  if (namespaces.includes(namespace)) return namespace;
  throw invalid(place, own === undefined ? 'the chart\'s namespace' : 'metadata.namespace', namespace, {
    reason: `it is not granted to the team ${where}`, fix: `write metadata.namespace ${granted}`,
  });
}
