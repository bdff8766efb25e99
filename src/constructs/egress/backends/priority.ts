import type { EgressBackendData } from '../../../manifest/grant-data';

/** Priority of a ClusterNetworkPolicy: what is for some pods of a namespace stands before what closes all of it. */
export function priorityOf({ priority = 0 }: EgressBackendData, index: number, forPods: boolean): number {
  return forPods ? priority - 1 - index : priority + index;
}
