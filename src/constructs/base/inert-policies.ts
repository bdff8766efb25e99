import type { ApiObject } from 'cdk8s';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { ClusterData } from '../../manifest/grant-data';

/** Network plugins that connect pods, and hold no policy by themselves. */
const ENFORCES_NONE: readonly string[] = ['flannel'];

/** GW042, about a policy that may have no effect because nothing is known to enforce it. */
export function inertPolicies({ apiVersion, kind, name, metadata, node }: ApiObject, cluster: ClusterData): Finding[] {
  const plugin = cluster.networkPlugin;
  if (plugin !== undefined && !ENFORCES_NONE.includes(plugin)) return [];
  return [{
    code: 'GW042',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    message: plugin === undefined
      ? `the network plugin of cluster "${cluster.name}" is not known, and NetworkPolicies do nothing where the plugin does not enforce them`
      : `the network plugin of cluster "${cluster.name}" is ${plugin}, which does not enforce NetworkPolicies: they do nothing`,
    fix: plugin === undefined
      ? 'give the PlatformChart a profile that names the plugin'
      : 'install one that does, and name it in the profile of the PlatformChart',
    resource: { apiVersion, kind, name, namespace: metadata.namespace },
    construct: node.path,
  }];
}
