import type { Finding } from '../../manifest/finding';

/** An object in a few words: `HTTPRoute shop/products`; '' where a finding is about a file. */
export function nameObject({ kind, namespace, name }: Finding['resource']): string {
  if (kind === '') return '';
  const full = namespace === undefined ? name : `${namespace}/${name ?? ''}`;
  return full === undefined ? kind : `${kind} ${full}`;
}

/** An object and the field in it. */
export function nameField({ resource, path = '' }: Finding): string {
  return [nameObject(resource), path].filter((part) => part !== '').join(' ');
}
