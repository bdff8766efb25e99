import { NETWORKING } from '../../../manifest/kinds';
import { type Endpoint, type NetworkWorkload, STRANGER } from '../../network';
import { homeOf } from '../../network/network-policies';
import type { Violation } from '../evidence';
import type { Answer, EvidenceSet, Question } from '../question';
import { listed, namespacesIn, workloadsIn } from '../subjects';

const DIRECTIONS = ['ingress', 'egress'] as const;

/** CIS looks for no more than one policy in each namespace. */
export const namespacesHavePolicies: Question = {
  question: 'Does every namespace with workloads have a network policy?',
  query: 'NetworkPolicy, by namespace; AdminNetworkPolicy, BaselineAdminNetworkPolicy, ClusterNetworkPolicy, by subject',
  needsPlugin: true,
  ask(set: EvidenceSet): Answer {
    const policies = set.index.ofKind(NETWORKING, 'NetworkPolicy');
    const withPolicy = new Set(policies.map(({ manifest }) => homeOf(manifest)));
    const open = workloadsIn(set).filter((one) => !DIRECTIONS.some((direction) => isIsolated(set, one, direction)));
    const bare = new Set(open.map(({ namespace }) => namespace).filter((namespace) => !withPolicy.has(namespace)));
    const reason = 'no policy stands in it, and none over namespaces is about its pods';
    return {
      objects: namespacesIn(set).map((name) => `Namespace ${name}`),
      violations: [...bare].map((name) => ({ object: `Namespace ${name}`, reason })),
      ...noWorkloads(set),
    };
  },
};

/** The stronger form: nothing comes or goes but what a policy names. */
export const defaultDeny: Question = {
  question: 'Is every workload closed in both directions but for what policies open?',
  query: 'cdk8s-gateway reach FILES',
  needsPlugin: true,
  ask(set: EvidenceSet): Answer {
    const workloads = workloadsIn(set);
    const violations = workloads.flatMap((workload): Violation[] => {
      const open = DIRECTIONS.filter((direction) => !isIsolated(set, workload, direction));
      return open.length === 0 ? [] : [{ object: objectOf(workload), reason: `no policy isolates its ${open.join(' and ')}` }];
    });
    return { objects: workloads.map(objectOf), violations, ...noWorkloads(set) };
  },
};

/** What any pod of any namespace reaches was opened for nobody in particular. */
export const closedToStrangers: Question = {
  question: 'Is every workload closed to pods that no policy names?',
  query: 'cdk8s-gateway reach FILES --format json: connections from pods of other namespaces',
  needsPlugin: true,
  ask(set: EvidenceSet): Answer {
    const workloads = workloadsIn(set);
    const violations = workloads.flatMap((workload): Violation[] => {
      const open = endpointsOf(set, workload).some((endpoint) => !set.model.side(endpoint, 'ingress', STRANGER).allowed.isEmpty);
      return open ? [{ object: objectOf(workload), reason: 'any pod of any namespace may connect to it' }] : [];
    });
    return { objects: workloads.map(objectOf), violations, ...noWorkloads(set) };
  },
};

/** Whether a policy isolates the pods of a workload, all of them, in a direction: something is closed that was open. */
function isIsolated(set: EvidenceSet, workload: NetworkWorkload, direction: 'ingress' | 'egress'): boolean {
  return endpointsOf(set, workload).every((endpoint) => {
    const outside = set.model.peers.cells.map((cell): Endpoint => ({ form: 'outside', cell }));
    return [STRANGER, ...outside].some((other) => !set.model.side(endpoint, direction, other).allowed.isAll);
  });
}

export function endpointsOf({ model }: EvidenceSet, workload: NetworkWorkload): Endpoint[] {
  return model.endpointsOf(workload);
}

export function objectOf({ kind, namespace, name }: NetworkWorkload): string {
  return `${kind} ${namespace}/${name}`;
}

/** Without pods there is nothing that policies could be shown to hold for. */
export function noWorkloads(set: EvidenceSet): Pick<Answer, 'unanswered'> {
  if (workloadsIn(set).length > 0) return {};
  const { namespaces } = set;
  return { unanswered: namespaces ? `no workload of ${listed(namespaces)} is in the files` : 'no workload is in the files' };
}
