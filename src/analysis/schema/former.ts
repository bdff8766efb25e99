import { jsonText } from '../../manifest/json-text';
import { isRecord } from '../../manifest/manifest';
import { sameJson } from '../../manifest/same-json';
import type { CompiledNode } from './compiled-node';

/**
 * A value in an update beside the one that was there before, both as they are stored. What stays the same is forgiven, though a
 * newer schema may not take it. Source: Kubernetes, CustomResourceDefinition, validation ratcheting.
 */
export class Former {
  private readonly below = new Map<string | number, Former | undefined>();
  private items?: (item: unknown) => unknown;
  private same?: boolean;

  constructor(private readonly node: CompiledNode, private readonly value: unknown, public readonly old: unknown) {}

  /** A part of the value beside what corresponds to it, where something does. */
  public at(step: string | number): Former | undefined {
    if (!this.below.has(step)) this.below.set(step, typeof step === 'number' ? this.item(step) : this.field(step));
    return this.below.get(step);
  }

  /** Whether nothing changed. Lists that tell their items by keys may be in another order. */
  public isSame(): boolean {
    this.same ??= this.compare();
    return this.same;
  }

  private field(name: string): Former | undefined {
    const { node, value, old } = this;
    const child = node.properties.get(name) ?? node.values;
    if (!child || !isRecord(value) || !isRecord(old)) return undefined;
    if (!Object.hasOwn(value, name) || !Object.hasOwn(old, name)) return undefined;
    return new Former(child, value[name], old[name]);
  }

  /** Items of other lists than those with keys correspond to none. */
  private item(index: number): Former | undefined {
    const { node, value, old } = this;
    if (!node.keys || !node.items || !Array.isArray(value) || !Array.isArray(old)) return undefined;
    this.items ??= byKeys(node.keys, old);
    const before = this.items(value[index]);
    return before === undefined ? undefined : new Former(node.items, value[index], before);
  }

  private compare(): boolean {
    const { node, value, old } = this;
    if (Array.isArray(value) && Array.isArray(old)) {
      if (value.length !== old.length) return false;
      return node.keys ? value.every((_, index) => this.at(index)?.isSame()) : sameJson(value, old);
    }
    if (!isRecord(value) || !isRecord(old)) return sameJson(value, old);
    const keys = Object.keys(value);
    return keys.length === Object.keys(old).length && keys.every((key) => this.at(key)?.isSame());
  }
}

function byKeys(keys: NonNullable<CompiledNode['keys']>, old: unknown[]): (item: unknown) => unknown {
  const identityOf = (item: unknown): string => jsonText(keys.map(([key]) => (isRecord(item) ? item[key] : undefined)));
  const known = new Map(old.map((item) => [identityOf(item), item]));
  return (item) => known.get(identityOf(item));
}
