import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API, isRoute } from '../../../manifest/kinds';
import { groupOf, type Manifest } from '../../../manifest/manifest';
import { grantVerdict } from '../../cluster/grants';
import { isOfMesh } from '../../cluster/mesh-routes';
import { authorityRefsOf, certificateRefsOf, type Reference } from '../../cluster/references';
import { backendsOf, parentsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

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
        message: `${target} is in another namespace, and no ReferenceGrant for it is here; ${lossOf(ref, manifest)}`,
        fix: `have the owner of namespace "${ref.namespace}" grant it (${grantOf(ref, manifest)})`, path: ref.path, severity: Severity.UNKNOWN,
      }];
    });
  },
};

function crossing(entry: Entry, context: RuleContext): Reference[] {
  const { manifest } = entry;
  // In a mesh routes may send requests anywhere: they open nothing that callers could not reach (GEP-1294).
  if (isRoute(manifest)) return isOfMesh(parentsOf(entry, context)) ? [] : backendsOf(entry, context);
  if (groupOf(manifest.apiVersion) !== GATEWAY_API) return [];
  if (manifest.kind === 'ListenerSet') return certificateRefsOf(manifest);
  return manifest.kind === 'Gateway' ? [...certificateRefsOf(manifest), ...authorityRefsOf(manifest)] : [];
}

/** What happens without a grant. */
function lossOf({ kind }: Reference, manifest: Manifest): string {
  return kind === 'Service' ? 'without one its requests get 500' : `without one the ${manifest.kind} does not use it`;
}

const GRANTED_BY: ReadonlyMap<string, string> = new Map([
  ['Service', 'SharedService.grantTo'], ['Secret', 'SharedSecret'], ['ConfigMap', 'SharedConfigMap'],
]);

/** What grants it. */
function grantOf({ kind, name }: Reference, manifest: Manifest): string {
  return GRANTED_BY.get(kind) ?? `a ReferenceGrant from ${manifest.kind} to ${kind} "${name}"`;
}
