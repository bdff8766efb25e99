import { push } from '../../manifest/group-by';
import { groupOf, isRecord, type Manifest } from '../../manifest/manifest';
import type { Entry } from '../rule';

/** Where an object is: its group, kind, namespace and name. */
export function keyOf(group: string, kind: string, namespace: string | undefined, name: string): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}

/** The namespace of a manifest, where it says one. */
export function namespaceOf(manifest: Manifest): string | undefined {
  const namespace = isRecord(manifest.metadata) ? manifest.metadata.namespace : undefined;
  return typeof namespace === 'string' ? namespace : undefined;
}

/** The name of a manifest, where it says one. */
export function nameOf(manifest: Manifest): string | undefined {
  const name = isRecord(manifest.metadata) ? manifest.metadata.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** Whether two are one object, or twins of one name, which GW003 reports. Both are of one kind. */
export function isSameObject(one: Entry, other: Entry): boolean {
  return one.manifest === other.manifest || (nameOf(one.manifest) !== undefined && nameOf(one.manifest) === nameOf(other.manifest)
    && namespaceOf(one.manifest) === namespaceOf(other.manifest));
}

/** All objects of one app or one set of files, found by what they are. */
export class ClusterIndex {
  readonly #byKey = new Map<string, Entry[]>();
  readonly #byKind = new Map<string, Entry[]>();

  public constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const group = groupOf(entry.manifest.apiVersion);
      const name = nameOf(entry.manifest);
      push(this.#byKind, `${group}/${entry.manifest.kind}`, entry);
      if (name !== undefined) push(this.#byKey, keyOf(group, entry.manifest.kind, namespaceOf(entry.manifest), name), entry);
    }
  }

  /** The objects of one name: none, one, or duplicates, in the order of the input. */
  public find(group: string, kind: string, namespace: string | undefined, name: string): readonly Entry[] {
    return this.#byKey.get(keyOf(group, kind, namespace, name)) ?? [];
  }

  /** The kinds that the set has objects of, as `group/Kind`. */
  public kinds(): IterableIterator<string> {
    return this.#byKind.keys();
  }

  /** All objects of a kind. */
  public ofKind(group: string, kind: string): readonly Entry[] {
    return this.#byKind.get(`${group}/${kind}`) ?? [];
  }
}
