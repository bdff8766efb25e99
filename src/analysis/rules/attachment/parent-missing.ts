import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API } from '../../../manifest/kinds';
import { objectText } from '../../../manifest/object-text';
import { inItsAbsence, isAbsenceReported, meantInstead } from '../../cluster/absent';
import { parentEntry } from '../../cluster/attachment';
import { type ClusterIndex, keyOf } from '../../cluster/cluster-index';
import { forgottenNamespaces, listenerParents } from '../../cluster/listener-parents';
import type { Reference } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_SET, ROUTE_TYPES } from '../judged-kinds';

/** A parent is there. To a parentRef that leads nowhere no controller answers: there is not even a status. */
export const parentMissing: Rule = {
  code: 'GW107',
  title: 'A parent that is not among the objects',
  severity: Severity.UNKNOWN,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference, and its page on troubleshooting, scope and status',
  kinds: [...ROUTE_TYPES, LISTENER_SET],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    if (!isAbsenceReported(entry, context)) return [];
    const absent = listenerParents(entry, context)
      .filter((ref) => !parentEntry(ref, context.index) && forgottenNamespaces(entry, ref, context.index).length === 0);
    return [...firstOfEach(absent).values()]
      .map((ref) => {
        const other = otherKind(ref, context.index);
        return {
          message: `${objectText(ref)} is not here${other ? `; a ${other} of this name is` : meantInstead(ref, context.index)}; ${
            inItsAbsence(`the ${entry.manifest.kind} serves nothing, and no controller says so in its status`, context)}`,
          fix: other ? `write kind: ${other}` : 'check its name and namespace, or give its manifest too', path: ref.path, missing: true,
        };
      });
  },
};

/** A parentRef without kind leads to a Gateway, also where a ListenerSet was meant. */
function otherKind({ group, kind, namespace, name }: Reference, index: ClusterIndex): string | undefined {
  const other = kind === 'Gateway' ? 'ListenerSet' : 'Gateway';
  return group === GATEWAY_API && index.find(group, other, namespace, name).length > 0 ? other : undefined;
}

/** Several sections of one parent are missing with it. */
function firstOfEach(refs: readonly Reference[]): Map<string, Reference> {
  return new Map([...refs].reverse().map((ref) => [keyOf(ref.group, ref.kind, ref.namespace, ref.name), ref]));
}
