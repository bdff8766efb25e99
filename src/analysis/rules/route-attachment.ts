import { Category, Severity } from '../../manifest/finding';
import { GATEWAY_API, isRoute } from '../../manifest/kinds';
import { refusalOf } from '../cluster/attachment';
import { parentsOf } from '../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../rule';

/** A route whose Gateway is in the same set attaches to the listener that it names. */
export const routeAttachment: Rule = {
  code: 'GW020',
  title: 'A route that its Gateway does not admit',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference and AllowedRoutes',
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest } = entry;
    const { index } = context;
    if (!isRoute(manifest)) return [];
    return parentsOf(entry, context).flatMap((ref) => {
      const isGateway = ref.kind === 'Gateway' && ref.group === GATEWAY_API;
      const [gateway] = isGateway ? index.find(GATEWAY_API, 'Gateway', ref.namespace, ref.name) : [];
      const refusal = gateway && refusalOf(manifest, ref, gateway.manifest, index);
      if (!refusal) return [];
      return [{
        message: `the route does not attach to Gateway ${ref.namespace}/${ref.name}: ${refusal.why}`, fix: refusal.fix, path: ref.path,
      }];
    });
  },
};
