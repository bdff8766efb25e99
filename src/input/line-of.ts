import { stepsOf } from './field-path';
import type { InputDocument } from './input-document';
import { type Member, memberOf, type Position } from './position';

/**
 * The line of the key at a field path, or of the nearest that exists above it. What an alias or a merge key brings in has the
 * line where it is written out: that is the text to change.
 */
export function lineOf(document: InputDocument, path: string): number {
  let position = document.position;
  let line = position?.line ?? document.line;
  for (const step of stepsOf(path)) {
    if (position === undefined) break;
    const next: Member | undefined = typeof step === 'number' ? itemOf(position, step) : memberNamed(position, step);
    if (next === undefined) break;
    line = next.line;
    position = next.value;
  }
  return line;
}

/**
 * Finds lines, and keeps what is known of the lines of the latest document alone: to find one a document is read again, and what
 * is known of large ones takes room.
 */
export class LineFinder {
  private latest?: InputDocument;

  public lineOf(document: InputDocument, path: string): number {
    if (this.latest !== document) this.latest?.release();
    this.latest = document;
    return lineOf(document, path);
  }
}

function itemOf({ items }: Position, index: number): Member | undefined {
  const value = items?.[index];
  return value && { line: value.line, value };
}

/** Paths shorten keys that are very long. */
function memberNamed(position: Position, name: string): Member | undefined {
  const found = memberOf(position, name);
  if (found || name.length !== 101 || !name.endsWith('…')) return found;
  const key = [...position.members?.keys() ?? []].find((one) => one.startsWith(name.slice(0, -1)));
  return key === undefined ? undefined : memberOf(position, key);
}
