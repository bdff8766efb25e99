import { isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import type { Violation } from '../evidence';
import type { Answer, EvidenceSet, Question } from '../question';
import { manifestsOf, nameObject } from '../subjects';

const REASON = /\/reason-(\d+)$/;

/** A rule that opens something says what for, in an annotation `<prefix>/reason-<index of the rule>`. */
export const outsideRulesHaveReasons: Question = {
  question: 'Does every rule that opens an address block say why?',
  query: 'NetworkPolicy: spec.egress[*].to[*].ipBlock and annotations egress.cdk8s-gateway.io/reason-<index of the rule>',
  ask(set: EvidenceSet): Answer {
    const policies = manifestsOf(set, ['networking.k8s.io/NetworkPolicy']).filter((policy) => blockRules(policy).length > 0);
    const violations = policies.flatMap((policy): Violation[] => {
      const reasons = reasonsOf(policy);
      return blockRules(policy).filter((rule) => !reasons.has(rule))
        .map((rule) => ({ object: nameObject(policy), reason: `spec.egress[${rule}] opens an address block and gives no reason` }));
    });
    return { objects: policies.map(nameObject), violations };
  },
};

function blockRules({ spec }: Manifest): number[] {
  return listOf(isRecord(spec) ? spec.egress : undefined).flatMap((rule, i) =>
    (isRecord(rule) && listOf(rule.to).some((peer) => isRecord(peer) && peer.ipBlock !== undefined) ? [i] : []));
}

function reasonsOf({ metadata: { annotations } }: Manifest): Set<number> {
  return new Set(Object.entries(annotations ?? {}).flatMap(([key, value]) => {
    const index = REASON.exec(key)?.[1];
    return index === undefined || String(value).trim() === '' ? [] : [Number(index)];
  }));
}
