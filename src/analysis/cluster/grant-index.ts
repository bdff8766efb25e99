import { getOrAdd, push } from '../../manifest/group-by';
import { jsonText } from '../../manifest/json-text';
import { GATEWAY_API } from '../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { oncePerIndex } from '../once';
import { namespaceOf } from './cluster-index';
import { type Reference, specOf } from './references';

/** Who refers to an object of another namespace, as a grant's `from` names it. */
export interface Referrer {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

/** A ReferenceGrant and its two lists. */
export interface Grant {
  readonly manifest: Manifest;
  readonly from: readonly Record<string, unknown>[];
  readonly to: readonly Record<string, unknown>[];
}

/** How many grants are compared with a reference that none of them permits. */
const NEAR_LIMIT = 32;

/** The ReferenceGrants of one namespace. */
class GrantsOfNamespace {
  readonly #permitted = new Map<string, Grant>();
  readonly #byFrom = new Map<string, Grant[]>();
  readonly #byTo = new Map<string, Grant[]>();

  /** Takes a grant in; of several for one reference the first is remembered. */
  public add(grant: Grant): void {
    const targets = grant.to.map(({ group, kind, name }) => toKey(group, kind, name ?? ''));
    for (const key of new Set(targets)) push(this.#byTo, key, grant);
    for (const { group, kind, namespace } of grant.from) {
      const who = fromKey(group, kind, namespace);
      push(this.#byFrom, who, grant);
      for (const target of targets) {
        if (!this.#permitted.has(who + target)) this.#permitted.set(who + target, grant);
      }
    }
  }

  /** The grant that permits a reference: its lists are alternatives, and a target without a name is every one of its kind. */
  public permitting(from: Referrer, ref: Reference): Grant | undefined {
    const who = fromKey(from.group, from.kind, from.namespace);
    const target = (name: string): string => toKey(ref.group, ref.kind, name);
    return this.#permitted.get(who + target(ref.name)) ?? this.#permitted.get(who + target(''));
  }

  /** Grants of which one side fits. */
  public near(from: Referrer, ref: Reference): Grant[] {
    const lists = [
      this.#byTo.get(toKey(ref.group, ref.kind, ref.name)), this.#byTo.get(toKey(ref.group, ref.kind, '')),
      this.#byFrom.get(fromKey(from.group, from.kind, from.namespace)),
    ];
    return lists.flatMap((list = []) => list.slice(0, NEAR_LIMIT));
  }
}

/** The ReferenceGrants of the set by namespace. */
export const grantsByNamespace = oncePerIndex((index) => {
  const grants = new Map<string | undefined, GrantsOfNamespace>();
  for (const { manifest } of index.ofKind(GATEWAY_API, 'ReferenceGrant')) {
    const { from, to } = specOf(manifest);
    const there = getOrAdd(grants, namespaceOf(manifest), () => new GrantsOfNamespace());
    there.add({ manifest, from: listOf(from).filter(isRecord), to: listOf(to).filter(isRecord) });
  }
  return grants;
});

const fromKey = (...parts: unknown[]): string => `from ${jsonText(parts)}`;
const toKey = (...parts: unknown[]): string => `to ${jsonText(parts)}`;
