import type { ApiObject } from 'cdk8s';
import { NETWORK_PLUGINS } from '../../manifest/egress-backends';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { ClusterData } from '../../manifest/grant-data';
import { nearest } from '../../manifest/nearest';
import type { Problem } from '../../manifest/problem';
import { whereOf } from './where-of';

/** Network plugins that connect pods, and hold no policy by themselves. */
const ENFORCES_NONE: readonly string[] = ['flannel'];

/** GW042, about a policy that may have no effect because nothing is known to enforce it. */
export function inertPolicies(policy: ApiObject, cluster: ClusterData): Finding[] {
  const problem = pluginProblem(cluster);
  if (problem === undefined) return [];
  return [{
    code: 'GW042',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    message: problem.reason,
    fix: problem.fix,
    ...whereOf(policy),
  }];
}

function pluginProblem({ name, networkPlugin: plugin }: ClusterData): Problem | undefined {
  const where = `of cluster "${name}"`;
  const doubt = 'and NetworkPolicies do nothing where the plugin does not enforce them';
  if (plugin === undefined) {
    return { reason: `the network plugin ${where} is not known, ${doubt}`, fix: 'give the PlatformChart a profile that names the plugin' };
  }
  if (ENFORCES_NONE.includes(plugin)) {
    return {
      reason: `the network plugin ${where} is ${plugin}, which does not enforce NetworkPolicies: they do nothing`,
      fix: 'install one that does, and name it in the profile of the PlatformChart',
    };
  }
  const meant = NETWORK_PLUGINS.includes(plugin) ? undefined : nearest(plugin, NETWORK_PLUGINS);
  if (meant === undefined) return undefined;
  return {
    reason: `nothing is known of the network plugin "${plugin}" ${where}, ${doubt}`,
    fix: `write networkPlugin: "${meant}" in the profile of the PlatformChart, if that is meant`,
  };
}
