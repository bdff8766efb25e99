import { nameOf, namespaceOf } from '../../cluster/cluster-index';
import type { Violation } from '../evidence';
import type { EvidenceSet, Question } from '../question';
import { listed, type PodText, podTexts } from '../subjects';

const QUERY = 'spec.serviceAccountName and spec.automountServiceAccountToken of pods, '
  + 'automountServiceAccountToken of ServiceAccounts';

/** Source: Kubernetes, configure service accounts for pods: a pod without a name for one runs as `default`. */
export const ownServiceAccount: Question = {
  question: 'Does every pod that gets a token have a service account of its own?',
  query: QUERY,
  ask(set) {
    const pods = podTexts(set);
    const violations = pods.filter((pod) => accountOf(pod) === DEFAULT && mountsToken(pod, set))
      .map(({ object }): Violation => ({ object, reason: 'it gets the token of the default service account' }));
    return { objects: pods.map(({ object }) => object), violations, ...none(pods) };
  },
};

/** Whether a pod that gets a token has use for it does not stand in manifests. */
export const tokensMounted: Question = {
  question: 'Does no pod get the token of its service account?',
  query: QUERY,
  ask(set) {
    const pods = podTexts(set);
    const mounting = pods.filter((pod) => mountsToken(pod, set)).map(({ object }) => object);
    const open = mounting.length > 0 && { unanswered: `whether they need the token that they get is for a person: ${listed(mounting, 3)}` };
    return { objects: pods.map(({ object }) => object), violations: [], ...open, ...none(pods) };
  },
};

const DEFAULT = 'default';

function accountOf({ spec }: PodText): string {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  return typeof name === 'string' && name !== '' ? name : DEFAULT;
}

/** What a pod says goes before what its service account says. */
function mountsToken(pod: PodText, { index }: EvidenceSet): boolean {
  const said = pod.spec.automountServiceAccountToken;
  if (typeof said === 'boolean') return said;
  const account = index.ofKind('', 'ServiceAccount').find(({ manifest }) =>
    nameOf(manifest) === accountOf(pod) && (namespaceOf(manifest) ?? DEFAULT) === pod.namespace);
  return account?.manifest.automountServiceAccountToken !== false;
}

function none(pods: readonly PodText[]): { unanswered?: string } {
  return pods.length > 0 ? {} : { unanswered: 'no workload is in the files' };
}
