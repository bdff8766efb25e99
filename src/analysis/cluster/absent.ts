import { getOrAdd } from '../../manifest/group-by';
import { nearest } from '../../manifest/nearest';
import { oncePerIndex } from '../once';
import type { Entry, RuleContext } from '../rule';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import type { Reference } from './references';

/** Most names that a missing one is compared with: of more the nearest is chance. */
const NAME_LIMIT = 100;

/** The objects of one kind, as a missing one is looked for among them. */
interface Places {
  readonly namesIn: Map<string | undefined, Set<string>>;
  readonly namespacesOf: Map<string, Set<string>>;
}

/** An app is a part of what its cluster holds, so there an absent object is worth no word; a closed world holds everything. */
export function isAbsenceTold({ construct }: Entry, { closedWorld }: RuleContext): boolean {
  return closedWorld === true || construct === undefined;
}

/** What becomes of an object that refers to nothing: certain in a closed world, and else only where the cluster has none. */
export function inItsAbsence(loss: string, { closedWorld }: RuleContext): string {
  return closedWorld ? `so ${loss}` : `if the cluster has none either, ${loss}`;
}

/** What may have been meant by a reference to an object that is not in the set: the end of a sentence, or nothing. */
export function meantInstead({ group, kind, namespace, name }: Reference, index: ClusterIndex): string {
  const { namesIn, namespacesOf } = placesOf(index)(group, kind);
  const elsewhere = [...namespacesOf.get(name) ?? []].slice(0, 3);
  if (elsewhere.length > 0) return `; there is one in namespace ${elsewhere.map((one) => `"${one}"`).join(', ')}`;
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
