import { Category, Severity } from '../../../manifest/finding';
import { bundleProblems } from '../../bundle/bundle-problems';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

/** Kinds, versions, fields and values that the cluster's own definitions of Gateway API do not have yet, or no longer. */
export const notInBundle: Rule = {
  code: 'GW005',
  title: 'Not in the installed Gateway API',
  severity: Severity.ERROR,
  category: Category.SCHEMA,
  source: 'Gateway API, changelogs and definitions of the releases 1.0 to 1.6',
  asWritten: true,
  check: (entry: Entry, context: RuleContext): RuleResult[] => bundleProblems(entry, context)
    .map(({ reason, fix, path }) => ({ message: reason, fix, path })),
};
