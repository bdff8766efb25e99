import type { Manifest } from '../../manifest/manifest';
import { placeText } from '../../manifest/object-text';
import type { Entry } from '../rule';
import { nameOf, namespaceOf } from './cluster-index';

/** The name of an object as messages show it, which may have none. */
export function shownName(manifest: Manifest): string {
  return nameOf(manifest) ?? '(no name)';
}

/** `TCPRoute shop/db (shop/database)`: an object as messages about another name it, with its construct where it has one. */
export function describeEntry({ manifest, construct, file }: Entry): string {
  const where = construct ?? file;
  return `${manifest.kind} ${placeText(namespaceOf(manifest), shownName(manifest))}${where === undefined ? '' : ` (${where})`}`;
}
