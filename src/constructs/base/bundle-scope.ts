import type { IConstruct } from 'constructs';
import { type Bundle, distinctBundles } from '../../manifest/bundles';

/** Tells the bundles of the clusters that objects of a scope go to: empty where it knows of none. */
export interface BundleSource {
  /** @param namespace of the object, where it has one */
  _bundles(namespace?: string): readonly Bundle[];
}

const SOURCE = Symbol.for('cdk8s-gateway.bundleSource');
const SOURCES = Symbol.for('cdk8s-gateway.bundleSources');

interface Holder {
  [SOURCE]?: BundleSource;
  [SOURCES]?: Map<IConstruct, BundleSource>;
}

/** Binds what is known of clusters to a scope, and to its app. */
export function offerBundles(scope: IConstruct, source: BundleSource): void {
  Object.defineProperty(scope, SOURCE, { value: source, enumerable: false, configurable: true });
  const root = scope.node.root as Holder;
  if (!root[SOURCES]) Object.defineProperty(root, SOURCES, { value: new Map(), enumerable: false });
  root[SOURCES]!.set(scope, source);
}

/** The bundles that an object at a construct goes to, as the nearest scope above it knows them. */
export function bundlesAt(construct: IConstruct, namespace?: string): readonly Bundle[] {
  for (let node: IConstruct | undefined = construct; node; node = node.node.scope) {
    const source = (node as Holder)[SOURCE];
    if (source) return source._bundles(namespace);
  }
  return [];
}

/** Every bundle that a scope of the app knows of. */
export function bundlesOfApp(root: IConstruct): Bundle[] {
  return distinctBundles([...(root as Holder)[SOURCES]?.values() ?? []].flatMap((source) => source._bundles()));
}
