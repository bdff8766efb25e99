import { Category, Severity } from '../../../manifest/finding';
import { isNamedByHostname } from '../../../manifest/route-protocols';
import { type Admission, admissionsOf, selectorOf } from '../../cluster/admissions';
import { requirementsOf } from '../../cluster/label-selector';
import type { Entry, Rule, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** Without a hostname and open to every namespace, a listener serves whatever anybody claims first. */
export const openListener: Rule = {
  code: 'GW126',
  title: 'A listener for every hostname that every namespace may attach to',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Gateway API, security page on hostname hijacking',
  kinds: LISTENER_OWNERS,
  check: (entry: Entry): RuleResult[] => admissionsOf(entry).flatMap((admission) => {
    const { listener, path } = admission;
    if (!listener || listener.hostname !== undefined || !isNamedByHostname(listener.protocol) || !isOpen(admission)) return [];
    return [{
      message: `listener "${listener.name}" takes routes of every namespace for every hostname: any of them can claim a hostname that is `
        + 'another\'s, and the older route gets its requests',
      fix: 'write the hostname of the listener, or admit namespaces by name (from: Selector)', path: `${path}.from`,
    }];
  }),
};

function isOpen(admission: Admission): boolean {
  const selector = selectorOf(admission);
  return admission.namespaces.from === 'All' || (selector !== undefined && requirementsOf(selector).length === 0);
}
