import { Category, Severity } from '../../../manifest/finding';
import { quoted } from '../../../manifest/text';
import { forgottenNamespaces, listenerParents } from '../../cluster/listener-parents';
import type { Reference } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_SET, ROUTE_TYPES } from '../judged-kinds';

/** Without a namespace, a parentRef is for the route's own, where most Gateways do not stand. */
export const parentNamespace: Rule = {
  code: 'GW108',
  title: 'A parentRef that leaves out the namespace of its Gateway',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference.namespace',
  kinds: [...ROUTE_TYPES, LISTENER_SET],
  check: (entry: Entry, context: RuleContext): RuleResult[] => listenerParents(entry, context).flatMap((ref) => {
    const namespaces = forgottenNamespaces(entry, ref, context.index);
    return namespaces.length === 0 ? [] : [resultOf(entry, ref, namespaces)];
  }),
};

/** One Gateway of the name is the one that was meant; of several, another in the namespace of the route may be as well. */
function resultOf({ manifest }: Entry, { kind, name, namespace, path }: Reference, found: readonly string[]): RuleResult {
  const own = `the parentRef names no namespace and so ${kind} ${namespace}/${name}, which is not here`;
  if (found.length === 1) {
    return {
      message: `${own}; the ${kind} "${name}" stands in namespace "${found[0]}", and nothing attaches to it: the ${manifest.kind} serves nothing`,
      fix: `write namespace: ${found[0]}`, path,
    };
  }
  return {
    message: `${own}; there is one called "${name}" in each of the namespaces ${quoted(found)}, and where none is in the cluster the `
      + `${manifest.kind} serves nothing`,
    fix: `write the namespace of the ${kind} that is meant`, path, severity: Severity.UNKNOWN, missing: true,
  };
}
