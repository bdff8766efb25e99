import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { enumerate } from '../../../manifest/text';
import { isListenerParent, namedListeners, parentEntry } from '../../cluster/attachment';
import { type ClusterIndex, namespaceOf } from '../../cluster/cluster-index';
import type { Reference } from '../../cluster/references';
import { parentsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/**
 * A listener's name is what its owner offers to routes; its port is what he may change. Within one namespace whoever changes the
 * one can change the other. Which implementations support it is said where one is named: feature HTTPRouteParentRefPort.
 */
export const parentPort: Rule = {
  code: 'GW175',
  title: 'A route that is bound to the port of a listener',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, ParentReference.port',
  kinds: ROUTE_TYPES,
  check: (entry: Entry, context: RuleContext): RuleResult[] => parentsOf(entry, context)
    .filter((ref) => isListenerParent(ref) && ref.port !== undefined && ref.sectionName === undefined)
    .filter(({ namespace }) => namespace !== namespaceOf(entry.manifest))
    .map((ref) => ({
      message: `the route attaches to whatever listens on port ${String(ref.port)} of ${objectText(ref)}, and comes `
        + 'off when its owner moves the listener to another port; the name of a listener stays',
      fix: fixOf(ref, context.index), path: `${ref.path}.port`,
    })),
};

function fixOf(ref: Reference, index: ClusterIndex): string {
  const parent = parentEntry(ref, index);
  const names = parent ? namedListeners(ref, parent).map(({ name }) => name) : [];
  if (names.length === 0) return 'write the sectionName of the listener instead';
  return names.length === 1
    ? `write sectionName: ${names[0]} instead`
    : `write a parentRef for each listener that is meant, with sectionName: ${enumerate(names, 'or')}, instead`;
}
