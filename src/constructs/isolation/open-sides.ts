import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { ClusterData } from '../../manifest/grant-data';
import { whereOf } from '../base/where-of';
import { publishedGrants } from '../roles/published';
import { clustersOf, isolationOf } from './isolated-namespaces';

/** GW530: an allow in a namespace that nothing of the app closes is itself what closes the pods that it chooses. */
export function openSide(policy: ApiObject, direction: 'ingress' | 'egress'): Finding[] {
  const { namespace = '' } = policy.metadata;
  if (isClosed(policy, namespace, direction)) return [];
  return [{
    code: 'GW530',
    severity: Severity.WARNING,
    category: Category.SEMANTIC,
    message: `nothing in this app closes ${direction} of namespace "${namespace}", so this policy does, for the pods that it chooses: `
      + `of what they ${direction === 'ingress' ? 'take' : 'send'}, only what it opens is left`,
    fix: 'isolate the namespace with a TeamIsolation, so that what its pods need is opened by name',
    ...whereOf(policy),
  }];
}

/** GW537: a way between pods of an ambient mesh that was made before their cluster was known. */
export function lateMesh(policy: ApiObject, namespaces: readonly string[], written: ClusterData['mesh']): Finding[] {
  const { namespace } = policy.metadata;
  if (written === 'ambient' || !clustersOf(policy, namespaces).some(({ mesh }) => mesh === 'ambient')) return [];
  return [{
    code: 'GW537',
    severity: Severity.ERROR,
    category: Category.SEMANTIC,
    message: `the cluster of namespace "${namespace}" has an ambient mesh, whose traffic arrives on 15008, and this policy does not open that: `
      + 'connections of pods in the mesh time out',
    fix: 'write mesh: MeshMode.AMBIENT, or make the grants or isolations of both namespaces before',
    ...whereOf(policy),
  }];
}

/** Whether some construct of the app closes one direction of a namespace, for all of its pods. */
export function isClosed(scope: IConstruct, namespace: string, direction: 'ingress' | 'egress'): boolean {
  if (isolationOf(scope, namespace) !== undefined) return true;
  return publishedGrants(scope.node.root).some((grant) => {
    if (!grant.namespaces.includes(namespace)) return false;
    return direction === 'ingress' ? grant._data().isolation.ingress : grant._isLockedDown();
  });
}
