import type { Manifest } from '../../manifest/manifest';
import { backendRefsOf, parentRefsOf, type Reference } from './references';

/** The references of routes, read once for all rules of a run. */
export class ReferenceTable {
  readonly #parents = new Map<Manifest, readonly Reference[]>();
  readonly #backends = new Map<Manifest, readonly Reference[]>();

  /** The parents of a route. */
  public parentsOf(route: Manifest): readonly Reference[] {
    return read(this.#parents, route, parentRefsOf);
  }

  /** The backends of a route, those of mirrors included. */
  public backendsOf(route: Manifest): readonly Reference[] {
    return read(this.#backends, route, backendRefsOf);
  }
}

function read(
  known: Map<Manifest, readonly Reference[]>, route: Manifest, readNow: (route: Manifest) => Reference[],
): readonly Reference[] {
  const references = known.get(route) ?? readNow(route);
  known.set(route, references);
  return references;
}
