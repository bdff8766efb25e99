import { jsonText } from './json-text';

/** Why a value is refused, and what to write instead. Checks return one, or undefined for a good value. */
export interface Problem {
  readonly reason: string;
  readonly fix: string;
}

/** A value as an error message shows it: short, on one line, whatever it is. */
export function show(value: unknown): string {
  const text = typeof value === 'string' || (typeof value === 'object' && value !== null) ? jsonOf(value) : String(value);
  return shorten(text, 120);
}

/** The same within a sentence: a text as it stands, and a word for what is not there. */
export function wordOf(value: unknown): string {
  if (value === undefined) return '(none)';
  return typeof value === 'string' ? value : show(value);
}

/** Text that may hold a value of any length, cut to what a person reads. */
export function shorten(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 20)}… (shortened)` : text;
}

function jsonOf(value: unknown): string {
  try {
    return jsonText(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
