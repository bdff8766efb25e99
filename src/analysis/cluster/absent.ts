import { getOrAdd } from '../../manifest/group-by';
import { nearest } from '../../manifest/nearest';
import { quoted } from '../../manifest/text';
import { oncePerIndex } from '../once';
import type { Entry, RuleContext } from '../rule';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import type { Reference } from './references';

/** Most names that an absent one is compared with: among more, the nearest is so by chance. */
const NAME_LIMIT = 100;

/** The objects of one kind, as a missing one is looked for among them. */
interface Places {
  readonly namesIn: Map<string | undefined, Set<string>>;
  readonly namespacesOf: Map<string, Set<string>>;
}

/** Whether rules report that an object is absent. In an app they do not, as its cluster holds more; in a closed world always. */
export function isAbsenceReported({ construct }: Entry, { closedWorld }: RuleContext): boolean {
  return closedWorld === true || construct === undefined;
}

/** What an absent object leads to: certain in a closed world, else only where the cluster has none either. */
export function inItsAbsence(loss: string, { closedWorld }: RuleContext): string {
  return closedWorld ? `so ${loss}` : `if the cluster has none either, ${loss}`;
}

/** The object that a reference to an absent one may mean, as the end of a sentence; empty where none is near. */
export function meantInstead({ group, kind, namespace, name }: Reference, index: ClusterIndex): string {
  const { namesIn, namespacesOf } = placesOf(index)(group, kind);
  const elsewhere = [...namespacesOf.get(name) ?? []].slice(0, 3);
  if (elsewhere.length > 0) return `; there is one in namespace ${quoted(elsewhere)}`;
  const names = namesIn.get(namespace) ?? new Set<string>();
  const near = names.size > NAME_LIMIT ? undefined : nearest(name, names);
  return near === undefined ? '' : `; ${namespace === undefined ? 'there is' : 'its namespace has'} one that is called "${near}"`;
}

/** Where the objects of each kind that is asked for stand, read once. */
const placesOf = oncePerIndex((index) => {
  const kinds = new Map<string, Places>();
  return (group: string, kind: string): Places => {
    return getOrAdd(kinds, `${group}/${kind}`, () => read(index, group, kind));
  };
});

function read(index: ClusterIndex, group: string, kind: string): Places {
  const places: Places = { namesIn: new Map(), namespacesOf: new Map() };
  for (const { manifest } of index.ofKind(group, kind)) {
    const name = nameOf(manifest);
    const namespace = namespaceOf(manifest);
    if (name === undefined) continue;
    getOrAdd(places.namesIn, namespace, () => new Set()).add(name);
    if (namespace !== undefined) getOrAdd(places.namespacesOf, name, () => new Set()).add(namespace);
  }
  return places;
}
