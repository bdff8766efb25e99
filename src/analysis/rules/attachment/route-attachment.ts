import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API, isRoute } from '../../../manifest/kinds';
import { attachmentsOf, parentEntry } from '../../cluster/attachment';
import type { Refusal } from '../../cluster/attachment-refusal';
import type { ClusterIndex } from '../../cluster/cluster-index';
import { parentOfSet, refusalOfSet } from '../../cluster/listener-sets';
import type { Reference } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../route-types';

/** A route, or a ListenerSet, whose parent is in the same set attaches to it. */
export const routeAttachment: Rule = {
  code: 'GW020',
  title: 'A route or ListenerSet that its parent does not admit',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference, AllowedRoutes and AllowedListeners',
  kinds: [...ROUTE_TYPES, `${GATEWAY_API}/ListenerSet`],
  check: (entry: Entry, { index }: RuleContext): RuleResult[] =>
    (isRoute(entry.manifest) ? ofRoute(entry, index) : ofSet(entry, index)),
};

function ofRoute(route: Entry, index: ClusterIndex): RuleResult[] {
  return attachmentsOf(route, index).flatMap(({ ref, refusal }) => resultOf('the route does not attach to', ref, refusal));
}

function ofSet({ manifest }: Entry, index: ClusterIndex): RuleResult[] {
  const ref = parentOfSet(manifest);
  const gateway = ref?.kind === 'Gateway' ? parentEntry(ref, index) : undefined;
  return gateway ? resultOf('its listeners are not added to', ref!, refusalOfSet(manifest, gateway.manifest, index)) : [];
}

function resultOf(what: string, ref: Reference, refusal: Refusal | undefined): RuleResult[] {
  if (!refusal) return [];
  return [{ message: `${what} ${ref.kind} ${ref.namespace ?? ''}/${ref.name}: ${refusal.why}`, fix: refusal.fix, path: ref.path }];
}
