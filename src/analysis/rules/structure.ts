import { Category, Severity } from '../../manifest/finding';
import type { Entry, Rule, RuleContext, RuleResult } from '../rule';
import { structureOf } from '../schema/structure-of';

/** What the API server refuses by the schema of the kind. */
export const structure: Rule = {
  code: 'GW001',
  title: 'A manifest that the API server would refuse',
  severity: Severity.ERROR,
  category: Category.SCHEMA,
  source: 'The structural schema of the kind\'s CustomResourceDefinition, or of the built-in kind',
  check(entry: Entry, { channel }: RuleContext): RuleResult[] {
    return structureOf(entry.manifest, channel).filter(({ unknownField }) => !unknownField).map(asResult);
  },
};

/** Fields that the schema does not know: pruned by the API server, or refused under strict validation. */
export const unknownField: Rule = {
  code: 'GW002',
  title: 'A field that the installed schema does not know',
  severity: Severity.WARNING,
  category: Category.SCHEMA,
  source: 'Kubernetes, server-side field validation',
  check(entry: Entry, { channel }: RuleContext): RuleResult[] {
    return structureOf(entry.manifest, channel).filter((problem) => problem.unknownField).map(asResult);
  },
};

function asResult({ message, fix, path }: RuleResult): RuleResult {
  return { message, fix, path };
}
