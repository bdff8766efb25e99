import { isRoute } from '../../manifest/kinds';
import { isRecord, listOf } from '../../manifest/manifest';
import { oncePerIndex } from '../once-per-index';
import type { Entry, RuleContext } from '../rule';
import { isListenerParent, parentEntry } from './attachment';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { parentOfSet } from './listener-sets';
import { type Reference, specOf } from './references';
import { parentsOf } from './route-references';

/** The Gateways and ListenerSets that a route or ListenerSet names as parents. */
export function listenerParents(entry: Entry, context: RuleContext): Reference[] {
  if (isRoute(entry.manifest)) return parentsOf(entry, context).filter(isListenerParent);
  const ref = parentOfSet(entry.manifest);
  return ref?.kind === 'Gateway' && isListenerParent(ref) ? [ref] : [];
}

/** The namespace in which the parent stands that a parentRef without a namespace does not lead to. */
export function forgottenNamespace({ manifest }: Entry, ref: Reference, index: ClusterIndex): string | undefined {
  if (namespaceOf(manifest) === undefined || parentEntry(ref, index) || namesNamespace(manifest, ref)) return undefined;
  return namespacesOfParents(index)(ref).get(ref.name);
}

function namesNamespace(manifest: Entry['manifest'], { path }: Reference): boolean {
  const { parentRef, parentRefs } = specOf(manifest);
  const at = /\d+/.exec(path)?.[0];
  const ref = at === undefined ? parentRef : listOf(parentRefs)[Number(at)];
  return isRecord(ref) && ref.namespace !== undefined && ref.namespace !== null;
}

/** The first namespace that has a parent of a name. */
const namespacesOfParents = oncePerIndex((index) => {
  const kinds = new Map<string, Map<string, string>>();
  return ({ group, kind }: Reference): ReadonlyMap<string, string> => {
    const known = kinds.get(kind) ?? new Map<string, string>();
    if (!kinds.has(kind)) {
      for (const { manifest } of index.ofKind(group, kind)) {
        const [name, namespace] = [nameOf(manifest), namespaceOf(manifest)];
        if (name !== undefined && namespace !== undefined && !known.has(name)) known.set(name, namespace);
      }
      kinds.set(kind, known);
    }
    return known;
  };
});
