import { Category, Severity } from '../../../manifest/finding';
import { isRoute } from '../../../manifest/kinds';
import { groupCore, referenceTraps } from '../../../manifest/reference-traps';
import { extensionRefsOf } from '../../cluster/extension-refs';
import { backendsOf, parentsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import {
  BACKEND_TLS_POLICY, EXPERIMENTAL_KINDS, GATEWAY_CLASS, LISTENER_OWNERS, REFERENCE_GRANT, ROUTE_TYPES,
} from '../judged-kinds';
import { trapResult } from '../trap-result';

/** The core group has no name in references. */
export const coreGroup: Rule = {
  code: 'GW300',
  title: 'A reference to a group "core"',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ObjectReference: the core group is the empty text',
  kinds: [
    ...ROUTE_TYPES, GATEWAY_CLASS, ...LISTENER_OWNERS, REFERENCE_GRANT, BACKEND_TLS_POLICY,
    ...EXPERIMENTAL_KINDS,
  ],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest } = entry;
    if (!isRoute(manifest)) return referenceTraps(manifest.spec).map((problem) => trapResult(problem));
    return [...parentsOf(entry, context), ...backendsOf(entry, context), ...extensionRefsOf(manifest)]
      .flatMap(({ group, path }) => groupCore({ value: { group }, path })).map((problem) => trapResult(problem));
  },
};
