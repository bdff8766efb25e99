/** Source: RE2 syntax, https://github.com/google/re2/wiki/Syntax. */
const NAMES = new Set([
  'alnum', 'alpha', 'ascii', 'blank', 'cntrl', 'digit', 'graph', 'lower', 'print', 'punct', 'space', 'upper', 'word', 'xdigit',
]);

/** Escapes that stand for no character: within a class they end no range. */
const SETS = 'dDsSwWpP';
/** Those that stand for a place in the text, which a class does not hold. */
const PLACES = 'AbBzQEC';

/** One part of a class: what it is, and where the next one begins. */
interface Item {
  readonly kind: 'character' | 'set' | 'wrong';
  readonly code?: number;
  readonly end: number;
}

/** An expression with `x` in the place of each class, or undefined where one of them is none to RE2. */
export function withoutClasses(pattern: string): string | undefined {
  let bare = '';
  for (let i = 0; i < pattern.length;) {
    if (pattern[i] === '[') {
      const end = endOfClass(pattern, i);
      if (end === undefined) return undefined;
      bare += 'x';
      i = end;
    } else {
      const length = pattern[i] === '\\' ? 2 : 1;
      bare += pattern.slice(i, i + length);
      i += length;
    }
  }
  return bare;
}

/** Where the text after a class begins; undefined where it does not end, or has a part that it may not have. */
function endOfClass(pattern: string, start: number): number | undefined {
  const first = pattern[start + 1] === '^' ? start + 2 : start + 1;
  for (let i = first; i < pattern.length;) {
    // As the first of its parts "]" stands for itself.
    if (pattern[i] === ']' && i > first) return i + 1;
    const item = itemAt(pattern, i);
    if (item.kind === 'wrong') return undefined;
    // A "-" at the end stands for itself.
    if (item.kind === 'character' && /^-[^\]]/s.test(pattern.slice(item.end, item.end + 2))) {
      const last = characterAt(pattern, item.end + 1);
      if (last.kind !== 'character' || last.code! < item.code!) return undefined;
      i = last.end;
    } else i = item.end;
  }
  return undefined;
}

function itemAt(pattern: string, at: number): Item {
  const name = pattern.startsWith('[:', at) ? pattern.indexOf(':]', at + 2) : -1;
  if (name < 0) return characterAt(pattern, at);
  const kind = NAMES.has(pattern.slice(at + 2, name).replace(/^\^/, '')) ? 'set' : 'wrong';
  return { kind, end: name + 2 };
}

const CONTROLS: ReadonlyMap<string, number> = new Map([['a', 7], ['f', 12], ['n', 10], ['r', 13], ['t', 9], ['v', 11]]);

function characterAt(pattern: string, at: number): Item {
  if (pattern[at] !== '\\') {
    const code = pattern.codePointAt(at)!;
    return { kind: 'character', code, end: at + (code > 0xffff ? 2 : 1) };
  }
  const numbered = /^\\(?:x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|(0[0-7]{0,2}))/.exec(pattern.slice(at, at + 16));
  if (numbered) {
    const [text, braced, two, octal] = numbered;
    const code = octal === undefined ? parseInt(braced ?? two, 16) : parseInt(octal, 8);
    return { kind: 'character', code, end: at + text.length };
  }
  const letter = pattern[at + 1] ?? '';
  if (SETS.includes(letter)) {
    const braced = /^\\[pP]\{[^}]*\}/.exec(pattern.slice(at, at + 64));
    return { kind: 'set', end: at + (braced?.[0].length ?? (/[pP]/.test(letter) ? 3 : 2)) };
  }
  const code = CONTROLS.get(letter) ?? letter.codePointAt(0) ?? 0;
  return { kind: letter === '' || PLACES.includes(letter) ? 'wrong' : 'character', code, end: at + 2 };
}
