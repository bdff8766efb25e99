import { groupOf, type Manifest } from '../../manifest/manifest';
import type { Entry, RuleContext } from '../rule';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { type GrantFault, misplacedGrant, nearestFault } from './grant-faults';
import { grantsByNamespace, type Referrer } from './grant-index';
import { isOfMesh } from './mesh-routes';
import { isSecret, type Reference } from './references';
import { parentsOf } from './route-references';
import { isSecretHere } from './secrets-made';

/** Whether a reference crosses namespaces, and what the ReferenceGrants of the set say of it. */
type GrantVerdict =
  | { readonly verdict: 'local' | 'permitted' | 'unknown' }
  /** A grant stands there for the target or for who refers to it, and does not fit. */
  | ({ readonly verdict: 'mismatch' } & GrantFault);

/**
 * Whether a cross-namespace reference is permitted by a ReferenceGrant in the target's namespace: one of its `from` entries is
 * who refers, and one of its `to` entries the target. None at all is `unknown`: its owner may write it elsewhere.
 * Source: Gateway API v1.6.1, ReferenceGrant.
 */
export function grantVerdict(manifest: Manifest, ref: Reference, index: ClusterIndex): GrantVerdict {
  const namespace = namespaceOf(manifest);
  if (ref.namespace === undefined || namespace === undefined || ref.namespace === namespace) return { verdict: 'local' };
  const from: Referrer = { group: groupOf(manifest.apiVersion), kind: manifest.kind, namespace };
  const grants = grantsByNamespace(index);
  const there = grants.get(ref.namespace);
  if (there?.permitting(from, ref)) return { verdict: 'permitted' };
  const misplaced = grants.get(namespace)?.permitting(from, ref);
  const fault = misplaced ? misplacedGrant(misplaced, from, ref) : nearestFault(there?.near(from, ref) ?? [], from, ref);
  return fault ? { verdict: 'mismatch', ...fault } : { verdict: 'unknown' };
}

/**
 * Whether a route may refer to a backend, or nothing says that it may not. Where it may not, that is all that is said of the
 * backend: a status does not tell either whether it is there. Source: Gateway API v1.6.1, ReferenceGrant.
 */
export function mayRefer(entry: Entry, ref: Reference, context: RuleContext): boolean {
  const { verdict } = grantVerdict(entry.manifest, ref, context.index);
  if (verdict === 'local' || verdict === 'permitted' || isOfMesh(parentsOf(entry, context))) return true;
  return verdict === 'unknown' && context.closedWorld !== true;
}

/**
 * Whether the set holds the target, or what makes it: who holds it holds the grants for it. In an app each chart may be of
 * another owner.
 */
export function isTargetHeld({ construct }: Entry, ref: Reference, index: ClusterIndex): boolean {
  if (construct !== undefined) return false;
  const { group, kind, namespace, name } = ref;
  return isSecret(ref) ? isSecretHere(ref, index) : index.find(group, kind, namespace, name).length > 0;
}
