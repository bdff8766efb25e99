import { Category, Severity } from '../../../manifest/finding';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { problemsOf } from './structure-problems';

/**
 * A kind that nothing is known of: that nothing was found in the object says nothing about it. An app may hold any kind beside
 * those of this library, and was told what it is by whoever wrote it.
 */
export const unknownKind: Rule = {
  code: 'GW006',
  title: 'A kind that is not checked',
  severity: Severity.UNKNOWN,
  category: Category.SCHEMA,
  source: 'The schemas of Gateway API v1.6.1 and of the built-in kinds that belong to traffic',
  asWritten: true,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    if (entry.construct !== undefined) return [];
    return problemsOf(entry, context).filter(({ code }) => code === 'unknown-kind')
      .map(({ reason, fix, path }) => ({ message: reason, fix, path }));
  },
};
