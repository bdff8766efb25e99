import { RELEASES, SERVED } from './bundle-table';
import { ADMISSION, DISCOVERY, NETWORKING, RBAC } from './kinds';
import { kubernetesMinor } from './kubernetes-minor';

/** A group of which every kind is known. */
interface WholeGroup {
  readonly kinds: readonly string[];
  /** The releases that the kinds were read from, as messages say them. */
  readonly releases: string;
  /** Files that no API server gets, and clusters of long ago, have more kinds under this name: only a likely slip is one. */
  readonly shared?: true;
}

const NEWEST = RELEASES[RELEASES.length - 1];
/** The newest release of Kubernetes that the table was read from, as a minor of 1. */
const NEWEST_KUBERNETES = 36;

/**
 * The kinds of groups that are built into the API server, in any version since Kubernetes 1.16. Source: the API reference
 * of Kubernetes 1.36, and the Deprecated API Migration Guide.
 */
const BUILT_IN: readonly (readonly [group: string, kinds: readonly string[]])[] = [
  ['', [
    'Binding', 'ComponentStatus', 'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'Namespace', 'Node',
    'PersistentVolume', 'PersistentVolumeClaim',
    'Pod', 'PodTemplate', 'ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
  ]],
  ['apps', ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']],
  ['batch', ['CronJob', 'Job']],
  ['autoscaling', ['HorizontalPodAutoscaler']],
  ['policy', ['PodDisruptionBudget', 'PodSecurityPolicy']],
  [NETWORKING, ['ClusterCIDR', 'IPAddress', 'Ingress', 'IngressClass', 'NetworkPolicy', 'ServiceCIDR']],
  [RBAC, ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']],
  [DISCOVERY, ['EndpointSlice']],
  [ADMISSION, [
    'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration',
  ]],
];

const GROUPS = new Map<string, WholeGroup>([
  ...BUILT_IN.map(([group, kinds]) => [group, {
    kinds, releases: `Kubernetes up to 1.${NEWEST_KUBERNETES}`, ...(group === '' && { shared: true as const }),
  }] as const),
  ...[...new Set(SERVED.map(({ group }) => group))].map((group) => [group, {
    kinds: [...new Set(SERVED.filter((row) => row.group === group).map(({ kind }) => kind))],
    releases: `Gateway API ${RELEASES[0]} to ${NEWEST}`,
  }] as const),
]);

/** Whether a release of Kubernetes, as 1.37, came out after the table was read. */
export function isNewerKubernetes(version: string | undefined): boolean {
  return (kubernetesMinor(version) ?? 0) > NEWEST_KUBERNETES;
}

/** The kinds of a group, where all of them are known: a kind that is not among them is in no release that has come out. */
export function wholeGroup(group: string): WholeGroup | undefined {
  return GROUPS.get(group);
}

/** The groups that are known as a whole. */
export const WHOLE_GROUPS: readonly string[] = [...GROUPS.keys()];
