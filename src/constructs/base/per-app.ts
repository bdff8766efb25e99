import type { IConstruct } from 'constructs';
import { getOrAdd } from '../../manifest/group-by';

/** What the constructs of each app tell each other: one value for each tree, made when it is first asked for. */
export function perApp<T>(make: () => T): (construct: IConstruct) => T {
  const values = new WeakMap<IConstruct, T>();
  return ({ node: { root } }) => getOrAdd(values, root, make);
}
