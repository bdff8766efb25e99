import { isRecord, listOf } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import type { ClusterIndex } from './cluster-index';

/** Whether a label selector matches a namespace; undefined where its labels are not known. */
export function selectorMatches(selector: unknown, namespace: string | undefined, index: ClusterIndex): boolean | undefined {
  if (!isRecord(selector) || namespace === undefined) return false;
  const [object] = index.find('', 'Namespace', undefined, namespace);
  const own = object && isRecord(object.manifest.metadata.labels) ? object.manifest.metadata.labels : {};
  // The control plane sets this one label on every namespace; the others are known where the Namespace is.
  const labels: Record<string, unknown> = { ...own, [NAME_LABEL]: namespace };
  const value = (key: string): unknown => (object || key === NAME_LABEL ? labels[key] ?? null : undefined);
  const results = [
    ...Object.entries(isRecord(selector.matchLabels) ? selector.matchLabels : {})
      .map(([key, wanted]) => same(value(key), [wanted], 'In')),
    ...listOf(selector.matchExpressions).filter(isRecord).map((expression) =>
      same(value(String(expression.key)), listOf(expression.values), String(expression.operator))),
  ];
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

function same(value: unknown, wanted: unknown[], operator: string): boolean | undefined {
  if (value === undefined) return undefined;
  if (operator === 'Exists') return value !== null;
  if (operator === 'DoesNotExist') return value === null;
  return wanted.includes(value) === (operator === 'In');
}
