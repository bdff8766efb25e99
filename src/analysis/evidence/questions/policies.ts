import { NETWORKING } from '../../../manifest/kinds';
import { describePorts, type Endpoint, type PortSet, PROTOCOLS } from '../../network';
import { homeOf } from '../../network/network-policies';
import type { Answer, EvidenceSet, Question } from '../question';
import { namespacesIn, objectOf, workloadsIn } from '../subjects';
import { ANYONE, anyone, ANYONE_ELSEWHERE, type Direction, doubtOf, type Finding, ofWorkloads, unnamedOutside } from './sides';

const DIRECTIONS = ['ingress', 'egress'] as const;
/** A rule for more ports of a protocol than half of them names none. */
const MOST_NAMED = 32_767;
const EXPOSURE = 'cdk8s-gateway reach FILES --exposure';

/** CIS looks for no more than one policy in each namespace. */
export const namespacesHavePolicies: Question = {
  question: 'Does every namespace with workloads have a network policy?',
  query: 'NetworkPolicy, by namespace; AdminNetworkPolicy, BaselineAdminNetworkPolicy, ClusterNetworkPolicy, by subject',
  needsPlugin: true,
  ask(set: EvidenceSet): Answer {
    const policies = set.index.ofKind(NETWORKING, 'NetworkPolicy');
    const withPolicy = new Set(policies.map(({ manifest }) => homeOf(manifest)));
    const inBare = workloadsIn(set).filter(({ namespace }) => !withPolicy.has(namespace));
    const found = ofWorkloads(set, inBare, (endpoint) => {
      const [ingress, egress] = DIRECTIONS.map((direction) => closedByDefault(set, endpoint, direction));
      return isClosed(ingress) || isClosed(egress) ? [] : [ingress.violation === undefined ? ingress : egress];
    });
    const open = new Set(found.violations.map(({ object }) => object));
    const bare = new Set(inBare.filter((one) => open.has(objectOf(one))).map(({ namespace }) => namespace));
    const reason = 'no policy stands in it, and none over namespaces is about its pods';
    return {
      ...found,
      objects: namespacesIn(set).map((name) => `Namespace ${name}`),
      violations: [...bare].map((name) => ({ object: `Namespace ${name}`, reason })),
    };
  },
};

/** The stronger form: nothing comes or goes but what a policy names. */
export const defaultDeny: Question = {
  question: 'Is every workload closed in both directions but for what policies open?',
  query: EXPOSURE,
  needsPlugin: true,
  ask(set: EvidenceSet): Answer {
    return ofWorkloads(set, workloadsIn(set), (endpoint) => {
      const found = DIRECTIONS.map((direction) => [direction, closedByDefault(set, endpoint, direction)] as const);
      const bare = found.filter(([, { violation }]) => violation === NO_POLICY).map(([direction]) => direction);
      return [
        ...(bare.length > 0 ? [{ violation: `${NO_POLICY} its ${bare.join(' and ')}` }] : []),
        ...found.map(([, finding]) => finding).filter(({ violation }) => violation !== NO_POLICY),
      ];
    });
  },
};

/** What any pod of any namespace reaches was opened for nobody in particular. */
export const closedToStrangers = ofStrangers(
  'Is every workload closed to pods that no policy names?', 'ingress', 'any pod of any namespace may connect to it');

/** A set of services that a workload may call is one that policies name. */
export const egressToNamedPods = ofStrangers(
  'Does every workload connect to no pods but those that policies name?', 'egress', 'it may connect to any pod of any namespace');

function ofStrangers(question: string, direction: Direction, violation: string): Question {
  return {
    question,
    query: `${EXPOSURE}: ${direction === 'ingress' ? 'connections from' : 'connections to'} pods of any namespace`,
    needsPlugin: true,
    ask: (set) => ofWorkloads(set, workloadsIn(set), (endpoint) => {
      const { allowed, unknown } = anyone(set, endpoint, direction);
      if (!allowed.isEmpty) return [{ violation }];
      return unknown.isEmpty ? [] : [{ doubt: doubtOf(set, endpoint, direction, ANYONE, unknown) }];
    }),
  };
}

const NO_POLICY = 'no policy isolates';

/**
 * Whether pods are closed in a direction unless a rule opens something: a NetworkPolicy isolates them and no rule opens every
 * port to everybody, or policies over namespaces leave nothing open.
 */
function closedByDefault(set: EvidenceSet, endpoint: Endpoint, direction: Direction): Finding {
  if (endpoint.form !== 'pods') return {};
  const isIsolated = set.model.stacks.of(endpoint.podClass, direction).namespace !== undefined;
  const isOpen = (ports: PortSet): boolean => (isIsolated ? isUnnamed(ports) : !ports.isEmpty);
  const sides = [
    { whom: 'any pod', doubtful: ANYONE_ELSEWHERE, ...anyone(set, endpoint, direction, ANYONE_ELSEWHERE) },
    { whom: 'any address', ...unnamedOutside(set, endpoint, direction) },
  ];
  const open = sides.find(({ allowed }) => isOpen(allowed));
  if (open && !isIsolated && sides.every(({ allowed }) => allowed.isAll)) return { violation: NO_POLICY };
  if (open) return { violation: `its ${direction} is open to ${open.whom} on ${describePorts(open.allowed)}` };
  const unsure = sides.find(({ allowed, unknown }) => !unknown.isEmpty && isOpen(allowed.union(unknown)));
  if (!unsure?.doubtful) return {};
  return { doubt: doubtOf(set, endpoint, direction, unsure.doubtful, unsure.unknown) };
}

function isClosed({ violation, doubt }: Finding): boolean {
  return violation === undefined && doubt === undefined;
}

function isUnnamed(ports: PortSet): boolean {
  return PROTOCOLS.some((protocol) => ports.of(protocol).reduce((sum, { from, to }) => sum + to - from + 1, 0) > MOST_NAMED);
}
