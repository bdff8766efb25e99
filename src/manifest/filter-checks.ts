import { type Data, type FieldCheck, list, missing, object, oneOf, valueOf, type WholeCheck } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { headerModifier } from './http-header-checks';
import { jsonText } from './json-text';
import { integerProblem, LARGEST_INTEGER } from './numbers';
import { backendReference, localObjectReference } from './reference-checks';

const FILTER_LIMIT = 16;

/** One type of filter. */
interface FilterType {
  /** The field that holds its settings. */
  readonly field: string;
  readonly settings: FieldCheck;
  /** Whether a list of filters holds it once at most. */
  readonly once: boolean;
}

/** A field goes with one type: it is there exactly where the type says so. */
export function fieldOfType(field: string, type: string, chosen: unknown, holder: Data, path: string): FieldProblem[] {
  const value = holder[field];
  if (chosen === type) return value === undefined ? [missing(`${path}.${field}`, `write it: it says what "${type}" does`)] : [];
  if (value === undefined) return [];
  return [fieldProblem(
    `${path}.${field}`, value,
    `it belongs to type "${type}", and the type here is ${jsonText(chosen)}`,
    `leave it out, or write "${type}"`,
  )];
}

function atMostTheWhole({ numerator, denominator = 100 }: Data, path: string): FieldProblem[] {
  if ((numerator as number) <= (denominator as number)) return [];
  const whole = String(denominator);
  return [fieldProblem(
    `${path}.numerator`, numerator,
    `it is more than the denominator ${whole}`,
    `write at most ${whole}`,
  )];
}

function percentOrFraction({ percent, fraction }: Data, path: string): FieldProblem[] {
  return percent === undefined || fraction === undefined
    ? []
    : [fieldProblem(
      `${path}.percent`, percent,
      'the share is already said by fraction',
      'leave percent or fraction out',
    )];
}

/** A copy of requests. Source: Gateway API v1.6.1, HTTPRequestMirrorFilter. */
const requestMirror: FieldCheck = object({
  required: { backendRef: backendReference },
  optional: {
    percent: valueOf((value) => integerProblem(value, 0, 100, '10')),
    fraction: object({
      required: { numerator: valueOf((value) => integerProblem(value, 0, LARGEST_INTEGER, '1')) },
      optional: { denominator: valueOf((value) => integerProblem(value, 1, LARGEST_INTEGER, '1000')) },
      rules: [atMostTheWhole],
    }),
  },
  rules: [percentOrFraction],
});

/** Filters that HTTP and gRPC share, by type. */
export const COMMON_FILTERS: Record<string, FilterType> = {
  RequestHeaderModifier: { field: 'requestHeaderModifier', settings: headerModifier, once: true },
  ResponseHeaderModifier: { field: 'responseHeaderModifier', settings: headerModifier, once: true },
  RequestMirror: { field: 'requestMirror', settings: requestMirror, once: false },
  ExtensionRef: { field: 'extensionRef', settings: localObjectReference, once: false },
};

/** A list of filters of a type of rules, each with its type and the field of that type. */
export function filterList(of: string, types: Record<string, FilterType>, rules: WholeCheck<Data[]>[] = []): FieldCheck {
  const filter = object({
    required: { type: oneOf(Object.keys(types)) },
    optional: Object.fromEntries(Object.values(types).map(({ field, settings }) => [field, settings])),
    rules: [(one, path) => Object.entries(types).flatMap(([type, { field }]) => fieldOfType(field, type, one.type, one, path))],
  });
  return list(filter, { max: FILTER_LIMIT, of, rules: [repeatedTypes(types), ...rules] });
}

function repeatedTypes(types: Record<string, FilterType>): WholeCheck<Data[]> {
  return (filters, path) => filters.flatMap(({ type }, index) => {
    const earlier = filters.findIndex((other) => other.type === type);
    if (earlier === index || !types[type as string].once) return [];
    return [fieldProblem(
      `${path}[${index}]`, filters[index],
      `${path}[${earlier}] is a ${String(type)} filter too, and one is the limit`,
      'put both into one filter',
    )];
  });
}
