import { Category, Severity } from '../../../manifest/finding';
import { isRoute } from '../../../manifest/kinds';
import type { Manifest } from '../../../manifest/manifest';
import { objectText } from '../../../manifest/object-text';
import { namespaceOf } from '../../cluster/cluster-index';
import { grantedReferencesOf } from '../../cluster/crossing-references';
import { grantVerdict, isTargetHeld } from '../../cluster/grants';
import type { Reference } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GATEWAY, LISTENER_SET, ROUTE_TYPES } from '../judged-kinds';
import { lossOf } from './loss';

/** A reference into another namespace needs a ReferenceGrant there. */
export const referenceGrant: Rule = {
  code: 'GW022',
  title: 'A reference into another namespace that no ReferenceGrant permits',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ReferenceGrant',
  kinds: [...ROUTE_TYPES, GATEWAY, LISTENER_SET],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest } = entry;
    return grantedReferencesOf(entry, context).flatMap((ref) => {
      const verdict = grantVerdict(manifest, ref, context.index);
      const target = objectText(ref);
      if (verdict.verdict === 'mismatch') {
        const mayBeElsewhere = verdict.rightFor !== undefined && !isOwnerHere(entry, ref, verdict.rightFor, context);
        return [{
          message: `${target} is not opened to this ${manifest.kind}: ${verdict.why}`, fix: verdict.fix, path: ref.path,
          ...(mayBeElsewhere && { severity: Severity.UNKNOWN, missing: true }),
        }];
      }
      if (verdict.verdict !== 'unknown') return [];
      return [{
        message: `${target} is in another namespace, and no ReferenceGrant for it is here; without one ${withoutGrant(ref, manifest)}`,
        fix: `have the owner of namespace "${ref.namespace}" write ${grantOf(ref, manifest)}`,
        path: ref.path, ...(!isTargetHeld(entry, ref, context.index) && { severity: Severity.UNKNOWN, missing: true }),
      }];
    });
  },
};

/** Who would hold the right grant: in an app who grants to others, else who holds the target. */
function isOwnerHere(entry: Entry, ref: Reference, rightFor: string, { index }: RuleContext): boolean {
  return entry.construct === undefined ? isTargetHeld(entry, ref, index) : rightFor === 'others';
}

/** What happens without a grant. */
function withoutGrant(ref: Reference, manifest: Manifest): string {
  return isRoute(manifest) ? lossOf(manifest.kind, ref) : `the ${manifest.kind} does not use it`;
}

const GRANTED_BY: ReadonlyMap<string, string> = new Map([
  ['Service', 'SharedService.grantTo'], ['Secret', 'SharedSecret'], ['ConfigMap', 'SharedConfigMap'],
]);

/** What grants it: the object, and the construct that writes it. */
function grantOf({ kind, name }: Reference, manifest: Manifest): string {
  const construct = GRANTED_BY.get(kind);
  const grant = `a ReferenceGrant there, from ${manifest.kind} of namespace "${namespaceOf(manifest)}" to ${kind} "${name}"`;
  return construct === undefined ? grant : `${grant} (${construct} makes it)`;
}
