/** Namespaces by the one label that no one but the API server can set. */
export function namespaceSelector(namespaces: Iterable<string>): object {
  const values = [...new Set(namespaces)].sort();
  return { from: 'Selector', selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] } };
}
