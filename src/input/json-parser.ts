import type { Member, OddKey, Position } from './position';
import { MAX_DEPTH } from './yaml-options';

/** Why a text is no JSON, and where. */
export class JsonError extends Error {
  public constructor(message: string, public readonly offset: number, public readonly isTooDeep = false) {
    super(message);
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const CONTROL = /[\u0000-\u001f]/;
const LITERALS: ReadonlyMap<string, readonly [string, unknown]> = new Map([
  ['t', ['true', true]], ['f', ['false', false]], ['n', ['null', null]],
]);

/**
 * Reads JSON (RFC 8259) as JSON.parse does, and says what that keeps to itself: keys that stand twice, whole numbers that
 * JavaScript cannot hold (they become bigints), and on request the line of each key.
 */
export class JsonParser {
  /** Whether a key stood twice in an object. */
  public hasDuplicates = false;
  /** Where the value that was read last stands; only with `lineAt`. */
  public position: Position | undefined;
  private depth = 0;

  /**
   * @param at where to start
   * @param lineAt the line of an offset, where positions are wanted
   */
  public constructor(private readonly text: string, private at: number, private readonly lineAt?: (offset: number) => number) {}

  /** Where the next value starts, or the length of the text. */
  public next(): number {
    this.skipBlank();
    return this.at;
  }

  public value(): unknown {
    this.skipBlank();
    const start = this.at;
    const character = this.text[start];
    if (this.lineAt) this.position = { line: this.lineAt(start) };
    if (character === '{') return this.nested(() => this.object());
    if (character === '[') return this.nested(() => this.array());
    if (character === '"') return this.string();
    const [word, value] = LITERALS.get(character) ?? [undefined, undefined];
    if (word !== undefined && this.text.startsWith(word, start)) {
      this.at += word.length;
      return value;
    }
    return this.number();
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new JsonError('it nests too deeply', this.at, true);
    const value = read();
    this.depth--;
    return value;
  }

  private object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    const line = this.position?.line ?? 0;
    const members = this.lineAt && new Map<string, Member>();
    const oddKeys: OddKey[] = [];
    this.at++;
    for (let first = true; !this.ends('}', first); first = false) {
      const offset = this.next();
      if (this.text[offset] !== '"') this.refuse('a key in double quotes belongs here');
      const key = this.string();
      if (this.text[this.next()] !== ':') this.refuse('a colon belongs between key and value');
      this.at++;
      if (Object.hasOwn(object, key)) this.hasDuplicates = true;
      const value = this.value();
      store(object, key, value);
      if (members) remember(members, oddKeys, key, { line: this.lineAt!(offset), value: this.position! });
    }
    if (members) this.position = { line, members, oddKeys };
    return object;
  }

  private array(): unknown[] {
    const list: unknown[] = [];
    const line = this.position?.line ?? 0;
    const items: Position[] | undefined = this.lineAt && [];
    this.at++;
    for (let first = true; !this.ends(']', first); first = false) {
      list.push(this.value());
      if (items) items.push(this.position!);
    }
    if (items) this.position = { line, items };
    return list;
  }

  /** Whether a list or object ends here; a comma goes before all its entries but the first. */
  private ends(bracket: string, first: boolean): boolean {
    const character = this.text[this.next()];
    if (character === bracket) {
      this.at++;
      return true;
    }
    if (first) return false;
    if (character !== ',') this.refuse(`a comma or ${bracket} belongs here`);
    this.at++;
    if (this.text[this.next()] === bracket) this.refuse('nothing follows the comma');
    return false;
  }

  private string(): string {
    const { text } = this;
    const start = this.at;
    let end = text.indexOf('"', start + 1);
    let escaped = false;
    while (end >= 0 && isEscaped(text, end)) {
      escaped = true;
      end = text.indexOf('"', end + 1);
    }
    if (end < 0) this.refuse('the text in quotes has no end');
    const content = text.slice(start + 1, end);
    this.at = end + 1;
    if (!escaped && !content.includes('\\') && !CONTROL.test(content)) return content;
    try {
      return JSON.parse(text.slice(start, end + 1)) as string;
    } catch {
      throw new JsonError('the text in quotes holds a line break, a control character or an escape that is none', start);
    }
  }

  private number(): number | bigint {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) return this.refuse('a value belongs here');
    this.at = NUMBER.lastIndex;
    const [digits] = match;
    const value = Number(digits);
    if (!Number.isFinite(value)) throw new JsonError(`${digits} is too large for a number`, match.index);
    return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(digits) ? BigInt(digits) : value;
  }

  private skipBlank(): void {
    const { text } = this;
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    }
  }

  private refuse(message: string): never {
    throw new JsonError(this.at >= this.text.length ? `${message}, and the text ends` : message, this.at);
  }
}

/** Any key is data, `__proto__` too. */
function store(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1;
  while (text[before] === '\\') before--;
  return (quote - before) % 2 === 0;
}

function remember(members: Map<string, Member>, oddKeys: OddKey[], key: string, member: Member): void {
  const first = members.get(key);
  if (first) oddKeys.push({ reason: 'duplicate', key, line: member.line, first: first.line });
  members.set(key, member);
}
