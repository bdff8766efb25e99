import { Category, Severity } from '../../manifest/finding';
import { show } from '../../manifest/problem';
import { onceEach } from '../once-each';
import type { Entry, Rule, RuleContext, RuleResult } from '../rule';
import type { StructureProblem } from '../schema/structure-problem';
import { validateStructure } from '../schema/validate-structure';

const problemsOf = onceEach(({ manifest }, { channel }) => validateStructure(manifest, { channel }));

/** What the API server refuses by the schema of the kind. Kinds that nothing is known of are left to it. */
export const structure: Rule = {
  code: 'GW001',
  title: 'A manifest that the API server would refuse',
  severity: Severity.ERROR,
  category: Category.SCHEMA,
  source: 'The structural schema of the kind\'s CustomResourceDefinition, or of the built-in kind',
  check: (entry: Entry, context: RuleContext): RuleResult[] => problemsOf(entry, context)
    .filter(({ code }) => code !== 'unknown-field' && code !== 'unknown-kind').map(asResult),
};

/** Fields that the schema does not know: pruned by the API server, or refused under strict validation. */
export const unknownField: Rule = {
  code: 'GW002',
  title: 'A field that the installed schema does not know',
  severity: Severity.WARNING,
  category: Category.SCHEMA,
  source: 'Kubernetes, server-side field validation',
  check: (entry: Entry, context: RuleContext): RuleResult[] => problemsOf(entry, context)
    .filter(({ code }) => code === 'unknown-field').map(asResult),
};

function asResult({ reason, fix, path, value }: StructureProblem): RuleResult {
  return { message: value === undefined || typeof value === 'object' ? reason : `${show(value)}: ${reason}`, fix, path };
}
