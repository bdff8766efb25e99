import type { ApiObject } from 'cdk8s';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { ClusterData } from '../../manifest/grant-data';

/** GW042, about a policy that may have no effect because nothing is known to enforce it. */
export function inertPolicies({ apiVersion, kind, name, metadata, node }: ApiObject, cluster: ClusterData): Finding[] {
  if (cluster.networkPlugin !== undefined) return [];
  return [{
    code: 'GW042',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    message: `the network plugin of cluster "${cluster.name}" is not known, and NetworkPolicies do nothing where the plugin does not enforce them`,
    fix: 'give the PlatformChart a profile that names the plugin',
    resource: { apiVersion, kind, name, namespace: metadata.namespace },
    construct: node.path,
  }];
}
