/** Where a document of a text stands; its own `---` line is part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A marker stands at the start of a line, and white space follows. Source: YAML 1.2.2, 9.1. */
const MARKER = /(?:^|[\r\n])(---|\.\.\.)(?=[ \t\r\n]|$)/g;

/**
 * The documents of a text, empty ones too. A marker ends a document wherever it stands, inside a block scalar as well: what is
 * wrong in one document leaves the next as it is.
 */
export function splitDocuments(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  // Directives are allowed where a stream starts, and after `...`.
  let bare = true;
  for (const match of text.matchAll(MARKER)) {
    const at = match.index + match[0].length - match[1].length;
    if (match[1] === '...') {
      spans.push({ start, end: at });
      start = at + match[1].length;
      bare = true;
      continue;
    }
    const directives = bare && hasDirectives(text, start, at);
    bare = false;
    if (directives) continue;
    if (at > start) spans.push({ start, end: at });
    start = at;
  }
  spans.push({ start, end: text.length });
  return spans;
}

function hasDirectives(text: string, start: number, end: number): boolean {
  const first = contentStart(text, start, end);
  return first < end && text[first] === '%';
}

/** Whether anything but blanks and comments stands in a document. */
export function hasContent(text: string, { start, end }: Span): boolean {
  const from = text.startsWith('---', start) && /^[ \t\r\n]?$/.test(text.slice(start + 3, start + 4)) ? start + 3 : start;
  return contentStart(text, from, end) < end;
}

/** Where the first character stands that is neither blank nor part of a comment. */
export function contentStart(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === '#') at = lineEnd(text, at, end);
    else if (character !== ' ' && character !== '\t' && character !== '\n' && character !== '\r') return at;
  }
  return end;
}

function lineEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
