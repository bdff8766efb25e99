import { jsonText } from '../../manifest/json-text';
import { objectText } from '../../manifest/object-text';
import type { Entry } from '../rule';
import { attachmentsOf } from './attachment';
import type { ClusterIndex } from './cluster-index';
import type { Reference } from './references';

/** A listener that a route attaches to. */
interface ListenerPlace {
  /** Tells listeners apart. */
  readonly key: string;
  /** How messages name it. */
  readonly name: string;
  /** The listener's own hostname, where it is known and it has one. */
  readonly hostname?: string;
  /** The parentRef that leads there. */
  readonly path: string;
}

/** The listeners that a route attaches to: as parents say that are in the set, else as its parentRefs name them. */
export function listenersOf(route: Entry, index: ClusterIndex): ListenerPlace[] {
  return attachmentsOf(route, index).flatMap(({ ref, parent, listeners }) => {
    if (!parent) return [placeOf(ref, ref.sectionName, ref.port)];
    return listeners.map(({ listener: { name, hostname } }) =>
      ({ ...placeOf(ref, name), ...(hostname !== undefined && { hostname }) }));
  });
}

/** Without a section, and with nothing known of the parent, two routes meet where they name the same. */
export function placeOf(ref: Reference, section: string | undefined, port?: number): ListenerPlace {
  const { group, kind, namespace, name, path } = ref;
  const parent = objectText(ref);
  const listener = section === undefined ? `its listeners${port === undefined ? '' : ` on port ${port}`}` : `listener "${section}"`;
  return { key: jsonText([group, kind, namespace, name, section ?? null, port ?? null]), name: `${listener} of ${parent}`, path };
}
