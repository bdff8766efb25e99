import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { objectText } from '../../manifest/object-text';
import { nameOf, namespaceOf } from '../cluster/cluster-index';
import { POD_KINDS, podOf } from '../cluster/workloads';
import type { NetworkWorkload } from '../network';
import type { EvidenceSet } from './question';

/** A pod as a manifest describes it. */
export interface PodText {
  readonly object: string;
  readonly namespace: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A pod that no label singles out: no object has such a name. */
export const ANY_POD = '(any without labels)';

const DEFAULT = 'default';

export function isInScope(namespace: string | undefined, { namespaces }: EvidenceSet): boolean {
  return namespaces === undefined || namespaces.includes(namespace ?? DEFAULT);
}

/** The workloads that the audit is about: those of the files, then the pods to come. */
export function workloadsIn(set: EvidenceSet): NetworkWorkload[] {
  const all = set.model.workloads.filter(({ namespace }) => isInScope(namespace, set));
  return [...all.filter(({ name }) => name !== ANY_POD), ...all.filter(({ name }) => name === ANY_POD)];
}

/** The namespaces that the audit is about: those of workloads, and those that manifests declare. */
export function namespacesIn(set: EvidenceSet): string[] {
  const declared = set.index.ofKind('', 'Namespace').flatMap(({ manifest }) => nameOf(manifest) ?? []);
  return [...new Set([...declared, ...set.model.workloads.map(({ namespace }) => namespace)])]
    .filter((namespace) => isInScope(namespace, set)).sort();
}

/** The manifests of some kinds, in the namespaces that the audit is about. */
export function manifestsOf(set: EvidenceSet, kinds: readonly string[]): Manifest[] {
  return kinds.flatMap((key) => {
    const [group, kind] = key.split('/');
    return set.index.ofKind(group, kind).map(({ manifest }) => manifest);
  }).filter((manifest) => isInScope(namespaceOf(manifest), set));
}

/** What pods and their makers say of the pods. */
export function podTexts(set: EvidenceSet): PodText[] {
  return manifestsOf(set, POD_KINDS).flatMap((manifest) => {
    const pod = podOf(manifest);
    if (!isRecord(pod) || !isRecord(pod.spec)) return [];
    return [{ object: nameObject(manifest), namespace: namespaceOf(manifest) ?? DEFAULT, spec: pod.spec }];
  });
}

/** All containers of a pod, with those that run first and those that are joined for debugging. */
export function containersOf({ spec }: PodText): Record<string, unknown>[] {
  return [spec.initContainers, spec.containers, spec.ephemeralContainers].flatMap(listOf).filter(isRecord);
}

/** `Deployment shop/web`. */
export function nameObject(manifest: Manifest): string {
  return objectText({ kind: manifest.kind, namespace: namespaceOf(manifest), name: nameOf(manifest) ?? '' });
}

/** Several words of a list, as a sentence holds them. */
export function listed(words: readonly string[], most = 5, between = ', '): string {
  const shown = words.slice(0, most).join(between);
  return words.length > most ? `${shown} and ${words.length - most} more` : shown;
}

export function objectOf({ kind, namespace, name }: NetworkWorkload): string {
  return `${kind} ${namespace}/${name}`;
}

/** Without pods there is nothing that policies could be shown to hold for. */
export function noWorkloads(set: EvidenceSet): { unanswered?: string } {
  if (workloadsIn(set).length > 0) return {};
  const { namespaces } = set;
  return { unanswered: namespaces ? `no workload of ${listed(namespaces)} is in the files` : 'no workload is in the files' };
}
