import type { Manifest } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import { labelsOf, meets, requirementsOf } from './label-selector';

/** The mistake seen most: the label that admits namespaces stands on the route, or on the ListenerSet. */
export function labelHint({ kind, metadata }: Manifest, selector: unknown, admitter: 'listener' | 'Gateway'): string {
  const labels = labelsOf(metadata);
  const carried = requirementsOf(selector)
    .filter((one) => one.key !== NAME_LABEL && ['In', 'Exists'].includes(one.operator) && meets(labels, one))
    .map(({ key }) => `${key}=${String(labels.get(key))}`);
  if (carried.length === 0) return '';
  const what = kind === 'ListenerSet' ? kind : 'route';
  return `; the ${what} carries the label ${carried.join(', ')}, and the ${admitter} looks for it on the Namespace`;
}
