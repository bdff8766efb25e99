/** Plain data without its nesting: keys and values in order, with marks where an object or list starts and ends. */
export type FlatData = readonly unknown[];

type Fields = Record<string, unknown>;

const OBJECT = Symbol('object');
const LIST = Symbol('list');
const END = Symbol('end');
/** What is deeper is not called plain: it may hold itself. */
const DEPTH_LIMIT = 64;

/** Writes data flat, object after object. */
export class FlatWriter {
  public readonly flat: unknown[] = [];

  /** Writes the fields of an object of whatever class, except one. False where one of them is not plain data. */
  public fields(fields: Fields, except: string | undefined, depth = DEPTH_LIMIT): boolean {
    for (const key in fields) {
      if (key === except) continue;
      this.flat.push(key);
      if (!this.value(fields[key], depth)) return false;
    }
    this.flat.push(END);
    return true;
  }

  private value(value: unknown, depth: number): boolean {
    if (typeof value !== 'object' || value === null) {
      this.flat.push(value);
      return typeof value !== 'function';
    }
    if (!isPlain(value) || depth === 0) return false;
    this.flat.push(Array.isArray(value) ? LIST : OBJECT);
    return Array.isArray(value) ? this.items(value, depth - 1) : this.fields(value as Fields, undefined, depth - 1);
  }

  private items(list: unknown[], depth: number): boolean {
    this.flat.push(list.length);
    return list.every((item) => this.value(item, depth));
  }
}

/** Compares data with what was written of it before, in the same order. Builds nothing. */
export class FlatReader {
  readonly #flat: FlatData;
  #at = 0;

  public constructor(flat: FlatData) {
    this.#flat = flat;
  }

  /** Whether the fields are those that were written, in the same order. */
  public isSameFields(fields: Fields, except: string | undefined): boolean {
    for (const key in fields) {
      if (key === except) continue;
      if (this.#flat[this.#at++] !== key || !this.isSameValue(fields[key])) return false;
    }
    return this.#flat[this.#at++] === END;
  }

  private isSameValue(value: unknown): boolean {
    const known = this.#flat[this.#at++];
    if (typeof value !== 'object' || value === null) return value === known;
    if (!isPlain(value)) return false;
    if (Array.isArray(value)) return known === LIST && this.isSameList(value);
    return known === OBJECT && this.isSameFields(value as Fields, undefined);
  }

  private isSameList(list: unknown[]): boolean {
    if (this.#flat[this.#at++] !== list.length) return false;
    for (let i = 0; i < list.length; i++) {
      if (!this.isSameValue(list[i])) return false;
    }
    return true;
  }
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === (Array.isArray(value) ? Array.prototype : Object.prototype);
}
