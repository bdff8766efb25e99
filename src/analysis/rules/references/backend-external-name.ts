import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { isExternalName, knownBackends } from '../../cluster/backends';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/** A Service that is another name for a host leads past every border between namespaces. */
export const backendExternalName: Rule = {
  code: 'GW302',
  title: 'A backend that is an ExternalName Service',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendObjectReference; CVE-2021-25740',
  kinds: ROUTE_TYPES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return knownBackends(entry, context).filter(({ service }) => isExternalName(service)).map(({ ref }) => ({
      message: `${objectText(ref)} is an ExternalName, which implementations refuse as a backend (CVE-2021-25740): `
        + 'it could name a Service of any namespace, past its ReferenceGrants',
      fix: 'route to a Service with pods, or to an implementation\'s own kind for hosts outside of the cluster',
      path: `${ref.path}.name`,
    }));
  },
};
