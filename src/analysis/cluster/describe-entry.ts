import type { Manifest } from '../../manifest/manifest';
import { placeText } from '../../manifest/object-text';
import type { Entry } from '../rule';
import { nameOf, namespaceOf } from './cluster-index';

/** The name of an object as messages show it, which may have none. */
export function shownName(manifest: Manifest): string {
  return nameOf(manifest) ?? '(no name)';
}

/** Where an object stands, as messages about another say it: its construct, or `shop.yaml:12`. */
export function placeOfEntry({ construct, file, line }: Entry): string | undefined {
  return construct ?? (file !== undefined && line ? `${file}:${line()}` : file);
}

/** `TCPRoute shop/db (shop/database)`: an object as messages about another name it, with its place where it has one. */
export function describeEntry(entry: Entry): string {
  const { manifest } = entry;
  const where = placeOfEntry(entry);
  return `${manifest.kind} ${placeText(namespaceOf(manifest), shownName(manifest))}${where === undefined ? '' : ` (${where})`}`;
}
