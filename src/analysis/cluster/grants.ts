import { GATEWAY_API } from '../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { type Reference, specOf } from './references';

/** Whether a reference crosses namespaces, and what the ReferenceGrants of the set say of it. */
export type GrantVerdict =
  | { readonly verdict: 'local' | 'permitted' | 'unknown' }
  /** A grant stands there for the target's namespace, and does not fit. */
  | { readonly verdict: 'mismatch'; readonly why: string; readonly fix: string };

/**
 * Whether a cross-namespace reference is permitted by a ReferenceGrant in the target's namespace.
 * None at all is `unknown`: its owner may write it elsewhere.
 */
export function grantVerdict(manifest: Manifest, ref: Reference, index: ClusterIndex): GrantVerdict {
  const from = namespaceOf(manifest);
  if (ref.namespace === undefined || from === undefined || ref.namespace === from) return { verdict: 'local' };
  const all = index.ofKind(GATEWAY_API, 'ReferenceGrant').map((entry) => entry.manifest);
  const there = all.filter((grant) => namespaceOf(grant) === ref.namespace);
  if (there.some((grant) => permits(grant, manifest, from, ref))) return { verdict: 'permitted' };
  const near = there.find((grant) => opens(grant, ref));
  if (near) return mismatchOf(near, manifest, from);
  const misplaced = all.find((grant) => namespaceOf(grant) === from && admits(grant, manifest, from) && opens(grant, ref));
  if (misplaced) {
    return {
      verdict: 'mismatch', why: `ReferenceGrant ${nameOf(misplaced)} stands in namespace "${from}", and only one in the target's namespace counts`,
      fix: `move it to namespace "${ref.namespace}"`,
    };
  }
  return { verdict: 'unknown' };
}

function mismatchOf(grant: Manifest, manifest: Manifest, from: string): GrantVerdict {
  const kinds = listOf(specOf(grant).from).filter((peer) => isRecord(peer) && peer.namespace === from);
  const why = kinds.length === 0
    ? `ReferenceGrant ${nameOf(grant)} does not name namespace "${from}"`
    : `ReferenceGrant ${nameOf(grant)} does not name kind ${manifest.kind} of ${groupOf(manifest.apiVersion)}`;
  return { verdict: 'mismatch', why, fix: `add { group: ${groupOf(manifest.apiVersion)}, kind: ${manifest.kind}, namespace: ${from} } to its from list` };
}

function permits(grant: Manifest, manifest: Manifest, from: string, ref: Reference): boolean {
  return admits(grant, manifest, from) && opens(grant, ref);
}

function admits(grant: Manifest, manifest: Manifest, from: string): boolean {
  return listOf(specOf(grant).from).some((peer) => isRecord(peer)
    && peer.group === groupOf(manifest.apiVersion) && peer.kind === manifest.kind && peer.namespace === from);
}

function opens(grant: Manifest, ref: Reference): boolean {
  return listOf(specOf(grant).to).some((target) => isRecord(target)
    && target.group === ref.group && target.kind === ref.kind
    && (target.name === undefined || target.name === '' || target.name === ref.name));
}
