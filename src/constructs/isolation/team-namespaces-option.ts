import type { ClusterData } from '../../manifest/grant-data';
import { invalid, type Place, refused } from '../base/problems';
import { TeamNamespaces } from './team-namespaces';

/** An option that is namespaces of a team. */
export function namespacesOption(place: Place, option: string, value: unknown): TeamNamespaces {
  if (value instanceof TeamNamespaces) return value;
  throw invalid(place, option, value, {
    reason: 'it is not a TeamNamespaces', fix: 'write TeamNamespaces.granted(grant) or TeamNamespaces.named(team, […], cluster)',
  });
}

/** Refuses a cluster without a resolver: closed pods could resolve nothing. */
export function needDns(place: Place, { name, dns }: ClusterData): void {
  if (dns.length > 0) return;
  throw refused(place, `cluster "${name}" names no DNS resolver, and without DNS the pods resolve nothing; `
    + 'give it a profile that knows it, such as ClusterProfile.kubeadm()');
}
