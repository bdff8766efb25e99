import { lazyLexer } from './lazy-lexer';

/** Marks of the lexer that stand for no text. Behind the last one comes a scalar. */
const MARKS = ['\u0002', '\u0018', '\u001f'];
const SCALAR = '\u001f';

/**
 * Where a tab stands before what may begin a key or an item in block style (at the start of a line, behind `-` and behind `?`),
 * or in the indentation of a block scalar. A line that goes on with text without quotes may have one behind a blank.
 * Source: go.yaml.in/yaml v2.4, scannerc.go.
 */
export function misplacedTab(text: string): number | undefined {
  const state = new State();
  let offset = 0;
  let mark = '';
  for (const token of lazyLexer().lex(text)) {
    if (MARKS.includes(token)) {
      mark = token;
      continue;
    }
    // Here the lexer ends what other readers go on with.
    if (isOpenQuote(token)) return undefined;
    const tab = mark === SCALAR ? state.scalar(token) : state.token(token);
    if (tab >= 0) return offset + tab;
    mark = '';
    offset += token.length;
  }
  return undefined;
}

function isOpenQuote(token: string): boolean {
  return /^["']/.test(token) && (token.length === 1 || !token.endsWith(token[0]));
}

/** What was read, as far as it decides where a tab may stand. Methods take a token, and give the place of a tab that may not. */
class State {
  /** How many `[` and `{` are open. */
  private flow = 0;
  private mayBegin = true;
  private isLineStart = true;
  private isAfterPlain = false;
  private isBlock = false;

  public scalar(token: string): number {
    const tab = this.isBlock ? tabInIndentation(token) : -1;
    this.isAfterPlain = !this.isBlock;
    this.mayBegin = this.isLineStart = this.isBlock && /[\r\n]$/.test(token);
    this.isBlock = false;
    return tab;
  }

  public token(token: string): number {
    const isBreak = /^[\r\n]/.test(token);
    if (/^[ \t]+$/.test(token)) {
      const isTaken = this.flow > 0 || !this.mayBegin || (this.isAfterPlain && !(this.isLineStart && token.startsWith('\t')));
      this.isLineStart = false;
      return isTaken ? -1 : token.indexOf('\t');
    }
    this.flow += Number(token === '[' || token === '{') - Number(token === ']' || token === '}');
    this.mayBegin = isBreak || token === '-' || token === '?' || (token === ':' && this.mayBegin);
    this.isLineStart = isBreak;
    this.isAfterPlain &&= isBreak;
    this.isBlock ||= /^[|>]/.test(token);
    return -1;
  }
}

/** The place of a tab before the column where the lines of a block scalar begin. */
function tabInIndentation(block: string): number {
  const width = /^ *(?=[^ \r\n])/m.exec(block)?.[0].length ?? 0;
  return width === 0 ? -1 : block.search(new RegExp(`^ {0,${width - 1}}\\t`, 'm'));
}
