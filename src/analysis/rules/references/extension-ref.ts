import { Category, Severity } from '../../../manifest/finding';
import { isAbsenceReported, meantInstead } from '../../cluster/absent';
import { isKnownGroup } from '../../cluster/backend-kinds';
import { extensionRefsOf } from '../../cluster/extension-refs';
import type { Reference } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';

/** A filter of an implementation's own is never skipped: where it is not found the requests get an error. */
export const extensionRef: Rule = {
  code: 'GW308',
  title: 'An ExtensionRef that leads to no filter',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRouteFilter.extensionRef: requests that a filter cannot be applied to get an error',
  kinds: REQUEST_KINDS,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return extensionRefsOf(entry.manifest).flatMap((ref) => {
      if (ref.group === 'core') return [];
      return isKnownGroup(ref.group) ? [noFilter(ref)] : missing(entry, ref, context);
    });
  },
};

function noFilter({ group, kind, path }: Reference): RuleResult {
  return {
    message: `kind ${kind} of ${group === '' ? 'the core group' : `group ${group}`} is no filter for any implementation, `
      + 'so every request of the rule gets an error',
    fix: 'name an object of a kind that the implementation documents as a filter', path: `${path}.kind`,
  };
}

function missing(entry: Entry, ref: Reference, context: RuleContext): RuleResult[] {
  const { group, kind, namespace = '', name, path } = ref;
  if (!isAbsenceReported(entry, context) || context.index.find(group, kind, ref.namespace, name).length > 0) return [];
  return [{
    message: `${kind} ${namespace}/${name} is not here${meantInstead(ref, context.index)}; `
      + 'if the route\'s own namespace has none either, every request of the rule gets an error',
    fix: 'put it into the namespace of the route, or give its manifest too', path: `${path}.name`, severity: Severity.UNKNOWN, missing: true,
  }];
}
