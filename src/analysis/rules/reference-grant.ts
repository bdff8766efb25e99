import { Category, Severity } from '../../manifest/finding';
import { GATEWAY_API, isRoute } from '../../manifest/kinds';
import { groupOf, type Manifest } from '../../manifest/manifest';
import { grantVerdict } from '../cluster/grants';
import type { ReferenceTable } from '../cluster/reference-table';
import { certificateRefsOf, type Reference } from '../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../rule';

/** A reference into another namespace needs a ReferenceGrant there. */
export const referenceGrant: Rule = {
  code: 'GW022',
  title: 'A reference into another namespace that no ReferenceGrant permits',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ReferenceGrant',
  check({ manifest }: Entry, { index, references }: RuleContext): RuleResult[] {
    return crossing(manifest, references).flatMap((ref) => {
      const verdict = grantVerdict(manifest, ref, index);
      const target = `${ref.kind} ${ref.namespace}/${ref.name}`;
      if (verdict.verdict === 'mismatch') return [{ message: `${target} is not opened to this ${manifest.kind}: ${verdict.why}`, fix: verdict.fix, path: ref.path }];
      if (verdict.verdict !== 'unknown') return [];
      return [{
        message: `${target} is in another namespace, and no ReferenceGrant for it is here; without one its requests get 500`,
        fix: `have the owner of namespace "${ref.namespace}" grant it (SharedService.grantTo)`, path: ref.path, severity: Severity.UNKNOWN,
      }];
    });
  },
};

function crossing(manifest: Manifest, references: ReferenceTable): readonly Reference[] {
  if (isRoute(manifest)) return references.backendsOf(manifest);
  return groupOf(manifest.apiVersion) === GATEWAY_API && manifest.kind === 'Gateway' ? certificateRefsOf(manifest) : [];
}
