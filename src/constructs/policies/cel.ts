import { quote } from '../../manifest/quote';

/** Longest CEL expression that the API server compiles, in code points. Source: Kubernetes, apiserver's CEL environment. */
export const EXPRESSION_LIMIT = 100_000;

/** A list of strings as a CEL literal. */
export function celStrings(values: readonly string[]): string {
  return `[${values.map(quote).join(', ')}]`;
}

/** A map with string keys as a CEL literal; the values are CEL already. */
export function celMap(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([key, value]) => `${quote(key)}: ${value}`).join(', ')}}`;
}

/** A map from strings to strings as a CEL literal. */
export function celStringMap(values: Record<string, string>): string {
  return celMap(Object.entries(values).map(([key, value]) => [key, quote(value)]));
}

/** Texts, and objects of them at any depth, as a CEL literal. */
export function celValue(value: string | object): string {
  if (typeof value === 'string') return quote(value);
  return celMap(Object.entries(value).map(([key, inner]) => [key, celValue(inner as string | object)]));
}

/** JSON as a CEL literal. The API server wants lists and maps of one type, so that others hold values of no type. */
export function celJson(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `dyn([${mixed(value).join(', ')}])`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const literals = mixed(entries.map(([, inner]) => inner as unknown));
  return `dyn(${celMap(entries.map(([key], i) => [key, literals[i]]))})`;
}

function mixed(values: readonly unknown[]): string[] {
  const texts = values.every((value) => typeof value === 'string');
  return values.map((value) => (texts || (typeof value === 'object' && value !== null) ? celJson(value) : `dyn(${celJson(value)})`));
}

/** Whether the API server compiles an expression of this length. */
export function fitsExpression(expression: string): boolean {
  return [...expression].length <= EXPRESSION_LIMIT;
}
