import { CelSyntaxError, type Token, tokensOf } from './tokens';

/** What an expression is made of. */
export type Node =
  | { readonly is: 'literal'; readonly value: string | number | boolean | null }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'list'; readonly items: readonly Node[] }
  | { readonly is: 'map'; readonly entries: readonly (readonly [Node, Node])[] }
  | { readonly is: 'field'; readonly of: Node; readonly name: string }
  | { readonly is: 'index'; readonly of: Node; readonly key: Node }
  | { readonly is: 'call'; readonly of?: Node; readonly name: string; readonly args: readonly Node[] }
  | { readonly is: 'operator'; readonly operator: string; readonly args: readonly Node[] };

/** From the loosest operators to the tightest, without the choice, which binds looser still. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>=', 'in'], ['+', '-'], ['*', '/', '%'],
];

const WORDS = new Map<string, boolean | null>([['true', true], ['false', false], ['null', null]]);

/** Reads the part of CEL that policies of this library are written in. Source: CEL, language definition. */
export function parseCel(expression: string): Node {
  return new Parser(tokensOf(expression)).whole();
}

class Parser {
  #next = 0;

  public constructor(private readonly tokens: readonly Token[]) {}

  public whole(): Node {
    const node = this.choice();
    if (this.token.kind !== 'end') throw this.unexpected();
    return node;
  }

  private get token(): Token {
    return this.tokens[this.#next];
  }

  private unexpected(): CelSyntaxError {
    return new CelSyntaxError(`unexpected ${this.token.kind === 'end' ? 'end' : `"${this.token.text}"`} at ${this.token.at}`);
  }

  private is(symbol: string): boolean {
    return this.token.text === symbol && (this.token.kind === 'symbol' || (this.token.kind === 'name' && symbol === 'in'));
  }

  private skip(symbol: string): boolean {
    const found = this.is(symbol);
    if (found) this.#next++;
    return found;
  }

  private expect(symbol: string): void {
    if (!this.skip(symbol)) throw this.unexpected();
  }

  private name(): string {
    if (this.token.kind !== 'name') throw this.unexpected();
    return this.tokens[this.#next++].text;
  }

  private choice(): Node {
    const condition = this.level(0);
    if (!this.skip('?')) return condition;
    const then = this.level(0);
    this.expect(':');
    return { is: 'operator', operator: '?:', args: [condition, then, this.choice()] };
  }

  private level(depth: number): Node {
    if (depth === LEVELS.length) return this.unary();
    let left = this.level(depth + 1);
    for (;;) {
      const operator = LEVELS[depth].find((one) => this.is(one));
      if (operator === undefined) return left;
      this.#next++;
      left = { is: 'operator', operator, args: [left, this.level(depth + 1)] };
    }
  }

  private unary(): Node {
    const operator = ['!', '-'].find((one) => this.skip(one));
    return operator === undefined ? this.member() : { is: 'operator', operator: `${operator}_`, args: [this.unary()] };
  }

  private member(): Node {
    let node = this.primary();
    for (;;) {
      if (this.skip('.')) {
        const name = this.name();
        node = this.is('(') ? { is: 'call', of: node, name, args: this.args() } : { is: 'field', of: node, name };
      } else if (this.skip('[')) {
        node = { is: 'index', of: node, key: this.choice() };
        this.expect(']');
      } else {
        return node;
      }
    }
  }

  private args(): Node[] {
    this.expect('(');
    return this.list(')', () => this.choice());
  }

  private list<T>(end: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.skip(end)) {
      items.push(item());
      if (!this.is(end)) this.expect(',');
    }
    return items;
  }

  private primary(): Node {
    const { kind, text } = this.token;
    if (this.skip('(')) {
      const node = this.choice();
      this.expect(')');
      return node;
    }
    if (this.skip('[')) return { is: 'list', items: this.list(']', () => this.choice()) };
    if (this.skip('{')) return { is: 'map', entries: this.list('}', () => this.entry()) };
    if (kind === 'symbol' || kind === 'end') throw this.unexpected();
    this.#next++;
    if (kind !== 'name') return { is: 'literal', value: kind === 'text' ? text : Number(text) };
    const word = WORDS.get(text);
    if (word !== undefined) return { is: 'literal', value: word };
    return this.is('(') ? { is: 'call', name: text, args: this.args() } : { is: 'name', name: text };
  }

  private entry(): [Node, Node] {
    const key = this.choice();
    this.expect(':');
    return [key, this.choice()];
  }
}
