import { Category, Severity } from '../../manifest/finding';
import type { Manifest } from '../../manifest/manifest';
import { show } from '../../manifest/problem';
import type { Entry, Rule, RuleContext, RuleResult } from '../rule';
import type { StructureProblem } from '../schema/structure-problem';
import { validateStructure } from '../schema/validate-structure';

/** What the API server refuses by the schema of the kind. Kinds that nothing is known of are left to it. */
export const structure: Rule = {
  code: 'GW001',
  title: 'A manifest that the API server would refuse',
  severity: Severity.ERROR,
  category: Category.SCHEMA,
  source: 'The structural schema of the kind\'s CustomResourceDefinition, or of the built-in kind',
  check: ({ manifest }: Entry, context: RuleContext): RuleResult[] => problemsOf(manifest, context)
    .filter(({ code }) => code !== 'unknown-field' && code !== 'unknown-kind').map(asResult),
};

/** Fields that the schema does not know: pruned by the API server, or refused under strict validation. */
export const unknownField: Rule = {
  code: 'GW002',
  title: 'A field that the installed schema does not know',
  severity: Severity.WARNING,
  category: Category.SCHEMA,
  source: 'Kubernetes, server-side field validation',
  check: ({ manifest }: Entry, context: RuleContext): RuleResult[] => problemsOf(manifest, context)
    .filter(({ code }) => code === 'unknown-field').map(asResult),
};

const judged = new WeakMap<RuleContext, WeakMap<Manifest, StructureProblem[]>>();

/** Both rules ask for the same answer, one after the other, within one run. */
function problemsOf(manifest: Manifest, context: RuleContext): StructureProblem[] {
  const ofRun = judged.get(context) ?? new WeakMap<Manifest, StructureProblem[]>();
  const problems = ofRun.get(manifest) ?? validateStructure(manifest, { channel: context.channel });
  judged.set(context, ofRun.set(manifest, problems));
  return problems;
}

function asResult({ reason, fix, path, value }: StructureProblem): RuleResult {
  return { message: value === undefined || typeof value === 'object' ? reason : `${show(value)}: ${reason}`, fix, path };
}
