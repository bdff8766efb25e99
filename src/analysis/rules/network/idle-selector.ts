import { Category, Severity } from '../../../manifest/finding';
import { NAME_LABEL } from '../../../manifest/names';
import { quoted } from '../../../manifest/text';
import { type ClusterIndex, namespaceOf } from '../../cluster/cluster-index';
import { describeSelector, requirementsOf } from '../../cluster/label-selector';
import { type Peer, policyRulesOf } from '../../cluster/network-policy';
import { namespacesOfPeer } from '../../cluster/policy-pods';
import { gatewaysByProxyNamespace } from '../../cluster/proxy-places';
import { specOf } from '../../cluster/references';
import { namespacesWithOperators, workloadsByNamespace } from '../../cluster/workloads';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** Namespaces whose pods come with the cluster, so that few of them are ever in a set. */
const OF_THE_CLUSTER = ['kube-system', 'openshift-dns', 'openshift-ingress', 'gke-managed-system'];

/** A selector takes some pod. Where the set shows no workload of a namespace it does not tell. */
export const idleSelector: Rule = {
  code: 'GW406',
  title: 'A selector that takes none of the workloads of its namespace',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Kubernetes, NetworkPolicySpec.podSelector and NetworkPolicyPeer.podSelector: the labels of pods',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    const home = namespaceOf(manifest);
    const { podSelector } = specOf(manifest);
    return [
      ...(takesNone(podSelector, [home], index) ? [ofSubject(podSelector, home)] : []),
      ...policyRulesOf(manifest).flatMap(({ peers = [] }) => peers.flatMap((peer) => ofPeer(peer, home, index))),
    ];
  },
};

function ofSubject(podSelector: unknown, home: string | undefined): RuleResult {
  return {
    message: noneHas(podSelector, [home], 'the policy is for nobody'),
    fix: 'write the labels of the pods, as the template of their workload has them', path: 'spec.podSelector',
  };
}

function ofPeer(peer: Peer, home: string | undefined, index: ClusterIndex): RuleResult[] {
  const namespaces = peer.podSelector === undefined ? undefined : namespacesOfPeer(peer, home);
  if (namespaces === undefined || !takesNone(peer.podSelector, namespaces, index)) return [];
  return [{
    message: noneHas(peer.podSelector, namespaces, 'the peer is nobody'),
    fix: peer.namespaceSelector === undefined
      ? 'write the labels of pods of this namespace; for those of another add its namespaceSelector to the same peer'
      : 'write the labels of the pods, as the template of their workload has them',
    path: `${peer.path}.podSelector`,
  }];
}

/** What is here may be a part: another delivery may bring such pods. */
function noneHas(selector: unknown, namespaces: readonly (string | undefined)[], so: string): string {
  const where = namespaces.includes(undefined) ? 'its namespace' : `namespace ${quoted(namespaces.map(String))}`;
  return `no workload of ${where} has pods with ${describeSelector(selector)} among these objects, so ${so}, `
    + `unless they come from elsewhere${ofNamespace(selector)}`;
}

/** Every namespace has to be known by some workload, and to hold nothing that may make other pods. */
function takesNone(selector: unknown, namespaces: readonly (string | undefined)[], index: ClusterIndex): boolean {
  // A selector that only leaves pods out may well take none today.
  if (!requirementsOf(selector).some(({ operator }) => operator === 'In' || operator === 'Exists')) return false;
  const all = workloadsByNamespace(index);
  // Without a namespace an object goes to whichever is in use, which may be one of the others.
  if (namespaces.length === 0 || (all.size > 1 && namespaces.includes(undefined))) return false;
  return namespaces.every((namespace) => {
    const there = all.get(namespace);
    return there !== undefined && there.select(selector).length === 0 && !OF_THE_CLUSTER.includes(namespace ?? '')
      && !namespacesWithOperators(index).has(namespace) && !gatewaysByProxyNamespace(index).has(namespace);
  });
}

function ofNamespace(selector: unknown): string {
  return requirementsOf(selector).some(({ key }) => key === NAME_LABEL) ? `; ${NAME_LABEL} is a label of namespaces, not of pods` : '';
}
