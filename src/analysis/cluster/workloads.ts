import { getOrAdd } from '../../manifest/group-by';
import { CERT_MANAGER, CILIUM, GATEWAY_API, GATEWAY_API_EXPERIMENTAL } from '../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { wordOf } from '../../manifest/problem';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { labelsOf } from './label-selector';
import { specOf } from './references';
import { type ContainerPort, NamespaceWorkloads, type Workload } from './workloads-of-namespace';

type Template = Record<string, unknown>;

const ofTemplate = ({ template }: Template): unknown => template;

/** Where each kind that makes pods describes them. */
const TEMPLATES: ReadonlyMap<string, (spec: Template) => unknown> = new Map([
  ['apps/Deployment', ofTemplate], ['apps/StatefulSet', ofTemplate], ['apps/DaemonSet', ofTemplate],
  ['apps/ReplicaSet', ofTemplate], ['/ReplicationController', ofTemplate], ['batch/Job', ofTemplate],
  ['argoproj.io/Rollout', ofTemplate],
  ['batch/CronJob', ({ jobTemplate: job }) => (isRecord(job) && isRecord(job.spec) ? job.spec.template : undefined)],
]);

/** A pod, or the pods of a kind that makes some, as its objects describe them: metadata and spec. */
export function podOf(manifest: Manifest): unknown {
  const { kind, apiVersion, ...pod } = manifest;
  return groupOf(apiVersion) === '' && kind === 'Pod' ? pod : templateOf(manifest);
}

/** The same without pods that stand for themselves. */
export function templateOf(manifest: Manifest): unknown {
  return TEMPLATES.get(`${groupOf(manifest.apiVersion)}/${manifest.kind}`)?.(specOf(manifest));
}

/** The kinds that stand for pods, as `group/Kind`. */
export const POD_KINDS: readonly string[] = ['/Pod', ...TEMPLATES.keys()];

/** Groups and kinds beside Kubernetes' own that make no pods. */
const WITHOUT_PODS = new Set([
  GATEWAY_API, GATEWAY_API_EXPERIMENTAL, CERT_MANAGER, CILIUM,
  ...['ServiceMonitor', 'PodMonitor', 'PrometheusRule'].map((kind) => `monitoring.coreos.com/${kind}`),
]);

/** The pods of the set by namespace: those that stand for themselves, and those that something of the set makes. */
export const workloadsByNamespace = oncePerIndex((index) => {
  const namespaces = new Map<string | undefined, NamespaceWorkloads>();
  const add = (entry: Entry, pod: unknown): void => {
    if (!isRecord(pod) || isMadeByOther(entry.manifest, index)) return;
    getOrAdd(namespaces, namespaceOf(entry.manifest), () => new NamespaceWorkloads()).add(workloadOf(entry, pod));
  };
  for (const entry of index.ofKind('', 'Pod')) add(entry, entry.manifest);
  for (const [key, template] of TEMPLATES) {
    const [group, kind] = key.split('/');
    for (const entry of index.ofKind(group, kind)) add(entry, template(specOf(entry.manifest)));
  }
  return namespaces;
});

/** Namespaces in which something of an implementation's or operator's own kind may make pods that the set does not show. */
export const namespacesWithOperators = oncePerIndex((index) => {
  const namespaces = new Set<string | undefined>();
  for (const key of index.kinds()) {
    const [group, kind] = key.split('/');
    if (isReadHere(group, key)) continue;
    for (const { manifest } of index.ofKind(group, kind)) namespaces.add(namespaceOf(manifest));
  }
  return namespaces;
});

/** Kinds of Kubernetes, and those of which it is known whether they make pods. */
function isReadHere(group: string, key: string): boolean {
  const isOfKubernetes = !group.includes('.') || group.endsWith('.k8s.io');
  return isOfKubernetes || TEMPLATES.has(key) || WITHOUT_PODS.has(group) || WITHOUT_PODS.has(key);
}

/** A ReplicaSet or Pod whose controller is in the set says nothing that the controller does not. */
export function isMadeByOther({ metadata }: Manifest, index: ClusterIndex): boolean {
  const { ownerReferences, namespace } = isRecord(metadata) ? metadata : {};
  const home = typeof namespace === 'string' ? namespace : undefined;
  return listOf(ownerReferences).some((owner) => isRecord(owner) && owner.controller === true
    && index.find(groupOf(wordOf(owner.apiVersion)), wordOf(owner.kind), home, wordOf(owner.name)).length > 0);
}

export function workloadOf(entry: Entry, { metadata, spec }: Record<string, unknown>): Workload {
  const { hostNetwork, containers, initContainers } = isRecord(spec) ? spec : {};
  return {
    name: `${entry.manifest.kind} ${nameOf(entry.manifest) ?? ''}`,
    labels: labelsOf(metadata),
    hostNetwork: hostNetwork === true,
    ports: [...listOf(containers), ...listOf(initContainers)].filter(isRecord)
      .flatMap(({ ports }) => listOf(ports).flatMap(portOf)),
  };
}

function portOf(port: unknown): ContainerPort[] {
  if (!isRecord(port) || typeof port.containerPort !== 'number') return [];
  return [{
    number: port.containerPort,
    protocol: typeof port.protocol === 'string' ? port.protocol : 'TCP',
    ...(typeof port.name === 'string' && { name: port.name }),
  }];
}
