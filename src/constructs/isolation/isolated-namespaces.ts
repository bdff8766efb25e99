import type { IConstruct } from 'constructs';
import type { ClusterData } from '../../manifest/grant-data';
import { publishedGrants } from '../roles/published';

/** Who closes a namespace in both directions, and on which cluster. */
interface Isolated {
  readonly path: string;
  readonly cluster: ClusterData;
}

/** The namespaces that each app closes by a TeamIsolation. */
const ISOLATED = new WeakMap<IConstruct, Map<string, Isolated>>();

/** Records that a construct closes a namespace. */
export function isolate({ node: { root, path } }: IConstruct, namespace: string, cluster: ClusterData): void {
  const isolated = ISOLATED.get(root) ?? new Map<string, Isolated>();
  ISOLATED.set(root, isolated.set(namespace, { path, cluster }));
}

/** Path of the TeamIsolation that closes a namespace, or undefined. */
export function isolationOf({ node: { root } }: IConstruct, namespace: string): string | undefined {
  return ISOLATED.get(root)?.get(namespace)?.path;
}

/** The clusters of some namespaces, as isolations and grants of the app know them. */
export function clustersOf({ node: { root } }: IConstruct, namespaces: readonly string[]): ClusterData[] {
  const granted = publishedGrants(root).map((grant) => grant._data())
    .filter((grant) => namespaces.some((namespace) => grant.namespaces.includes(namespace)));
  const isolated = namespaces.flatMap((namespace) => ISOLATED.get(root)?.get(namespace) ?? []);
  return [...isolated, ...granted].map(({ cluster }) => cluster);
}
