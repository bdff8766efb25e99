/** A piece of an expression; `at` is its place, for messages. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

/** An expression that is none, or uses what this reader does not know. */
export class CelSyntaxError extends Error {}

const PIECE = /\s*(?:(?<name>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?)|(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<symbol>&&|\|\||[=!<>]=|[-+*/%<>!?:.,()[\]{}]))/sy;

/** The pieces of an expression. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  const end = expression.trimEnd().length;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < end) {
    const at = PIECE.lastIndex;
    const groups = PIECE.exec(expression)?.groups;
    if (groups === undefined) throw new CelSyntaxError(`unexpected "${expression.slice(at, at + 10).trim()}" at ${at}`);
    const { name, number, text, symbol } = groups;
    if (name !== undefined) tokens.push({ kind: 'name', text: name, at });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (text !== undefined) tokens.push({ kind: 'text', text: unescaped(text.slice(1, -1)), at });
    else tokens.push({ kind: 'symbol', text: symbol, at });
  }
  return [...tokens, { kind: 'end', text: '', at: end }];
}

const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, letter: string) =>
    (code === undefined ? ESCAPES[letter] ?? letter : String.fromCharCode(parseInt(code, 16))));
}
