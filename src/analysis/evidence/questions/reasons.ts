import type { Manifest } from '../../../manifest/manifest';
import { NAME_LABEL } from '../../../manifest/names';
import { meets, requirementsOf } from '../../cluster/label-selector';
import { effectiveRulesOf, type Peer, type PolicyRule } from '../../cluster/network-policy';
import { homeOf } from '../../network/network-policies';
import type { Violation } from '../evidence';
import type { Answer, EvidenceSet, Question } from '../question';
import { manifestsOf, nameObject } from '../subjects';

const REASON = /\/reason-(\d+)$/;
/** Names are resolved for every connection: such a rule needs no reason of its own. */
const DNS: readonly unknown[] = [53, 5353];

/** A rule that opens something says what for, in an annotation `<prefix>/reason-<index of the rule>`. */
export const outsideRulesHaveReasons: Question = {
  question: 'Does every rule that opens something outside of its namespace, but to resolve names, say why?',
  query: 'NetworkPolicy: spec.egress[*], spec.ingress[*] of address blocks or everybody, and annotations '
    + 'egress.cdk8s-gateway.io/reason-<index of the rule> and ingress.cdk8s-gateway.io/reason-<index>',
  ask(set: EvidenceSet): Answer {
    const policies = manifestsOf(set, ['networking.k8s.io/NetworkPolicy'])
      .map((policy) => ({ policy, rules: openingRules(policy) })).filter(({ rules }) => rules.length > 0);
    const violations = policies.flatMap(({ policy, rules }): Violation[] => {
      const reasons = reasonsOf(policy);
      return rules.filter((rule) => !reasons.has(rule))
        .map((rule) => ({ object: nameObject(policy), reason: `${rule} opens something outside of its namespace and gives no reason` }));
    });
    return { objects: policies.map(({ policy }) => nameObject(policy)), violations };
  },
};

/** Where rules stand that open something outside of the namespace: `spec.egress[0]`. */
function openingRules(policy: Manifest): string[] {
  const home = homeOf(policy);
  const out = effectiveRulesOf(policy, 'egress').filter(({ peers, ports }) =>
    peers === undefined || peers.some((peer) => isBlock(peer) || (!isHome(peer, home) && !resolvesNames(ports))));
  const from = effectiveRulesOf(policy, 'ingress').filter(({ peers }) => peers === undefined || peers.some(isBlock));
  return [...out, ...from].map(({ path }) => path);
}

function isBlock({ ipBlock }: Peer): boolean {
  return ipBlock !== undefined;
}

function isHome({ namespaceSelector }: Peer, home: string): boolean {
  if (namespaceSelector === undefined) return true;
  const named = requirementsOf(namespaceSelector).filter(({ key, operator }) => key === NAME_LABEL && operator === 'In');
  return named.some(({ values }) => values.length === 1) && named.every((one) => meets(new Map([[NAME_LABEL, home]]), one));
}

function resolvesNames(ports: PolicyRule['ports']): boolean {
  return ports?.every(({ port, endPort }) => DNS.includes(port) && endPort === undefined) ?? false;
}

/** Annotations are about rules for egress, but for those of a prefix for ingress. */
function reasonsOf({ metadata: { annotations } }: Manifest): Set<string> {
  return new Set(Object.entries(annotations ?? {}).flatMap(([key, value]) => {
    const index = REASON.exec(key)?.[1];
    if (index === undefined || String(value).trim() === '') return [];
    return [`spec.${key.startsWith('ingress.') ? 'ingress' : 'egress'}[${index}]`];
  }));
}
