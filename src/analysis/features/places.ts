import { isRecord, listOf } from '../../manifest/manifest';
import type { Place } from './feature-need';

/** The object at a field; nothing where it is none. */
export function placesAt({ fields, path }: Place, field: string): Place[] {
  const value = fields[field];
  return isRecord(value) ? [{ fields: value, path: `${path}.${field}` }] : [];
}

/** The objects of a list at a field. */
export function itemsAt({ fields, path }: Place, field: string): Place[] {
  return listOf(fields[field]).flatMap((item, i) => (isRecord(item) ? [{ fields: item, path: `${path}.${field}[${i}]` }] : []));
}
