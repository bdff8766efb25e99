import { Category, Severity } from '../../../manifest/finding';
import { isOfMesh } from '../../cluster/mesh-routes';
import { hostnamesOf } from '../../cluster/references';
import { parentsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';

/** In a mesh the Service says which requests a route is for. */
export const meshHostname: Rule = {
  code: 'GW177',
  title: 'Hostnames of a route that only a mesh serves',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-1294: hostnames of routes of a Service are not used',
  kinds: REQUEST_KINDS,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const hostnames = hostnamesOf(entry.manifest);
    if (hostnames.length === 0 || !isOfMesh(parentsOf(entry, context))) return [];
    return [{
      message: `"${hostnames[0]}": a mesh routes what is sent to the parent Service, and does not look at hostnames, so the rules hold for `
        + 'every request to it',
      fix: 'leave the hostnames out; to tell requests apart, match a header or the path', path: 'spec.hostnames',
    }];
  },
};
