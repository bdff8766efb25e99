import { Category, Severity } from '../../../manifest/finding';
import { namespaceOf } from '../../cluster/cluster-index';
import { meshParents } from '../../cluster/mesh-parents';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/**
 * A route for a Service of another namespace is for the callers of its own namespace alone. A role may write one only where a
 * grant names the Service, so there it is meant.
 */
export const consumerRoute: Rule = {
  code: 'GW363',
  title: 'A mesh route for the callers of its own namespace alone',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference.namespace and GEP-1294: consumer routes; feature MeshConsumerRoute',
  kinds: ROUTE_TYPES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const home = namespaceOf(entry.manifest);
    if (entry.role !== undefined || home === undefined) return [];
    const foreign = meshParents(entry, context).filter(({ ref }) => ref.namespace !== undefined && ref.namespace !== home);
    return foreign.map(({ ref }) => ({
      message: `Service ${ref.namespace}/${ref.name} is of another namespace, so the route counts for callers in namespace "${home}" alone, `
        + 'and only where the mesh has the feature MeshConsumerRoute',
      fix: `write the route in namespace "${ref.namespace}" for every caller; or acknowledge it, where these callers alone are meant`,
      path: `${ref.path}.namespace`,
    }));
  },
};
