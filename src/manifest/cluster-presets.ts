import { formatCidr, parseCidr } from './cidr';
import type { DnsPeerData, EndpointData } from './grant-data';

/** What a distribution decides. */
export interface ClusterPreset {
  readonly dns: readonly DnsPeerData[];
  readonly metadataCidrs: readonly string[];
  /** The plugin that enforces network policies out of the box; left out where none does until someone turns it on. */
  readonly networkPlugin?: string;
  /** Where pods get the credentials of their workload, where that is an address. */
  readonly workloadIdentity?: readonly EndpointData[];
}

/** Names of the presets. */
export type ClusterPresetName = 'generic' | 'kubeadm' | 'eks' | 'eks-auto' | 'gke' | 'aks' | 'openshift' | 'kind' | 'minikube';

const AWS = ['169.254.169.254/32', 'fd00:ec2::254/128'];
const GOOGLE = ['169.254.169.254/32', 'fd20:ce::254/128'];
/** The instance metadata service, and the WireServer behind it. */
const AZURE = ['169.254.169.254/32', '168.63.129.16/32'];
/** EKS Pod Identity Agent, on each node (EKS user guide, how EKS Pod Identity works). */
const POD_IDENTITY: readonly EndpointData[] = [
  { cidr: '169.254.170.23/32', ports: [80] }, { cidr: 'fd00:ec2::23/128', ports: [80] },
];
/**
 * GKE's metadata server: with Dataplane V2 on the metadata address, else behind it (GKE, network policies and
 * Workload Identity).
 */
const GKE_IDENTITY: readonly EndpointData[] = [
  { cidr: '169.254.169.254/32', ports: [80, 8080] }, { cidr: '169.254.169.252/32', ports: [987, 988] },
];
const ALIBABA = ['100.100.100.200/32'];
/** A cluster that may run anywhere keeps every known metadata address closed. */
export const ANY_CLOUD: readonly string[] = [...new Set([...AWS, ...GOOGLE, ...AZURE, ...ALIBABA])];

/** CoreDNS and kube-dns alike carry this label. */
const KUBE_DNS: DnsPeerData = { form: 'pods', namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, ports: [53] };
/** Cloud DNS answers on the metadata address, on this port alone. */
export const CLOUD_DNS: DnsPeerData = { form: 'cidr', cidr: '169.254.169.254/32', ports: [53] };
/** The pods listen on 5353; 53 is their Service's port, which some plugins see. */
const OPENSHIFT_DNS: DnsPeerData = {
  form: 'pods',
  namespace: 'openshift-dns',
  podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
  ports: [53, 5353],
};

/** The presets. */
export const CLUSTER_PRESETS: Record<ClusterPresetName, ClusterPreset> = {
  generic: { dns: [], metadataCidrs: ANY_CLOUD },
  kubeadm: { dns: [KUBE_DNS], metadataCidrs: ANY_CLOUD },
  eks: { dns: [KUBE_DNS], metadataCidrs: AWS, workloadIdentity: POD_IDENTITY },
  'eks-auto': { dns: [], metadataCidrs: AWS, workloadIdentity: POD_IDENTITY },
  gke: { dns: [KUBE_DNS], metadataCidrs: GOOGLE, workloadIdentity: GKE_IDENTITY },
  aks: { dns: [KUBE_DNS], metadataCidrs: AZURE },
  openshift: { dns: [OPENSHIFT_DNS], metadataCidrs: ANY_CLOUD, networkPlugin: 'ovn-kubernetes' },
  kind: { dns: [KUBE_DNS], metadataCidrs: ANY_CLOUD, networkPlugin: 'kindnet' },
  minikube: { dns: [KUBE_DNS], metadataCidrs: ANY_CLOUD },
};

/** A resolver at an address that pods ask directly. */
export function dnsAt(cidr: string): DnsPeerData {
  return { form: 'cidr', cidr, ports: [53] };
}

/** The tenth address of a Service CIDR: where EKS Auto Mode's resolver answers on each node. */
export function tenthAddress(serviceCidr: string): string | undefined {
  const block = parseCidr(serviceCidr);
  if (!block) return undefined;
  const width = block.family === 6 ? 128 : 32;
  return width - block.length < 4 ? undefined : formatCidr({ family: block.family, base: block.base + 10n, length: width });
}
