import { Category, Severity } from '../../../manifest/finding';
import { selectorTraps } from '../../../manifest/listener-traps';
import { type Admission, admissionsOf, selectorOf } from '../../cluster/admissions';
import { matchedNamespaces } from '../../cluster/known-namespaces';
import { requirementsOf } from '../../cluster/label-selector';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** `from: Selector` and the selector beside it need each other. */
export const namespaceSelector: Rule = {
  code: 'GW124',
  title: 'A selector of namespaces that is missing, not read, or matches none',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, RouteNamespaces and ListenerNamespaces',
  kinds: LISTENER_OWNERS,
  check: (entry: Entry, context: RuleContext): RuleResult[] =>
    admissionsOf(entry).flatMap((admission) => [...unpaired(admission), ...matchesNone(admission, context)]),
};

function unpaired({ what, path, namespaces, byDefault }: Admission): RuleResult[] {
  return selectorTraps(namespaces, path, byDefault).map((trap) => (trap.value === undefined
    ? { message: `from: Selector without a selector admits no namespace, so no ${what} can attach`, fix: trap.fix, path: trap.path }
    : { message: `the selector of ${what} does nothing: ${trap.reason}`, fix: trap.fix, path: trap.path, severity: Severity.WARNING }));
}

/** Which namespaces there are is known in a closed world alone. */
function matchesNone(admission: Admission, { index, closedWorld }: RuleContext): RuleResult[] {
  const selector = selectorOf(admission);
  if (!closedWorld || selector === undefined || requirementsOf(selector).length === 0) return [];
  if (matchedNamespaces(selector, index, 1).length > 0) return [];
  return [{
    message: `no namespace here has the labels that the selector of ${admission.what} asks for, so none can attach`,
    fix: 'label the Namespace (not its routes), or write the labels that it has', path: `${admission.path}.selector`, missing: true,
  }];
}
