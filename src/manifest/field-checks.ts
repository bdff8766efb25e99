import { type FieldProblem, fieldProblem } from './field-problem';
import { isRecord } from './manifest';
import type { Problem } from './problem';
import { enumerate } from './text';

/** A JSON object of unknown content. */
export type Data = Record<string, unknown>;

/** A check of the value at a path: adds what is wrong with it. Never throws, whatever the value is. */
export type FieldCheck = (value: unknown, path: string, problems: FieldProblem[]) => void;

/** A rule over a whole value whose parts are well formed, such as "one of two fields". */
export type WholeCheck<T> = (value: T, path: string) => FieldProblem[];

/** What an object may hold. */
export interface ObjectShape {
  /** Fields that must be there. */
  readonly required?: Record<string, FieldCheck>;
  readonly optional?: Record<string, FieldCheck>;
  /** Fields that are looked for here, and why they are not; of others nothing is known. */
  readonly strangers?: Record<string, Problem>;
  /** Run in order, where every field is well formed, as the API server does with its rules. */
  readonly rules?: WholeCheck<Data>[];
}

/** What a list may hold. */
export interface ListShape {
  readonly min?: number;
  readonly max?: number;
  /** The type of Gateway API that says so, for messages. */
  readonly of?: string;
  /** Where entries beyond the limit can go, for messages. */
  readonly rest?: string;
  /** Names what must differ between the items, with the key of each; items without key are left aside. */
  readonly unique?: { readonly what: string; key(item: unknown): unknown };
  readonly rules?: WholeCheck<Data[]>[];
}

/** The problems of a value, in the order of its fields. */
export function problemsOf(check: FieldCheck, value: unknown, path: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  check(value, path, problems);
  return problems;
}

/** A single value, judged by a check of values. */
export function valueOf(check: (value: unknown) => Problem | undefined): FieldCheck {
  return (value, path, problems) => {
    const problem = check(value);
    if (problem) problems.push(fieldProblem(path, value, problem.reason, problem.fix));
  };
}

/** One of the API's values. */
export function oneOf(values: readonly (string | number)[]): FieldCheck {
  return valueOf((value) => (values.includes(value as string)
    ? undefined
    : { reason: 'it is none of the values that the API knows', fix: `write ${enumerate(values.map((one) => JSON.stringify(one)), 'or')}` }));
}

/** true or false. */
export const flag: FieldCheck = valueOf((value) => (typeof value === 'boolean'
  ? undefined
  : { reason: 'it is neither true nor false', fix: 'write true or false, without quotes' }));

/** An object with known fields. A field that is undefined counts as not written. */
export function object({ required = {}, optional = {}, strangers = {}, rules = [] }: ObjectShape): FieldCheck {
  const checks = new Map([...Object.entries(required), ...Object.entries(optional)]);
  const whyNot = new Map(Object.entries(strangers));
  return (value, path, problems) => {
    if (!isRecord(value)) {
      problems.push({ path, value, reason: 'it is not an object', fix: `write { ${[...checks.keys()].join(', ')} }` });
      return;
    }
    const before = problems.length;
    for (const name of Object.keys(required)) {
      if (value[name] === undefined) problems.push(missing(`${path}.${name}`));
    }
    for (const name of Object.keys(value)) {
      if (value[name] !== undefined && !checks.has(name)) problems.push(unknownField(`${path}.${name}`, value[name], whyNot.get(name), checks));
      else checkField(value[name], `${path}.${name}`, checks.get(name), problems);
    }
    for (const rule of rules) {
      if (problems.length === before) problems.push(...rule(value, path));
    }
  };
}

function unknownField(
  path: string, value: unknown, whyNot: Problem | undefined, known: ReadonlyMap<string, FieldCheck>,
): FieldProblem {
  if (whyNot) return { path, value, ...whyNot };
  const fix = `write one of ${[...known.keys()].join(', ')}, or add a field that the library does not know with a JSON patch`;
  return { path, value, reason: 'the field is unknown', fix };
}

function checkField(value: unknown, path: string, check: FieldCheck | undefined, problems: FieldProblem[]): void {
  if (value === undefined) return;
  if (value === null) problems.push(fieldProblem(path, value, 'null is not a value', 'leave the field out, or write its value'));
  else check?.(value, path, problems);
}

/** The problem of a field that is not there. */
export function missing(path: string, fix = 'write it'): FieldProblem {
  return { path, value: undefined, reason: 'it is required', fix };
}

/** A list of items of one form. */
export function list(item: FieldCheck, { min = 0, max, of, rest, unique, rules = [] }: ListShape = {}): FieldCheck {
  return (value, path, problems) => {
    if (!Array.isArray(value)) {
      problems.push({ path, value, reason: 'it is not a list', fix: 'write it in [ ]' });
      return;
    }
    const before = problems.length;
    const count = countProblem(value.length, { min, max, of, rest });
    if (count) problems.push({ path, value, ...count });
    // Beyond the limit one message is enough, and a list of any length takes no more time.
    else [...value].forEach((one, index) => item(one, `${path}[${index}]`, problems));
    if (unique && problems.length === before) problems.push(...repeated(value, path, unique));
    for (const rule of rules) {
      if (problems.length === before) problems.push(...rule(value as Data[], path));
    }
  };
}

type CountShape = Pick<ListShape, 'min' | 'max' | 'of' | 'rest'>;

function countProblem(count: number, { min = 0, max, of, rest }: CountShape): Problem | undefined {
  if (count < min) return { reason: `it is empty, and at least ${min} entry is needed`, fix: 'write one, or leave the field out' };
  if (max !== undefined && count > max) {
    return {
      reason: `it has ${count} entries, and ${max} is the limit${of === undefined ? '' : ` (Gateway API v1.6.1, ${of})`}`,
      fix: `leave at most ${max}${rest === undefined ? '' : `, and put the rest into ${rest}`}`,
    };
  }
  return undefined;
}

function repeated(items: unknown[], path: string, { what, key }: NonNullable<ListShape['unique']>): FieldProblem[] {
  const first = new Map<unknown, number>();
  return items.flatMap((item, index) => {
    const id = key(item);
    const earlier = first.get(id);
    if (id === undefined) return [];
    if (earlier === undefined) first.set(id, index);
    return earlier === undefined
      ? []
      : [fieldProblem(
        `${path}[${index}]`, item,
        `${path}[${earlier}] has the same ${what}`,
        `give each its own ${what}, or leave one out`,
      )];
  });
}

/** Items that are told apart by one of their fields. */
export const byField = (name: string): ListShape['unique'] => ({ what: name, key: (item) => (item as Data)[name] });

/** Items that are plain values, each of which may stand once. */
export const byValue: ListShape['unique'] = { what: 'value', key: (item) => item };

/** Keys and values of the user's choice, such as labels. `__proto__` is a key like any other. */
export function mapOf(
  key: (key: string) => Problem | undefined, value: (value: unknown) => Problem | undefined, size: CountShape = {},
): FieldCheck {
  return (map, path, problems) => {
    if (!isRecord(map)) {
      problems.push(fieldProblem(path, map, 'it is not a map of names to text', 'write { "name": "value" }'));
      return;
    }
    const keys = Object.keys(map);
    const count = countProblem(keys.length, size);
    if (count) problems.push({ path, value: map, ...count });
    for (const name of count ? [] : keys) {
      const bad = key(name);
      const problem = bad ?? value(map[name]);
      if (problem) problems.push(fieldProblem(`${path}["${name}"]`, bad ? name : map[name], problem.reason, problem.fix));
    }
  };
}
