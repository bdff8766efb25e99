import type { IConstruct } from 'constructs';
import type { ClusterData } from '../../manifest/grant-data';
import { perApp } from '../base/per-app';
import { publishedGrants } from '../roles/published';

/** Who closes a namespace in both directions, and on which cluster. */
interface Isolated {
  readonly path: string;
  readonly cluster: ClusterData;
}

/** The namespaces that each app closes by a TeamIsolation. */
const isolatedIn = perApp(() => new Map<string, Isolated>());

/** Records that a construct closes a namespace. */
export function isolate(construct: IConstruct, namespace: string, cluster: ClusterData): void {
  isolatedIn(construct).set(namespace, { path: construct.node.path, cluster });
}

/** Path of the TeamIsolation that closes a namespace, or undefined. */
export function isolationOf(scope: IConstruct, namespace: string): string | undefined {
  return isolatedIn(scope).get(namespace)?.path;
}

/** The clusters of some namespaces, as isolations and grants of the app know them. */
export function clustersOf(scope: IConstruct, namespaces: readonly string[]): ClusterData[] {
  const granted = publishedGrants(scope.node.root).map((grant) => grant._data())
    .filter((grant) => namespaces.some((namespace) => grant.namespaces.includes(namespace)));
  const isolated = namespaces.flatMap((namespace) => isolatedIn(scope).get(namespace) ?? []);
  return [...isolated, ...granted].map(({ cluster }) => cluster);
}
