import type { ApiObjectMetadata } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { GrantData } from '../../manifest/grant-data';
import { isRecord } from '../../manifest/manifest';
import { chartOf } from '../base/chart-of';
import { invalid, type Place, refused } from '../base/problems';

/** Namespaces that an object may stand in, and how messages name them. */
interface Homes {
  readonly namespaces: readonly string[];
  /** What gives them. */
  readonly giver: string;
  /** Where they are given. */
  readonly where: string;
}

/**
 * The namespace of an object: what its metadata names, its chart's, or the only one that there is.
 *
 * @throws where it is none of those that were granted, or several are and none is named
 */
export function namespaceAmong(
  place: Place, scope: IConstruct, { namespaces, giver, where }: Homes, metadata: ApiObjectMetadata | undefined,
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

/** The namespace of an object that one grant is used for. */
export function grantedNamespace(
  place: Place, scope: IConstruct, { namespaces }: GrantData, metadata: ApiObjectMetadata | undefined,
): string {
  return namespaceAmong(place, scope, { namespaces, giver: 'its grant is', where: 'on this gateway' }, metadata);
}
