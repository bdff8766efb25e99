import type { GuardSettings } from '../../../manifest/guards/guard-settings';
import { backends } from './backend-guard';
import type { ClusterGuard } from './cluster-guard';
import { hostGuards } from './host-guards';
import { ciliumPolicies, closedKinds, connections, ungranted } from './kind-guards';
import { namespaces } from './namespace-guard';
import { withOperatorObjects } from './operator-conditions';
import { tupleGuards } from './tuple-guards';
import { pods, services } from './workload-guards';

/** The guards of a cluster beside those of its teams. */
export function clusterGuards(settings: GuardSettings): ClusterGuard[] {
  const guards = [
    closedKinds(settings), ...ciliumPolicies(settings), ungranted(settings), backends(settings), services(settings),
    pods(settings), connections(settings), namespaces(settings), ...hostGuards(settings), ...tupleGuards(settings),
  ];
  return withOperatorObjects(guards, settings.operatorObjects);
}
