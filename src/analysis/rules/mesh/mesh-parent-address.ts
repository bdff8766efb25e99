import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { isExternalName } from '../../cluster/backends';
import { meshParents } from '../../cluster/mesh-parents';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/** A mesh knows the requests for a Service by the Service's address. */
export const meshParentAddress: Rule = {
  code: 'GW362',
  title: 'A parent Service without an address of its own',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-1294: headless and ExternalName Services as parents',
  kinds: ROUTE_TYPES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return meshParents(entry, context).flatMap(({ ref, service }) => {
      const headless = service !== undefined && specOf(service).clusterIP === 'None';
      if (service === undefined || (!headless && !isExternalName(service))) return [];
      return [{
        message: `${objectText(ref)} is ${headless ? 'headless' : 'an ExternalName'}, and a mesh knows requests for a Service `
          + 'by its address: implementations are advised not to apply the route',
        fix: headless ? 'write a Service with a cluster address for these pods, and name that' : 'name a Service with pods', path: `${ref.path}.name`,
      }];
    });
  },
};
