import type { Construct } from 'constructs';
import { closedPart, describeDestination } from '../../manifest/destinations';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { DestinationData, EgressBackendData, GrantData } from '../../manifest/grant-data';
import { isInCluster } from '../../manifest/named-destinations';
import { whereOf } from '../base/where-of';
import { isolationOf } from '../isolation/isolated-namespaces';
import { neighbourWays } from '../isolation/neighbour-ways';
import { ownNamespace } from '../isolation/own-namespace';
import { destinationCode } from './destination-code';
import type { EgressGuarantee } from './egress-guarantee';
import { clientsAt } from './gateway-claims';
import { lockdownOf } from './lockdown-claims';
import type { Site } from './lockdown-site';

type Part = Pick<Finding, 'severity' | 'message' | 'fix'>;

/** GW535: what is held of destinations behind a gateway that is no EgressGateway of this app, which would say it itself. */
export function foreignGateways(
  site: Site, destinations: readonly DestinationData[], guarantees: readonly EgressGuarantee[],
): Finding[] {
  return destinations.flatMap((destination, i) => {
    if (destination.form !== 'gateway' || clientsAt(site.lockdown, destination) !== undefined) return [];
    const { destination: what, network, proxy, unseen } = guarantees[i];
    return [{
      code: 'GW535', severity: Severity.UNKNOWN, category: Category.SECURITY,
      message: `${what}: network policies hold ${network}; the proxy's configuration alone holds ${proxy}; manifests do not show ${unseen}`,
      fix: 'keep who may change the gateway\'s objects to the operators, and watch the proxies\' access logs',
      ...whereOf(site.first),
    }];
  });
}

/** GW536: NetworkPolicies of isolations and neighbours over the same pods, beside a back end that does not add up with them. */
export function overruled(
  site: Site, settings: EgressBackendData, namespaces: readonly string[], destinations: readonly DestinationData[],
): Finding[] {
  const find = RULES.get(settings.name);
  if (find === undefined || (settings.name === 'clusterNetworkPolicy' && settings.tier === 'Admin')) return [];
  return namespaces.flatMap((namespace) => find(site.lockdown, namespace, destinations))
    .map((part) => ({ code: 'GW536', category: Category.SEMANTIC, ...part, ...whereOf(site.first) }));
}

const CALICO_READS_FIRST = 'and Calico does not read those after the lockdown\'s policy, which denies the rest';

const NO_SERVICES = 'and the sidecars of the lockdown know no Services of that namespace';

type Find = (lockdown: Construct, namespace: string, destinations: readonly DestinationData[]) => Part[];

const RULES: ReadonlyMap<EgressBackendData['name'], Find> = new Map<EgressBackendData['name'], Find>([
  ['calico', (lockdown, namespace, destinations) => [
    ...ownClosed(lockdown, namespace, destinations),
    ...neighbourWays(lockdown, namespace).filter(({ way }) => closedPart(way, destinations) !== undefined)
      .map(({ path, way }) => closed(path, way, CALICO_READS_FIRST)),
  ]],
  ['istio', (lockdown, namespace, destinations) => neighbourWays(lockdown, namespace)
    .filter(({ way }) => way.namespace !== namespace && !destinations.some((known) => known.namespace === way.namespace))
    .map(({ path, way }) => closed(path, way, NO_SERVICES))],
  ['clusterNetworkPolicy', (lockdown, namespace) => writersIn(lockdown, namespace).map((path) => ({
    severity: Severity.ERROR,
    message: `${path} writes NetworkPolicies over pods of namespace "${namespace}", and for those the Baseline tier is not read: `
      + 'what this lockdown opens stays closed to them',
    fix: 'write EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.ADMIN })',
  }))],
  ['eksAuto', (lockdown, namespace) => writersIn(lockdown, namespace).map((path) => ({
    severity: Severity.UNKNOWN,
    message: `${path} writes NetworkPolicies over pods of namespace "${namespace}"; whether EKS lets pass what only this lockdown's `
      + 'ApplicationNetworkPolicies open, these manifests do not show',
    fix: 'let the grant isolate what comes in (Isolation.BOTH) in place of a TeamIsolation, add ways to neighbours to allow, '
      + 'and try it',
  }))],
]);

/** GW536: ways of some pods to namespaces of which the Sidecar of their own knows nothing: it is the whole namespace's. */
export function unknownToSidecars(
  site: Site, { name, namespace: controlPlane }: EgressBackendData, { namespaces, cluster }: GrantData,
  destinations: readonly DestinationData[],
): Finding[] {
  if (name !== 'istio') return [];
  const resolvers = cluster.dns.map((peer) => peer.namespace);
  return namespaces.flatMap((own) => {
    const whole = lockdownOf(site.lockdown, own);
    const named = whole?.destinations.map((destination) => destination.namespace) ?? [];
    const known = new Set([own, controlPlane, ...resolvers, ...named]);
    return destinations.filter((way) => isInCluster(way) && !known.has(way.namespace)).map((way) => ({
      code: 'GW536', category: Category.SEMANTIC, ...whereOf(site.first),
      ...closed('the lockdown of some pods', way, NO_SERVICES, `that of ${whole?.path}`),
    }));
  });
}

function writersIn(lockdown: Construct, namespace: string): string[] {
  const isolation = isolationOf(lockdown, namespace);
  return [...isolation === undefined ? [] : [isolation], ...neighbourWays(lockdown, namespace).map(({ path }) => path)];
}

function ownClosed(lockdown: Construct, namespace: string, destinations: readonly DestinationData[]): Part[] {
  const isolation = isolationOf(lockdown, namespace);
  if (isolation === undefined || closedPart(ownNamespace(namespace), destinations) === undefined) return [];
  return [{
    severity: Severity.ERROR,
    message: `${isolation} lets pods of namespace "${namespace}" reach each other by NetworkPolicies, and Calico does not read those `
      + 'after the lockdown\'s policy, which denies the rest',
    fix: 'make the TeamIsolation of the grant before the lockdown, which opens that too then',
  }];
}

function closed(path: string, way: DestinationData, why: string, lockdown = 'the EgressLockdown'): Part {
  return {
    severity: Severity.ERROR,
    message: `${path} opens ${describeDestination(way)} by NetworkPolicies, ${why}: connections time out`,
    fix: `add ${destinationCode(way)} to allow of ${lockdown}`,
  };
}
