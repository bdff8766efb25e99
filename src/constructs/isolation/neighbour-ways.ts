import type { IConstruct } from 'constructs';
import type { DestinationData } from '../../manifest/grant-data';

/** A way out of a namespace to a neighbour. */
export interface NeighbourWay {
  /** Path of the construct that opens it. */
  readonly path: string;
  readonly way: DestinationData;
}

/** The ways that each app opens to neighbours, by the client's namespace. */
const WAYS = new WeakMap<IConstruct, Map<string, NeighbourWay[]>>();

/** Records a way to a neighbour. */
export function recordWay({ node: { root, path } }: IConstruct, client: string, way: DestinationData): void {
  const ways = WAYS.get(root) ?? new Map<string, NeighbourWay[]>();
  WAYS.set(root, ways.set(client, [...ways.get(client) ?? [], { path, way }]));
}

/** The ways from a namespace to its neighbours. */
export function neighbourWays({ node: { root } }: IConstruct, client: string): readonly NeighbourWay[] {
  return WAYS.get(root)?.get(client) ?? [];
}
