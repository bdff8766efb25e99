import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API, isRoute } from '../../../manifest/kinds';
import { groupOf } from '../../../manifest/manifest';
import { knownParent, type Refusal, refusalOf } from '../../cluster/attachment';
import { parentOfSet, refusalOfSet } from '../../cluster/listener-sets';
import type { Reference } from '../../cluster/references';
import { parentsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

/** A route, or a ListenerSet, whose parent is in the same set attaches to it. */
export const routeAttachment: Rule = {
  code: 'GW020',
  title: 'A route or ListenerSet that its parent does not admit',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference, AllowedRoutes and AllowedListeners',
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest } = entry;
    if (isRoute(manifest)) return parentsOf(entry, context).flatMap((ref) => ofRoute(entry, ref, context));
    return manifest.kind === 'ListenerSet' && groupOf(manifest.apiVersion) === GATEWAY_API ? ofSet(entry, context) : [];
  },
};

function ofRoute({ manifest }: Entry, ref: Reference, { index }: RuleContext): RuleResult[] {
  const parent = knownParent(ref, index);
  return resultOf('the route does not attach to', ref, parent && refusalOf(manifest, ref, parent, index));
}

function ofSet({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
  const ref = parentOfSet(manifest);
  const gateway = ref?.kind === 'Gateway' ? knownParent(ref, index) : undefined;
  return resultOf('its listeners are not added to', ref, gateway && refusalOfSet(manifest, gateway, index));
}

function resultOf(what: string, ref: Reference | undefined, refusal: Refusal | undefined): RuleResult[] {
  if (!ref || !refusal) return [];
  return [{ message: `${what} ${ref.kind} ${ref.namespace}/${ref.name}: ${refusal.why}`, fix: refusal.fix, path: ref.path }];
}
