import { backendCode, backendHome } from '../../manifest/egress-backends';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { ClusterData, EgressBackendData } from '../../manifest/grant-data';
import { enumerate } from '../../manifest/text';
import { whereOf } from '../base/where-of';
import type { Site } from './lockdown-site';

type Part = Pick<Finding, 'severity' | 'message' | 'fix'>;

/** GW538: a back end whose policies the cluster does not read, as its profile says. What the profile leaves open may be. */
export function misfits(site: Site, settings: EgressBackendData, cluster: ClusterData): Finding[] {
  const part = misfit(settings, cluster);
  return part === undefined ? [] : [{ code: 'GW538', category: Category.SECURITY, ...part, ...whereOf(site.first) }];
}

function misfit({ name: backend, tier }: EgressBackendData, { name, networkPlugin = '' }: ClusterData): Part | undefined {
  const home = backendHome(backend);
  const code = backendCode(backend);
  // Beside the Admin tier NetworkPolicies close the namespace.
  const admin = backend === 'clusterNetworkPolicy' && tier === 'Admin';
  const unread = admin ? 'all outside the cluster stays closed' : home?.unread;
  if (home?.cluster?.others.includes(name)) {
    const { title, factory } = home.cluster;
    return {
      severity: Severity.ERROR,
      message: `${code} is for ${title}, and the profile says that the cluster is "${name}", where nothing reads its policies: ${unread}`,
      fix: `choose a back end that the cluster has, or give the PlatformChart ClusterProfile.${factory}`,
    };
  }
  if (!home?.plugins?.others.includes(networkPlugin)) return undefined;
  const { own } = home.plugins;
  return {
    severity: admin ? Severity.WARNING : Severity.ERROR,
    message: `${code} is for the network plugin ${enumerate(own, 'or')}, and the profile of cluster "${name}" says ${networkPlugin}, `
      + `which is not known to read its policies: ${unread}`,
    fix: `choose a back end that the plugin has, or write networkPlugin: "${own[0]}" in the profile if that enforces policies`,
  };
}
