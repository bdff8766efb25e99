import type { Direction } from '../cluster/network-policy';
import { doubtsOf } from './doubts';
import type { NetworkModel, Reach, SideStep } from './network-model';
import type { NetworkPolicyData, NetworkRule } from './network-policies';
import type { Endpoint } from './peers';
import { PortSet, type Protocol } from './port-set';

/** What a policy does to one connection. */
export interface Decision {
  readonly policy: NetworkPolicyData;
  /** Left out where the policy isolates the pods, and no rule of it is about the connection. */
  readonly rule?: NetworkRule;
  readonly action: SideStep['action'];
  /** False where what is not known decides whether the rule is about it. */
  readonly isCertain: boolean;
}

/** What the policies of one end say. */
export interface SideAnswer {
  readonly side: Direction;
  readonly reach: Reach;
  /** What decided it, in the order of evaluation; none where no policy selects the pods. */
  readonly decisions: readonly Decision[];
}

/** Whether a connection is possible, and which policies and rules say so. */
export interface Explanation {
  readonly reach: Reach;
  readonly sides: readonly SideAnswer[];
  /** Why it is not known; empty where it is. */
  readonly doubts: readonly string[];
}

/** Whether a connection is possible, with what decides it on both ends. */
export function explain(model: NetworkModel, from: Endpoint, to: Endpoint, protocol: Protocol, port: number): Explanation {
  const asked = PortSet.one(protocol, port);
  const reach = model.canReach(from, to, protocol, port);
  // Policies are for pods: what is outside has none.
  const ends = ([['egress', from, to], ['ingress', to, from]] as const).filter(([, { form }]) => form === 'pods');
  const sides = ends.map(([side, subject, other]): SideAnswer => {
    const steps: SideStep[] = [];
    const { allowed, unknown } = model.side(subject, side, other, (step) => steps.push(step));
    const answer = allowed.has(protocol, port) ? 'yes' : unknown.has(protocol, port) ? 'unknown' : 'no';
    return { side, reach: answer, decisions: decisionsOf(steps.filter(({ ports }) => !ports.intersect(asked).isEmpty), answer) };
  });
  return { reach, sides, doubts: reach === 'unknown' ? doubtsOf(model, from, to, sides) : [] };
}

/** What counts: of NetworkPolicies the rules that allow, or, where none does, the policies that isolate. */
function decisionsOf(steps: readonly SideStep[], answer: Reach): Decision[] {
  const decisions = new Map<string, Decision>();
  const isAllowed = steps.some(({ policy, rule, certainty }) => policy.tier === 'namespace' && rule && certainty === 'yes');
  for (const { policy, rule, action, certainty } of steps) {
    if (action === 'isolates' && (isAllowed || answer === 'yes')) continue;
    const key = `${policy.label} ${rule?.path ?? ''}`;
    if (!decisions.has(key)) decisions.set(key, { policy, ...(rule && { rule }), action, isCertain: certainty === 'yes' });
  }
  return [...decisions.values()];
}

/** An explanation in sentences. */
export function describeExplanation({ sides, doubts }: Explanation, from: string, to: string): string[] {
  const lines = sides.map(({ side, reach, decisions }) => {
    const [who, verb] = side === 'egress' ? [from, 'to send it'] : [to, 'to be sent it'];
    const word = { yes: 'is free', no: 'is not allowed', unknown: 'may be allowed' }[reach];
    const because = decisions.length === 0 ? 'no policy selects it' : decisions.map(describeDecision).join('; ');
    return `${side} of ${who}: it ${word} ${verb}: ${because}`;
  });
  return [...lines, ...doubts.map((doubt) => `not known: ${doubt}`)];
}

/** Explanations of a place in sentences: where its parts have several answers, which one each is of. */
export function describeExplanations(explanations: readonly Explanation[], from: string, to: string): string[] {
  return explanations.flatMap((one) => {
    const lines = describeExplanation(one, from, to);
    return explanations.length > 1 ? [`of some of it, ${one.reach}:`, ...lines] : lines;
  });
}

function describeDecision({ policy: { label }, rule, action, isCertain }: Decision): string {
  if (!rule) return `${label} isolates it, and no rule of it allows this`;
  const name = rule.name === undefined ? '' : ` (${rule.name})`;
  const verb = { Allow: 'allows', Deny: 'denies', Pass: 'passes on', isolates: 'isolates' }[action];
  return `${label}, ${rule.path}${name}, ${isCertain ? verb : `perhaps ${verb}`} it`;
}
