/** How messages name an object that stands in a namespace, or says none: `shop/web`, or `web`. */
export function placeText(namespace: string | undefined, name: string | undefined): string {
  return namespace === undefined || namespace === '' ? name ?? '' : `${namespace}/${name ?? ''}`;
}

/** The same with its kind: `Service shop/web`. */
export function objectText({ kind, namespace, name }: { kind: string; namespace?: string; name?: string }): string {
  return `${kind} ${placeText(namespace, name)}`;
}
