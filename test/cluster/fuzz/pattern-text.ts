import type { Random } from './random';

/** Writes texts that match a regular expression of the kind that CRDs have: groups, classes, repeats, alternatives. */
export function textMatching(pattern: string, random: Random): string {
  return new Writer(pattern, random).alternatives();
}

const PRINTABLE: [number, number][] = [[0x20, 0x7e]];
const CLASSES: Record<string, [number, number][]> = {
  d: [[0x30, 0x39]], w: [[0x61, 0x7a], [0x41, 0x5a], [0x30, 0x39], [0x5f, 0x5f]], s: [[0x20, 0x20]], S: [[0x21, 0x7e]],
};
const CONTROLS: Record<string, string> = { t: '\t', n: '\n', r: '\r' };

class Writer {
  private at = 0;

  public constructor(private readonly pattern: string, private readonly random: Random) {}

  /** Each alternative is written, and one of them taken: reading and writing are one pass. */
  public alternatives(): string {
    const options = [this.sequence()];
    while (this.pattern[this.at] === '|') {
      this.at++;
      options.push(this.sequence());
    }
    return this.random.pick(options);
  }

  private sequence(): string {
    let text = '';
    while (this.at < this.pattern.length && !'|)'.includes(this.pattern[this.at])) text += this.repeated();
    return text;
  }

  private repeated(): string {
    const start = this.at;
    const first = this.atom();
    const end = this.at;
    const [least, most] = this.quantifier();
    const after = this.at;
    const count = least + this.random.below(most - least + 1);
    if (count === 0) return '';
    let text = first;
    for (let i = 1; i < count; i++) {
      this.at = start;
      text += this.atom();
      this.at = end;
    }
    this.at = after;
    return text;
  }

  private atom(): string {
    const char = this.pattern[this.at++];
    if (char === '^' || char === '$') return '';
    if (char === '.') return this.from(PRINTABLE);
    if (char === '[') return this.from(this.ranges());
    if (char === '\\') return this.escaped();
    if (char !== '(') return char;
    const prefix = /^\?(?::|[a-z]+\))/.exec(this.pattern.slice(this.at))?.[0] ?? '';
    this.at += prefix.length;
    if (prefix.endsWith(')')) return '';
    const text = this.alternatives();
    this.at++;
    return text;
  }

  private escaped(): string {
    const [char] = this.point();
    return typeof char === 'string' ? char : this.from(char);
  }

  /** What follows a backslash: a character, or a class of them. */
  private point(): [string | [number, number][]] {
    const char = this.pattern[this.at++];
    if (char === 'x') {
      this.at += 2;
      return [String.fromCharCode(parseInt(this.pattern.slice(this.at - 2, this.at), 16))];
    }
    return [CLASSES[char] ?? CONTROLS[char] ?? char];
  }

  private ranges(): [number, number][] {
    const negated = this.pattern[this.at] === '^';
    if (negated) this.at++;
    const ranges: [number, number][] = [];
    while (this.pattern[this.at] !== ']') {
      const low = this.classItem();
      if (typeof low !== 'string') ranges.push(...low);
      else if (this.pattern[this.at] === '-' && this.pattern[this.at + 1] !== ']') {
        this.at++;
        ranges.push([low.charCodeAt(0), String(this.classItem()).charCodeAt(0)]);
      } else ranges.push([low.charCodeAt(0), low.charCodeAt(0)]);
    }
    this.at++;
    return negated ? without(ranges) : ranges;
  }

  private classItem(): string | [number, number][] {
    const char = this.pattern[this.at++];
    return char === '\\' ? this.point()[0] : char;
  }

  private from(ranges: [number, number][]): string {
    const [low, high] = this.random.pick(ranges);
    return String.fromCharCode(low + this.random.below(high - low + 1));
  }

  private quantifier(): [number, number] {
    const char = this.pattern[this.at];
    if (char === '*' || char === '+' || char === '?') this.at++;
    if (char === '*') return [0, this.random.pick([1, 1, 3, 12])];
    if (char === '+') return [1, this.random.pick([1, 2, 6, 20])];
    if (char === '?') return [0, 1];
    const counts = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.pattern.slice(this.at));
    if (!counts) return [1, 1];
    this.at += counts[0].length;
    const least = Number(counts[1]);
    return [least, counts[2] === undefined ? least : Number(counts[3] || least + 3)];
  }
}

/** The printable characters outside of some ranges. */
function without(ranges: [number, number][]): [number, number][] {
  const all = Array.from({ length: 0x7e - 0x20 }, (_, index) => 0x21 + index);
  const rest = all.filter((code) => !ranges.some(([low, high]) => code >= low && code <= high));
  return rest.map((code) => [code, code]);
}
