import { Category, Severity } from '../../../manifest/finding';
import { isRecord, listOf } from '../../../manifest/manifest';
import { Persona } from '../../../manifest/persona';
import { wordOf } from '../../../manifest/problem';
import { quoted } from '../../../manifest/text';
import { namespaceOf } from '../../cluster/cluster-index';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { REFERENCE_GRANT } from '../judged-kinds';

/** A grant opens objects one by one. What a team writes is judged by GW016. */
export const blanketGrant: Rule = {
  code: 'GW305',
  title: 'A ReferenceGrant for every object of a kind',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Gateway API, security page: always give ReferenceGrant.spec.to[].name',
  kinds: [REFERENCE_GRANT],
  check({ manifest, role }: Entry): RuleResult[] {
    if (role?.persona === Persona.APPLICATION_TEAM) return [];
    const { from, to } = specOf(manifest);
    const whom = [...new Set(listOf(from).filter(isRecord).map(({ namespace }) => wordOf(namespace)))];
    const namespace = namespaceOf(manifest);
    const where = namespace === undefined ? 'its namespace' : `namespace "${namespace}"`;
    return listOf(to).flatMap((target, i) => {
      if (!isRecord(target) || typeof target.kind !== 'string' || (target.name !== undefined && target.name !== '')) return [];
      return [{
        message: `it opens every ${target.kind} of ${where}, those made later too, to ${quoted(whom.slice(0, 5))}`,
        fix: `write the name of the ${target.kind} that is meant, with an entry for each`, path: `spec.to[${i}]`,
      }];
    });
  },
};
