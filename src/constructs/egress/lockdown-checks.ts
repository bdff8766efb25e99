import { describeDestination, firstLeak } from '../../manifest/destinations';
import type { ClusterData, DestinationData, GrantData, NamedForm } from '../../manifest/grant-data';
import { namedIn, withoutNamed } from '../../manifest/named-blocks';
import { listOption } from '../base/list-option';
import { invalid, type Place, refused } from '../base/problems';
import { TeamGrant } from '../roles/team-grant';
import { Destination } from './destination';

/** What a grant says that isolates egress on a cluster whose resolver is known. */
export function grantOf(place: Place, grant: TeamGrant): GrantData {
  if (!(grant instanceof TeamGrant)) {
    throw invalid(place, 'grant', grant, { reason: 'it is not a TeamGrant', fix: 'write the result of sharedGateway.admit(…)' });
  }
  const data = grant._data();
  if (!data.isolation.egress) {
    throw refused(place, `the grant of team "${data.team.name}" does not isolate egress; `
      + 'admit it with isolation: Isolation.EGRESS or Isolation.BOTH');
  }
  if (data.cluster.dns.length === 0) {
    throw refused(place, `cluster "${data.cluster.name}" names no DNS resolver, and without DNS the pods resolve nothing; `
      + 'give the PlatformChart a profile that knows it, such as cluster: ClusterProfile.kubeadm()');
  }
  return data;
}

/** The destinations that are allowed beside the grant's. */
export function allowedOf(place: Place, allow: Destination[] | undefined, cluster: ClusterData): DestinationData[] {
  const example = '[Destination.cidr(…)]';
  return listOption(place, 'allow', allow, example).map((destination, i) => {
    if (destination instanceof Destination) return closed(place, destination._data(), cluster);
    throw invalid(place, `allow[${i}]`, destination, { reason: 'it is not a Destination', fix: `write ${example}` });
  });
}

/** What addresses are that only a name opens. */
const BY_NAME: Record<NamedForm, string> = {
  metadata: 'a metadata address of the cluster, which hands out the node\'s credentials',
  workloadIdentity: 'where the cluster hands out workloads\' credentials',
  kubernetesApi: 'an address of the cluster\'s Kubernetes API',
};

const WORDS: Record<NamedForm, string> = {
  metadata: 'metadata', workloadIdentity: 'workload identity', kubernetesApi: 'the Kubernetes API',
};

/** A destination without the addresses in it that only a name opens. */
export function closed(place: Place, destination: DestinationData, cluster: ClusterData): DestinationData {
  const target = destination.through ?? destination;
  const form = namedIn(target, cluster);
  if (form !== undefined) {
    throw refused(place, `${describeDestination(target)} is ${BY_NAME[form]}; `
      + `remove it, or write Destination.${form}({ reason }): an address block does not open ${WORDS[form]}`);
  }
  return withoutNamed(destination, cluster);
}

/** Refuses destinations of which one opens what another excepts. */
export function checkLeaks(place: Place, destinations: DestinationData[]): void {
  const leak = firstLeak(destinations);
  if (!leak) return;
  throw refused(place, `${describeDestination(leak.opening)} opens what ${describeDestination(leak.excepting)} excepts (${leak.except}), `
    + 'since policies add up; except it in both, or in neither');
}
