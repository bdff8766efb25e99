import type { IConstruct } from 'constructs';
import { describeDestination } from '../../manifest/destinations';
import { BACKEND_NAMES, backendCode } from '../../manifest/egress-backends';
import type { ClusterData, DestinationData, EgressBackendData, EgressBackendName, GrantData } from '../../manifest/grant-data';
import { enumerate } from '../../manifest/text';
import { because, invalid, type Place, refused } from '../base/problems';
import { EgressBackend } from '../platform/egress-backend';
import type { LockdownPlan } from './backends/backend';
import { lazyBackends } from './lazy-backends';
import { freeIndex } from './lockdown-claims';

/** What a lockdown is about. */
interface Intent {
  readonly grant: GrantData;
  readonly podLabels?: Record<string, string>;
  readonly destinations: readonly DestinationData[];
  readonly settings: EgressBackendData;
}

const PLAIN: EgressBackendData = { name: 'networkPolicy' };
/** What knows hosts, by the network plugin that is named. */
const BY_PLUGIN = new Map<string, EgressBackendName>([
  ['cilium', 'cilium'], ['dataplane-v2', 'gkeFqdn'], ['ovn-kubernetes', 'ovnEgressFirewall'],
]);
/** Back ends of some pods that hold beside NetworkPolicies over their namespace. */
const BESIDE_PLAIN: readonly EgressBackendName[] = ['networkPolicy', 'egressGateway', 'cilium', 'gkeFqdn'];
/** Back ends that are NetworkPolicies and nothing else. */
const PLAIN_ONES: readonly EgressBackendName[] = ['networkPolicy', 'egressGateway'];

/** The back end by name, by the profile, or by what the destinations need. One of some pods is that of their namespace. */
export function chooseBackend(
  place: Place, backend: EgressBackend | undefined, cluster: ClusterData, destinations: readonly DestinationData[],
  base: EgressBackendData | undefined,
): EgressBackendData {
  if (backend !== undefined && !(backend instanceof EgressBackend)) {
    throw invalid(place, 'backend', backend, { reason: 'it is no EgressBackend', fix: 'write EgressBackend.cilium()' });
  }
  const named = backend?._data();
  if (base === undefined) return named ?? cluster.egressBackend ?? fitting(cluster, destinations);
  const wanted = named ?? (base.name === 'networkPolicy' ? fitting(cluster, destinations) : base);
  const fits = wanted.name === base.name || (PLAIN_ONES.includes(base.name) && BESIDE_PLAIN.includes(wanted.name));
  if (fits) return wanted;
  throw refused(place, `${backendCode(wanted.name)} opens nothing beside ${backendCode(base.name)}, which closes the namespace; `
    + `leave backend out, or give both lockdowns ${backendCode(wanted.name)}`);
}

function fitting({ name, networkPlugin = '' }: ClusterData, destinations: readonly DestinationData[]): EgressBackendData {
  if (!destinations.some(({ form }) => form === 'host')) return PLAIN;
  const found = BY_PLUGIN.get(networkPlugin) ?? (name === 'eks-auto' ? 'eksAuto' : undefined);
  return found === undefined ? PLAIN : { name: found };
}

/** A plan for each namespace. */
export function plansOf(scope: IConstruct, { grant, podLabels, destinations, settings }: Intent): LockdownPlan[] {
  const taken = new Set<number>();
  return grant.namespaces.map((namespace) => ({
    namespace, destinations, cluster: grant.cluster, settings,
    index: settings.name === 'clusterNetworkPolicy' ? freeIndex(scope, settings, podLabels !== undefined, taken) : 0,
    ...(podLabels && { podLabels: { ...podLabels } }),
  }));
}

/** Refuses what a back end cannot hold exactly. */
export function checkHeld(place: Place, plans: readonly LockdownPlan[]): void {
  for (const plan of plans) {
    const backend = lazyBackends().BACKENDS[plan.settings.name];
    for (const destination of plan.destinations) {
      const problem = backend.problem(destination, plan);
      if (!problem) continue;
      throw refused(place, `${describeDestination(destination)}: ${backend.title} (${backendCode(plan.settings.name)}) cannot hold it exactly: `
        + `${because(problem)}. ${others(destination, plan)}`);
    }
    const whole = backend.wholeProblem?.(plan);
    if (whole) throw refused(place, `${backend.title} cannot hold the lockdown of namespace "${plan.namespace}": ${because(whole)}`);
  }
}

/** The back ends that could hold a destination. */
function others(destination: DestinationData, plan: LockdownPlan): string {
  const { BACKENDS, MOST_ABLE } = lazyBackends();
  const able = BACKEND_NAMES.filter((name) => name !== plan.settings.name
    && BACKENDS[name].problem(destination, { ...plan, settings: MOST_ABLE[name] }) === undefined);
  return able.length === 0 ? 'No back end could' : `Back ends that could: ${enumerate(able.map(backendCode), 'or')}`;
}
