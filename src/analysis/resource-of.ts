import type { ResourceRef } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import { nameOf, namespaceOf } from './cluster/cluster-index';

/** An object as findings name it. */
export function resourceOf(manifest: Manifest): ResourceRef {
  return { apiVersion: manifest.apiVersion, kind: manifest.kind, namespace: namespaceOf(manifest), name: nameOf(manifest) };
}
