import { Category, Severity } from '../../../manifest/finding';
import { NAME_LABEL } from '../../../manifest/names';
import { quoted } from '../../../manifest/text';
import { type Admission, admissionsOf, namesIn, selectorOf } from '../../cluster/admissions';
import type { ClusterIndex } from '../../cluster/cluster-index';
import { matchedNamespaces } from '../../cluster/known-namespaces';
import { requirementsOf } from '../../cluster/label-selector';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** A label that its owner may set is a key that every tenant can copy. */
export const admissionLabel: Rule = {
  code: 'GW125',
  title: 'Namespaces are admitted by a label that whoever edits them can set',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Gateway API, security page on labels of namespaces',
  kinds: LISTENER_OWNERS,
  check: (entry: Entry, { index }: RuleContext): RuleResult[] =>
    admissionsOf(entry).flatMap((admission) => judge(admission, index)),
};

/** Most namespaces that a fix names. */
const SHOWN = 10;

function judge(admission: Admission, index: ClusterIndex): RuleResult[] {
  const selector = selectorOf(admission);
  const requirements = selector ? requirementsOf(selector) : [];
  const keys = [...new Set(requirements.map(({ key }) => key))].filter((key) => key !== NAME_LABEL);
  if (namesIn(requirements) || keys.length === 0) return [];
  const admitted = matchedNamespaces(selector!, index, SHOWN);
  const names = admitted.length > 0 ? admitted.join(', ') : 'NAMESPACE';
  const more = admitted.length > 0 ? '' : ', with the names of those that may attach in the place of NAMESPACE';
  return [{
    message: `which namespaces may attach ${admission.what} is decided by label ${quoted(keys)}: whoever may label namespaces admits `
      + `more of them, while the control plane alone sets ${NAME_LABEL}`,
    fix: `name the namespaces: matchExpressions: [{ key: ${NAME_LABEL}, operator: In, values: [${names}] }]${more}`,
    path: `${admission.path}.selector`,
  }];
}
