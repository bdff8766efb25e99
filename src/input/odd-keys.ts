import type { InputProblem } from './input-document';
import type { OddKey, Position } from './position';

/** What is said of the keys of a document that stand in their mapping twice. */
export function duplicateKeys(position: Position | undefined): InputProblem[] {
  return oddKeys(position, ['duplicate']).map(({ key, line, first }) => duplicateKey(key, line, first ?? line));
}

function duplicateKey(key: string, line: number, first: number): InputProblem {
  return {
    code: 'GW092',
    message: `the key ${JSON.stringify(key)} already stands in this mapping, on line ${first}; one of the two values is dropped without a word, `
      + 'or the whole document is refused, as the tool has it',
    fix: 'remove one of them, or put what both hold into one',
    path: '',
    line,
  };
}

/** The keys of a document that are none, or none of their own; what an alias brings in counts once. */
export function oddKeys(position: Position | undefined, reasons: readonly OddKey['reason'][]): OddKey[] {
  const found: OddKey[] = [];
  const passed = new Set<unknown>();
  const visit = (at: Position): void => {
    if (passed.has(at.members ?? at.items)) return;
    passed.add(at.members ?? at.items ?? at);
    found.push(...(at.oddKeys ?? []).filter(({ reason }) => reasons.includes(reason)));
    at.members?.forEach(({ value }) => visit(value));
    at.items?.forEach(visit);
  };
  if (position) visit(position);
  return found;
}
