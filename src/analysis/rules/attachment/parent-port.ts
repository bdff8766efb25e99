import { Category, Severity } from '../../../manifest/finding';
import { isListenerParent } from '../../cluster/attachment';
import { parentsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../route-types';

/** A listener's name is what its owner offers to routes; its port is what he may change. */
export const parentPort: Rule = {
  code: 'GW175',
  title: 'A route that is bound to the port of a listener',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, ParentReference.port: support is extended, feature HTTPRouteParentRefPort',
  kinds: ROUTE_TYPES,
  check: (entry: Entry, context: RuleContext): RuleResult[] => parentsOf(entry, context)
    .filter((ref) => isListenerParent(ref) && ref.port !== undefined && ref.sectionName === undefined)
    .map(({ kind, name, port, path }) => ({
      message: `${String(port)}: the route attaches by port to ${kind} "${name}", which not every implementation supports, and it comes off `
        + 'when the listener gets another port',
      fix: 'write the sectionName of the listener instead', path: `${path}.port`,
    })),
};
