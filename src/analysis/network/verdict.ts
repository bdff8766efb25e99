import type { ContainerPort } from '../cluster/workloads-of-namespace';
import type { NetworkPolicyData, NetworkRule, RulePort } from './network-policies';
import type { Endpoint, PeerTable } from './peers';
import { PortSet, PROTOCOLS } from './port-set';

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
}

export interface StackPolicy {
  readonly policy: NetworkPolicyData;
  readonly rules: readonly NetworkRule[];
}

/** A rule that says something of a connection. */
export interface Step {
  readonly policy: NetworkPolicyData;
  /** Undefined where the policy isolates and none of its rules allows. */
  readonly rule?: NetworkRule;
  readonly action: NetworkRule['action'] | 'isolates';
  readonly ports: PortSet;
  readonly isCertain: boolean;
}

/** What is undecided yet, and what was decided, on the way through the tiers. */
interface Progress {
  open: PortSet;
  allowed: PortSet;
  passed: PortSet;
  unknown: PortSet;
}

/** What a stack says of connections with an endpoint; `ports` are those that the destination declares, for rules that name them. */
export function judgeStack(
  stack: Stack, endpoint: Endpoint, ports: readonly ContainerPort[], table: PeerTable, onStep: (step: Step) => void = () => undefined,
): Verdict {
  const step = { endpoint, ports, table, onStep };
  const admin = { open: PortSet.ALL, allowed: PortSet.NONE, passed: PortSet.NONE, unknown: PortSet.NONE };
  for (const equal of stack.admin) walk(equal, admin, step);
  const rest = admin.open.union(admin.passed);
  const { allowed, unknown } = stack.namespace ? judgeUnion(stack.namespace, rest, step) : judgeBaseline(stack.baseline, rest, step);
  const all = admin.allowed.union(allowed);
  const unsure = admin.unknown.union(unknown);
  return { allowed: all.minus(unsure), unknown: unsure };
}

interface Asked {
  readonly endpoint: Endpoint;
  readonly ports: readonly ContainerPort[];
  readonly table: PeerTable;
  readonly onStep: (step: Step) => void;
}

/** NetworkPolicies add up: what one of their rules allows is allowed. */
function judgeUnion(policies: readonly StackPolicy[], rest: PortSet, asked: Asked): Verdict {
  let allowed = PortSet.NONE;
  let unknown = PortSet.NONE;
  for (const { policy, rules } of policies) {
    asked.onStep({ policy, action: 'isolates', ports: rest, isCertain: true });
    for (const rule of rules) {
      const match = asked.table.matches(rule, asked.endpoint);
      if (match === 'no') continue;
      const ports = portsOf(rule.ports, asked.ports).intersect(rest);
      asked.onStep({ policy, rule, action: 'Allow', ports, isCertain: match === 'yes' });
      if (match === 'yes') allowed = allowed.union(ports);
      else unknown = unknown.union(ports);
    }
  }
  return { allowed, unknown: unknown.minus(allowed) };
}

function judgeBaseline(tiers: Stack['baseline'], rest: PortSet, asked: Asked): Verdict {
  const progress = { open: rest, allowed: PortSet.NONE, passed: PortSet.NONE, unknown: PortSet.NONE };
  for (const equal of tiers) walk(equal, progress, asked);
  return { allowed: progress.open.union(progress.passed).union(progress.allowed), unknown: progress.unknown };
}

/** Policies of one priority: where they decide a port in different ways, no one knows which counts. */
function walk(equal: readonly StackPolicy[], progress: Progress, asked: Asked): void {
  const [first, ...others] = equal.map((one) => {
    const copy = { ...progress };
    for (const rule of one.rules) applyRule(rule, one.policy, copy, asked);
    return copy;
  });
  let tied = PortSet.NONE;
  for (const other of others) {
    tied = tied.union(differing(first, other, progress));
    first.allowed = first.allowed.union(other.allowed);
    first.passed = first.passed.union(other.passed);
    first.unknown = first.unknown.union(other.unknown);
    first.open = first.open.intersect(other.open);
  }
  progress.allowed = first.allowed.minus(tied);
  progress.passed = first.passed.minus(tied);
  progress.unknown = first.unknown.union(tied);
  progress.open = first.open.minus(tied);
}

/** Ports that two policies both decide, and not alike. */
function differing(a: Progress, b: Progress, before: Progress): PortSet {
  const decidedBy = (one: Progress): PortSet => before.open.minus(one.open);
  const both = decidedBy(a).intersect(decidedBy(b));
  const differ = (x: PortSet, y: PortSet): PortSet => x.minus(y).union(y.minus(x));
  return both.intersect(differ(a.allowed, b.allowed).union(differ(a.passed, b.passed)));
}

function applyRule(rule: NetworkRule, policy: NetworkPolicyData, progress: Progress, { endpoint, ports: declared, table, onStep }: Asked): void {
  const match = table.matches(rule, endpoint);
  if (match === 'no') return;
  const ports = portsOf(rule.ports, declared).intersect(progress.open);
  if (ports.isEmpty) return;
  onStep({ policy, rule, action: rule.action, ports, isCertain: match === 'yes' });
  progress.open = progress.open.minus(ports);
  if (match === 'maybe') progress.unknown = progress.unknown.union(ports);
  else if (rule.action === 'Allow') progress.allowed = progress.allowed.union(ports);
  else if (rule.action === 'Pass') progress.passed = progress.passed.union(ports);
}

/** The ports that a rule is about. A name counts for what the destination declares by it, and for nothing where it declares none. */
function portsOf(ports: readonly RulePort[] | undefined, declared: readonly ContainerPort[]): PortSet {
  if (ports === undefined) return PortSet.ALL;
  return ports.reduce((all, port) => all.union(portOf(port, declared)), PortSet.NONE);
}

function portOf({ protocol, from, to, name }: RulePort, declared: readonly ContainerPort[]): PortSet {
  if (name === undefined) {
    if (protocol === undefined) return PortSet.NONE;
    return from === undefined ? PortSet.every(protocol) : PortSet.range(protocol, from, to ?? from);
  }
  return declared.filter((one) => one.name === name && (protocol === undefined || one.protocol === protocol)).reduce((all, one) => {
    const known = PROTOCOLS.find((text) => text === one.protocol);
    return known ? all.union(PortSet.one(known, one.number)) : all;
  }, PortSet.NONE);
}
