import { given } from '../../../manifest/manifest';
import type { Problem } from '../../../manifest/problem';

/** What a rule has against the value of its node. */
export interface RuleProblem extends Problem {
  /** Where below the node; left out: the node itself. */
  readonly at?: readonly (string | number)[];
  /** The API server cannot even evaluate its rule, which it forgives in no update. */
  readonly fails?: boolean;
  /** It is about the change itself. */
  readonly ofChange?: boolean;
}

/**
 * A rule of a CRD over the value of one node, which has the form that the node's schema says. What has a default may be left out:
 * a rule knows the default, so that no object is copied only to be judged. Null is nothing, as it is to the API server. The old
 * value is the one of the object in the cluster, where one corresponds.
 */
export type NodeRule<T> = (value: T, old?: T) => RuleProblem | undefined;

/** A field that may be left out. */
export type Maybe<T> = T | null | undefined;

/** An object whose fields are of interest only by being there. */
export type Fields = Readonly<Record<string, unknown>>;

/** The keys of labels or options, of which one that is null is none. */
export function keysOf(fields: Maybe<Fields>): string[] {
  return Object.entries(fields ?? {}).filter(([, value]) => given(value)).map(([key]) => key);
}

/** The first item that is the same as an earlier one, by a key that may be none; and that earlier one. */
export function firstRepeated<T>(
  items: readonly T[], keyOf: (item: T) => Maybe<string | number>,
): { readonly item: T; readonly index: number; readonly earlier: number } | undefined {
  const seen = new Map<string | number, number>();
  for (let index = 0; index < items.length; index++) {
    const key = keyOf(items[index]);
    if (!given(key)) continue;
    const earlier = seen.get(key);
    if (earlier !== undefined) return { item: items[index], index, earlier };
    seen.set(key, index);
  }
  return undefined;
}
