import { placeText } from '../../manifest/object-text';
import type { Entry } from '../rule';
import { nameOf, namespaceOf } from './cluster-index';

/** `TCPRoute shop/db (shop/database)`: an object as messages about another name it, with its construct where it has one. */
export function describeEntry({ manifest, construct, file }: Entry): string {
  const where = construct ?? file;
  return `${manifest.kind} ${placeText(namespaceOf(manifest), nameOf(manifest))}${where === undefined ? '' : ` (${where})`}`;
}
