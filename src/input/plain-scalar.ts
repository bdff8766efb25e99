const BOOLEANS: readonly (readonly [boolean, readonly string[]])[] = [
  [true, ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']],
  [false, ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']],
];

/** Words that stand for a value. Source: go.yaml.in/yaml v2.4, resolve.go, which kubectl reads manifests with. */
const WORDS: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([
  ...BOOLEANS.flatMap(([value, words]) => words.map((word) => [word, value] as const)),
  ...['~', 'null', 'Null', 'NULL', ''].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);
const LONGEST_WORD = 5;

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const OTHER_BASE = /^[-+]?0(?:[xX][0-9a-fA-F]+|[bB][01]+|[oO]?[0-7]+)$/;
/** Octal as YAML 1.1 has it, by its zero alone. */
const OCTAL = /^([-+]?0)[0-7]+$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** What a plain scalar may turn out to be. */
type Scalar = string | number | bigint | boolean | null;

/**
 * What text without quotes stands for when kubectl reads it: `yes` is true, `0644` is octal, `1_000` is a number, a date is text,
 * and `12:30` too. Whole numbers beyond those that JavaScript holds exactly are bigints.
 */
export function plainScalar(text: string): Scalar {
  const first = text.charCodeAt(0);
  const isDigit = first >= 48 && first <= 57;
  if (isDigit || first === 45 /* - */ || first === 43 /* + */) return WORDS.get(text) as number | undefined ?? numberOf(text);
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  return first === 46 /* . */ && FLOAT.test(text) ? finite(Number(text), text) : text;
}

function numberOf(text: string): Scalar {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (plain.length < 16 && DECIMAL.test(plain)) return Number(plain) + 0;
  const integer = integerOf(plain);
  if (integer !== undefined) return integer;
  return FLOAT.test(plain) ? finite(Number(plain), text) : text;
}

/** A whole number of 64 bits, with or without a sign; undefined where it is none. */
function integerOf(plain: string): number | bigint | undefined {
  if (!DECIMAL.test(plain) && !OTHER_BASE.test(plain)) return undefined;
  const digits = plain.replace(OCTAL, (all, zero: string) => `${zero}o${all.slice(zero.length)}`).replace(/^[-+]/, '');
  const size = BigInt(digits);
  const value = plain.startsWith('-') ? -size : size;
  const isSigned = /^[-+]/.test(plain);
  if (value < MIN_INT64 || value > (isSigned ? MAX_INT64 : MAX_UINT64)) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number + 0 : value;
}

/** What is too large for a float of 64 bits stays text. */
function finite(value: number, text: string): number | string {
  return Number.isFinite(value) ? value + 0 : text;
}
