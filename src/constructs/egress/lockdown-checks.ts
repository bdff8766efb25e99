import { describeDestination, firstLeak, namesMetadata, withoutMetadata } from '../../manifest/destinations';
import type { DestinationData, GrantData } from '../../manifest/grant-data';
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
export function allowedOf(place: Place, allow: Destination[] = [], metadataCidrs: string[]): DestinationData[] {
  const fix = 'write [Destination.cidr(…)]';
  if (!Array.isArray(allow)) throw invalid(place, 'allow', allow, { reason: 'it is not a list', fix });
  return [...allow].map((destination, i) => {
    if (destination instanceof Destination) return closed(place, destination._data(), metadataCidrs);
    throw invalid(place, `allow[${i}]`, destination, { reason: 'it is not a Destination', fix });
  });
}

/** A destination without the metadata addresses in it. */
export function closed(place: Place, destination: DestinationData, metadataCidrs: string[]): DestinationData {
  if (namesMetadata(destination, metadataCidrs)) {
    throw refused(place, `${describeDestination(destination)} is a metadata address of the cluster, which hands out the node's credentials; `
      + 'remove it, or write Destination.metadata({ reason }): an address block does not open metadata');
  }
  return withoutMetadata(destination, metadataCidrs);
}

/** Each destination once. */
export function distinct(destinations: DestinationData[]): DestinationData[] {
  return [...new Map(destinations.map((destination) => [JSON.stringify(destination), destination])).values()];
}

/** Refuses destinations of which one opens what another excepts. */
export function checkLeaks(place: Place, destinations: DestinationData[]): void {
  const leak = firstLeak(destinations);
  if (!leak) return;
  throw refused(place, `${describeDestination(leak.opening)} opens what ${describeDestination(leak.excepting)} excepts (${leak.except}), `
    + 'since policies add up; except it in both, or in neither');
}
