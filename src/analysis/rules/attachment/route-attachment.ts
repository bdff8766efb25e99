import { Category, Severity } from '../../../manifest/finding';
import { isRoute } from '../../../manifest/kinds';
import { objectText } from '../../../manifest/object-text';
import { isAbsenceReported } from '../../cluster/absent';
import { attachmentsOf } from '../../cluster/attachment';
import { openAdmission, type Refusal } from '../../cluster/attachment-refusal';
import type { ClusterIndex } from '../../cluster/cluster-index';
import { gatewayOf, gatewayRefOf } from '../../cluster/gateway-of';
import { openAdmissionOfSet, refusalOfSet } from '../../cluster/listener-sets';
import type { Reference } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_SET, ROUTE_TYPES } from '../judged-kinds';

/** A route, or a ListenerSet, whose parent is in the same set attaches to it. */
export const routeAttachment: Rule = {
  code: 'GW020',
  title: 'A route or ListenerSet that its parent does not admit',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference, AllowedRoutes and AllowedListeners',
  kinds: [...ROUTE_TYPES, LISTENER_SET],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const results = isRoute(entry.manifest) ? ofRoute(entry, context.index) : ofSet(entry, context.index);
    return results.filter(({ missing }) => !missing || isAbsenceReported(entry, context));
  },
};

function ofRoute(route: Entry, index: ClusterIndex): RuleResult[] {
  return attachmentsOf(route, index).flatMap(({ ref, status, listeners, refusal }) => {
    const open = status === 'Unknown' ? openAdmission(listeners, route.manifest) : undefined;
    return [...resultOf('the route does not attach to', ref, refusal), ...openResult('whether the route attaches to', ref, open)];
  });
}

function ofSet(set: Entry, index: ClusterIndex): RuleResult[] {
  const { manifest } = set;
  const ref = gatewayRefOf(manifest);
  const gateway = gatewayOf(set, index);
  if (!ref || !gateway) return [];
  return [
    ...resultOf('its listeners are not added to', ref, refusalOfSet(manifest, gateway.manifest, index)),
    ...openResult('whether its listeners are added to', ref, openAdmissionOfSet(manifest, gateway.manifest, index)),
  ];
}

function resultOf(what: string, ref: Reference, refusal: Refusal | undefined): RuleResult[] {
  if (!refusal) return [];
  return [{ message: `${what} ${objectText(ref)}: ${refusal.why}`, fix: refusal.fix, path: ref.path }];
}

function openResult(what: string, ref: Reference, open: Refusal | undefined): RuleResult[] {
  if (!open) return [];
  return [{
    message: `${what} ${objectText(ref)} is not known: ${open.why}`,
    fix: open.fix, path: ref.path, severity: Severity.UNKNOWN, missing: true,
  }];
}
