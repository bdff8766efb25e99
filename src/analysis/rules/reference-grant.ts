import { Category, Severity } from '../../manifest/finding';
import { GATEWAY_API, isRoute } from '../../manifest/kinds';
import { groupOf } from '../../manifest/manifest';
import { grantVerdict } from '../cluster/grants';
import { authorityRefsOf, certificateRefsOf, type Reference } from '../cluster/references';
import { backendsOf } from '../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../rule';

/** A reference into another namespace needs a ReferenceGrant there. */
export const referenceGrant: Rule = {
  code: 'GW022',
  title: 'A reference into another namespace that no ReferenceGrant permits',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ReferenceGrant',
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest } = entry;
    return crossing(entry, context).flatMap((ref) => {
      const verdict = grantVerdict(manifest, ref, context.index);
      const target = `${ref.kind} ${ref.namespace}/${ref.name}`;
      if (verdict.verdict === 'mismatch') return [{ message: `${target} is not opened to this ${manifest.kind}: ${verdict.why}`, fix: verdict.fix, path: ref.path }];
      if (verdict.verdict !== 'unknown') return [];
      return [{
        message: `${target} is in another namespace, and no ReferenceGrant for it is here; ${lossOf(ref)}`,
        fix: `have the owner of namespace "${ref.namespace}" grant it (${grantOf(ref)})`, path: ref.path, severity: Severity.UNKNOWN,
      }];
    });
  },
};

function crossing(entry: Entry, context: RuleContext): Reference[] {
  const { manifest } = entry;
  if (isRoute(manifest)) return backendsOf(entry, context);
  return groupOf(manifest.apiVersion) === GATEWAY_API && manifest.kind === 'Gateway'
    ? [...certificateRefsOf(manifest), ...authorityRefsOf(manifest)]
    : [];
}

/** What happens without a grant. */
function lossOf({ kind }: Reference): string {
  return kind === 'Service' ? 'without one its requests get 500' : 'without one the Gateway does not use it';
}

/** What grants it. */
function grantOf({ kind, name }: Reference): string {
  return kind === 'Service' ? 'SharedService.grantTo' : `a ReferenceGrant from Gateway to ${kind} "${name}"`;
}
