import { CLUSTER_PRESETS, type ClusterPreset } from './cluster-presets';
import { sharesPort } from './destinations';
import type { ClusterData, DestinationData, EndpointData, NamedForm } from './grant-data';
import { NAMED_FORMS } from './named-forms';
import type { Problem } from './problem';
import { closedIn, PUBLIC } from './public-addresses';

/** Azure's WireServer is closed like metadata, and is not the metadata service. */
const WIRE_SERVER = '168.63.129.16/32';

/** What has addresses and ports of its own beside metadata. */
export const BY_ADDRESS: readonly NamedForm[] = ['workloadIdentity', 'kubernetesApi'];

/** Whether a destination is one that only its name opens. */
export const isNamed = ({ form }: DestinationData): boolean => NAMED_FORMS.includes(form);

/** Whether a destination lies in the cluster's pods. */
export const isInCluster = ({ form }: DestinationData): boolean => ['namespace', 'workload', 'service', 'gateway'].includes(form);

/** Why a cluster's profile does not say where a named destination is. */
export function namedProblem({ form }: DestinationData, cluster: ClusterData): Problem | undefined {
  if (!isNamed({ form } as DestinationData) || endpointsOf(form as NamedForm, cluster).length > 0) return undefined;
  const known: Record<NamedForm, Problem> = {
    kubernetesApi: {
      reason: `the profile of cluster "${cluster.name}" does not name the addresses of the Kubernetes API`,
      fix: 'give the profile kubernetesApi: [{ cidr, ports }] with the addresses of EndpointSlice default/kubernetes',
    },
    metadata: {
      reason: `the profile of cluster "${cluster.name}" names no metadata address`,
      fix: 'give the profile metadataCidrs, or remove the destination',
    },
    workloadIdentity: {
      reason: `on cluster "${cluster.name}" workload identity has no address of its own that is known`,
      fix: 'name the host that hands out tokens with Destination.host, or give ClusterProfile.custom '
        + 'workloadIdentity: [{ cidr, ports }]',
    },
  };
  return known[form as NamedForm];
}

/** A destination as address blocks, where it is addresses: itself, or what its name stands for in the cluster. */
export function asBlocks(destination: DestinationData, cluster: ClusterData): DestinationData[] {
  const { form, except = [], reason } = destination;
  if (form === 'anywhere') {
    const closed = [...cluster.metadataCidrs, ...byNameAlone(destination, cluster), ...except];
    return PUBLIC.map((family) => ({ ...destination, form: 'cidr', cidr: family.cidr, except: closedIn(family, closed) }));
  }
  if (!isNamed(destination)) return [destination];
  return endpointsOf(form as NamedForm, cluster)
    .map(({ cidr, ports }) => ({ form: 'cidr', cidr, ports: ports.map((port) => ({ protocol: 'TCP', port })), reason }));
}

/** Addresses that only their names open, on ports of a destination where they answer. */
export function byNameAlone(
  destination: DestinationData, cluster: ClusterData, forms: readonly NamedForm[] = BY_ADDRESS,
): string[] {
  return forms.flatMap((form) => endpointsOf(form, cluster))
    .filter(({ ports }) => sharesPort(destination, ports)).map(({ cidr }) => cidr);
}

function endpointsOf(form: NamedForm, cluster: ClusterData): readonly EndpointData[] {
  if (form === 'kubernetesApi') return cluster.apiServer ?? [];
  if (form === 'workloadIdentity') return cluster.workloadIdentity ?? presetOf(cluster)?.workloadIdentity ?? [];
  return cluster.metadataCidrs.filter((cidr) => cidr !== WIRE_SERVER).map((cidr) => ({ cidr, ports: [80] }));
}

function presetOf({ name }: ClusterData): ClusterPreset | undefined {
  return new Map<string, ClusterPreset>(Object.entries(CLUSTER_PRESETS)).get(name);
}
