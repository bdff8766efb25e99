import { isRecord } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import type { ClusterIndex } from './cluster-index';
import { labelsOf, meets, requirementsOf } from './label-selector';

/** Whether a label selector matches a namespace; undefined where its labels are not known. */
export function selectorMatches(selector: unknown, namespace: string | undefined, index: ClusterIndex): boolean | undefined {
  if (!isRecord(selector) || namespace === undefined) return false;
  const [object] = index.find('', 'Namespace', undefined, namespace);
  // The control plane sets this one label on every namespace; the others are known where the Namespace is.
  const labels = new Map([...labelsOf(object?.manifest.metadata), [NAME_LABEL, namespace]]);
  const results = requirementsOf(selector).map((one) => (object || one.key === NAME_LABEL ? meets(labels, one) : undefined));
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}
