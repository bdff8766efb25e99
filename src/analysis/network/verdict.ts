import type { ContainerPort } from '../cluster/workloads-of-namespace';
import type { NetworkPolicyData, NetworkRule, RulePort } from './network-policies';
import type { Endpoint, PeerTable } from './peers';
import { PortSet, PROTOCOLS } from './port-set';
import { type Certainty, every } from './selectors';
import type { UnreadPolicy } from './unread-policies';

/** What policies of one side say of connections. */
export interface Verdict {
  readonly allowed: PortSet;
  /** Ports of which manifests do not decide it; none of them is among those allowed. */
  readonly unknown: PortSet;
}

export const OPEN: Verdict = { allowed: PortSet.ALL, unknown: PortSet.NONE };

/** The policies that select some pods, for one direction: what decides first stands first. */
export interface Stack {
  readonly id: number;
  /** By priority; several policies of one priority have no order. */
  readonly admin: readonly (readonly StackPolicy[])[];
  /** Undefined where no NetworkPolicy isolates the pods. */
  readonly namespace?: readonly StackPolicy[];
  readonly baseline: readonly (readonly StackPolicy[])[];
  /** Those that are not evaluated. */
  readonly unread: readonly UnreadPolicy[];
  /** The rules of all of them, in the order in which the tiers are asked. */
  readonly rules: readonly NetworkRule[];
}

export interface StackPolicy {
  readonly policy: NetworkPolicyData;
  readonly rules: readonly NetworkRule[];
  /** Whether it selects the pods: `maybe` where labels decide that no one here knows. */
  readonly selects: Certainty;
}

/** A rule that says something of a connection. */
export interface Step {
  readonly policy: NetworkPolicyData;
  /** Undefined where the policy isolates and none of its rules allows. */
  readonly rule?: NetworkRule;
  readonly action: NetworkRule['action'] | 'isolates';
  readonly ports: PortSet;
  readonly certainty: Certainty;
}

/** What may become of ports on the way through tiers: one is sure of its fate where it stands in one set alone. */
interface Fates {
  /** Not decided so far. */
  readonly open: PortSet;
  readonly allowed: PortSet;
  readonly denied: PortSet;
  readonly passed: PortSet;
}

interface Asked {
  readonly endpoint: Endpoint;
  readonly ports: readonly ContainerPort[];
  readonly table: Pick<PeerTable, 'matches'>;
  readonly onStep: (step: Step) => void;
}

/** What a stack says of connections with an endpoint; `ports`: what the destination declares, for rules that name ports. */
export function judgeStack(
  stack: Stack, endpoint: Endpoint, ports: readonly ContainerPort[], table: Pick<PeerTable, 'matches'>,
  onStep: (step: Step) => void = () => undefined,
): Verdict {
  const asked = { endpoint, ports, table, onStep };
  const admin = walkAll(stack.admin, PortSet.ALL, asked);
  const rest = admin.open.union(admin.passed);
  const ends = stack.namespace ? judgeUnion(stack.namespace, rest, asked) : judgeBaseline(stack.baseline, rest, asked);
  const mayAllow = admin.allowed.union(ends.allowed);
  const mayDeny = admin.denied.union(ends.denied);
  return withUnread(stack, endpoint, { allowed: mayAllow.minus(mayDeny), unknown: mayAllow.intersect(mayDeny) });
}

/** What policies that are not evaluated may open or close is not known. */
function withUnread(stack: Stack, endpoint: Endpoint, { allowed, unknown }: Verdict): Verdict {
  const closes = stack.unread.some((one) => mayClose(one, stack, endpoint));
  const opens = stack.unread.some((one) => mayOpen(one, endpoint));
  const sure = closes ? PortSet.NONE : allowed;
  return { allowed: sure, unknown: opens ? PortSet.ALL.minus(sure) : unknown.union(allowed).minus(sure) };
}

/** Those policies of a side that are not evaluated, and may decide about connections with an end. */
export function unreadAbout(stack: Stack, endpoint: Endpoint): UnreadPolicy[] {
  return stack.unread.filter((one) => mayOpen(one, endpoint) || mayClose(one, stack, endpoint));
}

function mayOpen({ effect: { opens } }: UnreadPolicy, { form }: Endpoint): boolean {
  return opens === 'any' || (opens === 'outside' && isOffPods(form));
}

function mayClose({ effect: { closes } }: UnreadPolicy, { namespace }: Stack, { form }: Endpoint): boolean {
  return closes === 'any' || (closes === 'unisolated' ? namespace === undefined : isOffPods(form));
}

function isOffPods(form: Endpoint['form']): boolean {
  return form === 'outside' || form === 'node';
}

type Ends = Pick<Fates, 'allowed' | 'denied'>;

/** NetworkPolicies add up: what one of their rules allows is allowed. */
function judgeUnion(policies: readonly StackPolicy[], rest: PortSet, asked: Asked): Ends {
  let certain = PortSet.NONE;
  let possible = PortSet.NONE;
  for (const { policy, rules } of policies) {
    asked.onStep({ policy, action: 'isolates', ports: rest, certainty: 'yes' });
    for (const rule of rules) {
      const certainty = asked.table.matches(rule, asked.endpoint);
      if (certainty === 'no') continue;
      const ports = portsOf(rule.ports, asked.ports).intersect(rest);
      asked.onStep({ policy, rule, action: 'Allow', ports, certainty });
      possible = possible.union(ports);
      if (certainty === 'yes') certain = certain.union(ports);
    }
  }
  return { allowed: possible, denied: rest.minus(certain) };
}

function judgeBaseline(tiers: Stack['baseline'], rest: PortSet, asked: Asked): Ends {
  const { open, passed, allowed, denied } = walkAll(tiers, rest, asked);
  return { allowed: allowed.union(open).union(passed), denied };
}

function walkAll(tiers: Stack['admin'], open: PortSet, asked: Asked): Fates {
  const start: Fates = { open, allowed: PortSet.NONE, denied: PortSet.NONE, passed: PortSet.NONE };
  return tiers.reduce((fates, equal) => walk(equal, fates, asked), start);
}

/** Policies of one priority: no one knows which counts first, so what one of them may do to a port is possible. */
function walk(equal: readonly StackPolicy[], before: Fates, asked: Asked): Fates {
  const all = equal.map((one) => one.rules.reduce((fates, rule) => applyRule(rule, one, fates, asked), before));
  return all.reduce((a, b) => ({
    open: a.open.intersect(b.open),
    allowed: a.allowed.union(b.allowed),
    denied: a.denied.union(b.denied),
    passed: a.passed.union(b.passed),
  }));
}

const FATES = { Allow: 'allowed', Deny: 'denied', Pass: 'passed' } as const;

/** The first rule that is about a port decides it; one that only may be about it leaves it open as well. */
function applyRule(rule: NetworkRule, { policy, selects }: StackPolicy, fates: Fates, asked: Asked): Fates {
  if (fates.open.isEmpty) return fates;
  const certainty = every([selects, asked.table.matches(rule, asked.endpoint)]);
  if (certainty === 'no') return fates;
  const ports = portsOf(rule.ports, asked.ports).intersect(fates.open);
  if (ports.isEmpty) return fates;
  asked.onStep({ policy, rule, action: rule.action, ports, certainty });
  const fate = FATES[rule.action];
  return { ...fates, [fate]: fates[fate].union(ports), open: certainty === 'yes' ? fates.open.minus(ports) : fates.open };
}

/** The ports that a rule is about. A name counts for what the destination declares by it, if anything. */
function portsOf(ports: readonly RulePort[] | undefined, declared: readonly ContainerPort[]): PortSet {
  if (ports === undefined) return PortSet.ALL;
  return ports.reduce((all, port) => all.union(portOf(port, declared)), PortSet.NONE);
}

function portOf({ protocol, from, to, name }: RulePort, declared: readonly ContainerPort[]): PortSet {
  if (name === undefined) {
    if (protocol === undefined) return PortSet.NONE;
    return from === undefined ? PortSet.every(protocol) : PortSet.range(protocol, from, to ?? from);
  }
  const meant = declared.filter((one) => one.name === name && (protocol === undefined || one.protocol === protocol));
  return meant.reduce((all, one) => {
    const known = PROTOCOLS.find((text) => text === one.protocol);
    return known ? all.union(PortSet.one(known, one.number)) : all;
  }, PortSet.NONE);
}
