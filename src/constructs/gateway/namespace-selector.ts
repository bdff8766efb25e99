import { NAME_LABEL } from '../../manifest/names';
/** Namespaces by the one label that no one but the API server can set. */
export function namespaceSelector(namespaces: Iterable<string>): object {
  const values = [...new Set(namespaces)].sort();
  return { from: 'Selector', selector: { matchExpressions: [{ key: NAME_LABEL, operator: 'In', values }] } };
}
