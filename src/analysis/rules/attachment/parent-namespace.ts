import { Category, Severity } from '../../../manifest/finding';
import { forgottenNamespace, listenerParents } from '../../cluster/listener-parents';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_SET } from '../listeners/listener-owners';
import { ROUTE_TYPES } from '../route-types';

/** Without a namespace, a parentRef is for the route's own, where most Gateways do not stand. */
export const parentNamespace: Rule = {
  code: 'GW108',
  title: 'A parentRef that leaves out the namespace of its Gateway',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference.namespace',
  kinds: [...ROUTE_TYPES, LISTENER_SET],
  check: (entry: Entry, context: RuleContext): RuleResult[] => listenerParents(entry, context).flatMap((ref) => {
    const namespace = forgottenNamespace(entry, ref, context.index);
    if (namespace === undefined) return [];
    const { kind, name } = ref;
    return [{
      message: `the parentRef names no namespace and so ${kind} ${ref.namespace}/${name}, which is not here; the ${kind} "${name}" stands in `
        + `namespace "${namespace}", and nothing attaches to it: the ${entry.manifest.kind} serves nothing`,
      fix: `write namespace: ${namespace}`, path: ref.path,
    }];
  }),
};
