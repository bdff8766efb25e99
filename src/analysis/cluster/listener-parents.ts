import { getOrAdd } from '../../manifest/group-by';
import { isRoute } from '../../manifest/kinds';
import { isRecord, listOf } from '../../manifest/manifest';
import { oncePerIndex } from '../once';
import type { Entry, RuleContext } from '../rule';
import { isListenerParent, parentEntry } from './attachment';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { gatewayRefOf } from './gateway-of';
import { type Reference, specOf } from './references';
import { parentsOf } from './route-references';

/** The Gateways and ListenerSets that a route or ListenerSet names as parents. */
export function listenerParents(entry: Entry, context: RuleContext): Reference[] {
  if (isRoute(entry.manifest)) return parentsOf(entry, context).filter(isListenerParent);
  const ref = gatewayRefOf(entry.manifest);
  return ref ? [ref] : [];
}

/** The namespaces in which parents stand that a parentRef without a namespace does not lead to; most often one, or none. */
export function forgottenNamespaces({ manifest }: Entry, ref: Reference, index: ClusterIndex): readonly string[] {
  if (namespaceOf(manifest) === undefined || parentEntry(ref, index) || namesNamespace(manifest, ref)) return [];
  return [...namespacesOfParents(index)(ref).get(ref.name) ?? []];
}

function namesNamespace(manifest: Entry['manifest'], { path }: Reference): boolean {
  const { parentRef, parentRefs } = specOf(manifest);
  const at = /\d+/.exec(path)?.[0];
  const ref = at === undefined ? parentRef : listOf(parentRefs)[Number(at)];
  return isRecord(ref) && ref.namespace !== undefined && ref.namespace !== null;
}

/** Of so many namespaces at most a message tells. */
const MOST = 5;

/** The first namespaces that have a parent of a name. */
const namespacesOfParents = oncePerIndex((index) => {
  const kinds = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();
  return ({ group, kind }: Reference) => getOrAdd(kinds, kind, () => namespacesByName(index.ofKind(group, kind)));
});

function namespacesByName(entries: readonly Entry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { manifest } of entries) {
    const [name, namespace] = [nameOf(manifest), namespaceOf(manifest)];
    if (name === undefined || namespace === undefined) continue;
    const there = getOrAdd(found, name, () => new Set());
    if (there.size < MOST) there.add(namespace);
  }
  return found;
}
