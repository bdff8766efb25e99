import { Category, Severity } from '../../../manifest/finding';
import { targetRefsOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { BACKEND_TLS_POLICY } from '../judged-kinds';

/** A BackendTLSPolicy is for one target. */
export const severalTargets: Rule = {
  code: 'GW343',
  title: 'A BackendTLSPolicy for several targets',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, BackendTLSPolicySpec.targetRefs: implementations are advised against more than one',
  kinds: [BACKEND_TLS_POLICY],
  check({ manifest }: Entry): RuleResult[] {
    const targets = targetRefsOf(manifest);
    if (targets.length < 2) return [];
    return [{
      message: `it has ${targets.length} targets, and implementations are advised to take one: the others may stay without TLS`,
      fix: 'write a policy for each target', path: targets[1].path,
    }];
  },
};
