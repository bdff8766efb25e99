import type { Manifest } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import { wordOf } from '../../manifest/problem';
import type { ClusterIndex } from './cluster-index';
import { describeRequirement, labelsOf, meets, requirementsOf } from './label-selector';

/** Which labels of a Namespace that is here do not meet a selector. */
export function labelsApart(namespace: string | undefined, selector: unknown, index: ClusterIndex): string {
  const [object] = namespace === undefined ? [] : index.find('', 'Namespace', undefined, namespace);
  if (!object) return '';
  const labels = labelsOf(object.manifest.metadata);
  const apart = requirementsOf(selector).filter((one) => one.key !== NAME_LABEL && !meets(labels, one));
  if (apart.length === 0) return '';
  const has = apart.map(({ key }) => (labels.has(key) ? `${key}=${wordOf(labels.get(key))}` : `no label ${key}`));
  return `, which has ${has.join(', ')} where ${apart.map(describeRequirement).join(', ')} is asked for`;
}

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
