import { createHash } from 'node:crypto';
import type { Manifest } from '../../src/manifest/manifest';

/** What tells an object from the others of a cluster. */
export function idOf({ apiVersion, kind, metadata }: Manifest): string {
  return [apiVersion, kind, metadata?.namespace, metadata?.name].join(' ');
}

/** The same for the same object, in the form of a UUID. */
export function uidOf(manifest: Manifest): string {
  const hash = createHash('sha256').update(idOf(manifest)).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** A reference of a child to the object that its controller made it of. */
export function ownerOf(owner: Manifest): Record<string, unknown> {
  const { apiVersion, kind, metadata: { name } } = owner;
  return { apiVersion, kind, name, uid: uidOf(owner), controller: true, blockOwnerDeletion: true };
}
