import type { ApiObjectMetadata } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { GrantData } from '../../manifest/grant-data';
import { isRecord } from '../../manifest/manifest';
import { chartOf } from '../base/chart-of';
import { invalid, type Place, refused } from '../base/problems';

/**
 * The namespace of an object that a grant is used for: its own, its chart's, or the grant's only one.
 *
 * @throws where none of them is granted, or several are and none is named
 */
export function grantedNamespace(
  place: Place, scope: IConstruct, grant: GrantData, metadata: ApiObjectMetadata | undefined,
): string {
  const chart = chartOf(scope);
  if (!chart) throw refused(place, 'it stands in no chart; put it in a TeamChart');
  const own = isRecord(metadata) ? metadata.namespace : undefined;
  const namespace = own ?? chart.namespace ?? (grant.namespaces.length === 1 ? grant.namespaces[0] : undefined);
  const granted = grant.namespaces.map((one) => `"${one}"`).join(' or ');
  if (namespace === undefined) {
    throw refused(place, `its grant is for several namespaces, and none is named; write metadata.namespace ${granted}`);
  }
  if (grant.namespaces.includes(namespace)) return namespace;
  throw invalid(place, own === undefined ? 'the chart\'s namespace' : 'metadata.namespace', namespace, {
    reason: 'it is not granted to the team on this gateway', fix: `write metadata.namespace ${granted}`,
  });
}
