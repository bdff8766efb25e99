import type { IConstruct } from 'constructs';
import type { DestinationData } from '../../manifest/grant-data';
import { push } from '../../manifest/group-by';
import { perApp } from '../base/per-app';

/** A way out of a namespace to a neighbour. */
interface NeighbourWay {
  /** Path of the construct that opens it. */
  readonly path: string;
  readonly way: DestinationData;
}

/** The ways that each app opens to neighbours, by the client's namespace. */
const waysOf = perApp(() => new Map<string, NeighbourWay[]>());

/** Records a way to a neighbour. */
export function recordWay(construct: IConstruct, client: string, way: DestinationData): void {
  push(waysOf(construct), client, { path: construct.node.path, way });
}

/** The ways from a namespace to its neighbours. */
export function neighbourWays(scope: IConstruct, client: string): readonly NeighbourWay[] {
  return waysOf(scope).get(client) ?? [];
}
