import { Category, Severity } from '../../../manifest/finding';
import { externalHostnameTraps } from '../../../manifest/x-backend-traps';
import type { Entry, Rule, RuleResult } from '../../rule';
import { X_BACKEND } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** A host outside of the cluster is named, and resolved, by DNS. */
export const externalHostname: Rule = {
  code: 'GW310',
  title: 'An XBackend whose hostname is an IP address',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, GEP-4894 and ExternalHostnameBackend: a precise hostname, and no address',
  kinds: [X_BACKEND],
  check: ({ manifest }: Entry): RuleResult[] => externalHostnameTraps(manifest.spec).map((problem) =>
    trapResult(problem, 'an address could be one inside of the cluster, such as that of instance metadata')),
};
