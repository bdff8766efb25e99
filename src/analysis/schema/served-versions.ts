/** When Kubernetes serves a version of a built-in API; releases as minors of 1. */
interface ServedVersion {
  /** The first release that serves it, where clusters older than that are about. */
  readonly since?: number;
  /** The first release that serves it no more. */
  readonly until?: number;
  /** What is written instead, where there is something. */
  readonly instead?: string;
}

const ROWS: readonly (readonly [apiVersion: string, kinds: readonly string[], served: ServedVersion])[] = [
  ['networking.k8s.io/v1', ['Ingress', 'IngressClass'], { since: 19, instead: 'networking.k8s.io/v1beta1' }],
  ['networking.k8s.io/v1beta1', ['Ingress', 'IngressClass'], { until: 22, instead: 'networking.k8s.io/v1' }],
  ['extensions/v1beta1', ['Ingress'], { until: 22, instead: 'networking.k8s.io/v1' }],
  ['extensions/v1beta1', ['NetworkPolicy'], { until: 16, instead: 'networking.k8s.io/v1' }],
  ['extensions/v1beta1', ['DaemonSet', 'Deployment', 'ReplicaSet'], { until: 16, instead: 'apps/v1' }],
  ['admissionregistration.k8s.io/v1', ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'], { since: 30 }],
  ['admissionregistration.k8s.io/v1beta1', ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    { until: 22, instead: 'admissionregistration.k8s.io/v1' }],
  ['apiextensions.k8s.io/v1beta1', ['CustomResourceDefinition'], { until: 22, instead: 'apiextensions.k8s.io/v1' }],
  ['rbac.authorization.k8s.io/v1beta1', ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
    { until: 22, instead: 'rbac.authorization.k8s.io/v1' }],
  ['discovery.k8s.io/v1', ['EndpointSlice'], { since: 21, instead: 'discovery.k8s.io/v1beta1' }],
  ['discovery.k8s.io/v1beta1', ['EndpointSlice'], { until: 25, instead: 'discovery.k8s.io/v1' }],
  ['policy/v1', ['PodDisruptionBudget'], { since: 21, instead: 'policy/v1beta1' }],
  ['policy/v1beta1', ['PodDisruptionBudget'], { until: 25, instead: 'policy/v1' }],
  ['batch/v1', ['CronJob'], { since: 21, instead: 'batch/v1beta1' }],
  ['batch/v1beta1', ['CronJob'], { until: 25, instead: 'batch/v1' }],
  ['autoscaling/v2', ['HorizontalPodAutoscaler'], { since: 23, instead: 'autoscaling/v2beta2' }],
  ['autoscaling/v2beta1', ['HorizontalPodAutoscaler'], { until: 25, instead: 'autoscaling/v2' }],
  ['autoscaling/v2beta2', ['HorizontalPodAutoscaler'], { until: 26, instead: 'autoscaling/v2' }],
];

const SERVED: ReadonlyMap<string, ServedVersion> = new Map(ROWS.flatMap(([apiVersion, kinds, served]) => kinds
  .map((kind) => [`${apiVersion}/${kind}`, served] as const)));

/** The kinds of which it is known, as `group/Kind`. */
export const VERSIONED_KINDS: readonly string[] = [...new Set(ROWS.flatMap(([apiVersion, kinds]) => kinds
  .map((kind) => `${apiVersion.split('/')[0]}/${kind}`)))];

/** When a kind is served in a version; undefined where that is not known, or always was. */
export function servedVersion(apiVersion: string, kind: string): ServedVersion | undefined {
  return SERVED.get(`${apiVersion}/${kind}`);
}
