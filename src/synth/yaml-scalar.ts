import { Yaml } from 'cdk8s';

/**
 * Text that YAML 1.1 reads as itself without quotes, wherever it stands: it starts with a letter or '/', is no word and
 * no number (`yes`, `e3`), and nothing in it starts a comment or a mapping.
 */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$)[a-z/](?:[\w./*=,;()+@$-]| (?=[\w/])|:(?=[\w/]))*(?<=[\w/*)])$/i;
/** Texts that are remembered: so many, and none that is longer. */
const REMEMBERED = { count: 1000, length: 100 };

const keys = new Map<unknown, string>();
const values = new Map<unknown, string>();

/** A key and its colon, as cdk8s writes them. */
export function keyText(key: string): string {
  return PLAIN.test(key) ? `${key}:` : remembered(keys, key, () => Yaml.stringify({ [key]: 0 }).slice(0, -' 0\n'.length));
}

/** A value that is no list and no object, as cdk8s writes it. */
export function scalarText(value: unknown): string {
  if (typeof value === 'string' ? PLAIN.test(value) : isPlainValue(value)) return String(value);
  return remembered(values, value, () => Yaml.stringify({ k: value }).slice('k: '.length, -'\n'.length));
}

function isPlainValue(value: unknown): boolean {
  return typeof value === 'boolean' || (Number.isSafeInteger(value) && !Object.is(value, -0));
}

/** What is not plain is asked of cdk8s; short texts once. */
function remembered(texts: Map<unknown, string>, value: unknown, ask: () => string): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = ask();
  if (texts.size >= REMEMBERED.count) texts.clear();
  if (text.length <= REMEMBERED.length) texts.set(value, text);
  return text;
}
