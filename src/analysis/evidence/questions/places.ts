import { factsOf } from '../../../manifest/kinds';
import { groupOf, type Manifest } from '../../../manifest/manifest';
import { nameOf, namespaceOf } from '../../cluster/cluster-index';
import type { Answer, EvidenceSet, Question } from '../question';
import { manifestsOf, nameObject } from '../subjects';

/** What the control plane puts there by itself. */
const OF_DEFAULT = ['Service default/kubernetes', 'ConfigMap default/kube-root-ca.crt', 'ServiceAccount default/default'];

export const noDefaultNamespace: Question = {
  question: 'Does no object stand in the namespace "default"?',
  query: 'metadata.namespace of objects of namespaces',
  ask(set: EvidenceSet): Answer {
    const all = manifestsOf({ ...set, namespaces: undefined }, [...set.index.kinds()]).filter(isNamespaced);
    const there = all.filter((one) => namespaceOf(one) === undefined || namespaceOf(one) === 'default')
      .map((one) => `${one.kind} default/${nameOf(one) ?? ''}`).filter((one) => !OF_DEFAULT.includes(one));
    return {
      objects: all.map(nameObject),
      violations: there.map((object) => ({ object, reason: 'it stands in "default"' })),
      ...(all.length === 0 && { unanswered: 'no object of a namespace is in the files' }),
    };
  },
};

/** Groups of Kubernetes whose kinds stand in namespaces, but for those named below. */
const OF_NAMESPACES = ['', 'apps', 'batch', 'autoscaling', 'policy'];
const OF_CLUSTER = ['Namespace', 'Node', 'PersistentVolume', 'PodSecurityPolicy'];

/** Whether an object stands in a namespace; one of a kind that is not known, where it says so. */
function isNamespaced(manifest: Manifest): boolean {
  const { apiVersion, kind } = manifest;
  if (namespaceOf(manifest) !== undefined) return true;
  return factsOf(manifest)?.namespaced ?? (OF_NAMESPACES.includes(groupOf(apiVersion)) && !OF_CLUSTER.includes(kind));
}
