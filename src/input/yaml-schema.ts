import { Schema, Type } from 'js-yaml';
import { plainScalar } from './plain-scalar';

const PREFIX = 'tag:yaml.org,2002:';

/** What was seen on the way that the value itself does not show. */
interface Seen {
  /** `null` was written out, perhaps as a key. */
  nulls: boolean;
  /** A number that JSON has no form for. */
  notFinite: boolean;
}

export const seen: Seen = { nulls: false, notFinite: false };

/** The value of the scalar that was resolved last: resolving and constructing ask for the same. */
let latest: unknown;

/** Everything that text without quotes can be but text, decided once. */
const implicit = new Type(`${PREFIX}plain`, {
  kind: 'scalar',
  resolve: (text: string | null): boolean => {
    if (text === null) return false;
    const value = plainScalar(text);
    if (typeof value === 'string') return false;
    if (value === null) seen.nulls = true;
    else if (typeof value === 'number' && !Number.isFinite(value)) seen.notFinite = true;
    latest = value;
    return true;
  },
  construct: () => latest,
});

const merge = new Type(`${PREFIX}merge`, { kind: 'scalar', resolve: (text: string | null) => text === '<<' || text === null });

/** A scalar that says of itself what it is. */
function explicit(name: string, fits: (value: unknown) => boolean): Type {
  return new Type(`${PREFIX}${name}`, {
    kind: 'scalar',
    resolve: (text: string | null) => fits(plainScalar(text ?? '')),
    construct: (text: string | null) => plainScalar(text ?? ''),
  });
}

const isInteger = (value: unknown): boolean => typeof value === 'bigint' || Number.isInteger(value);

const binary = new Type(`${PREFIX}binary`, {
  kind: 'scalar',
  resolve: (text: string | null) => /^[A-Za-z0-9+/\s]*=*\s*$/.test(text ?? ''),
  construct: (text: string | null) => Buffer.from(text ?? '', 'base64').toString(),
});

/** Tags that nobody knows are passed over: the value stands as it is. */
const unknownTags = (['scalar', 'sequence', 'mapping'] as const).flatMap((kind) => ['!', 'tag:'].map((tag) => new Type(tag, {
  kind, multi: true, construct: (data: unknown) => data ?? (kind === 'scalar' ? '' : data),
})));

/** YAML as kubectl reads it. */
export const KUBERNETES_SCHEMA = new Schema({
  implicit: [merge, implicit],
  explicit: [
    new Type(`${PREFIX}str`, { kind: 'scalar', construct: (text: string | null) => text ?? '' }),
    new Type(`${PREFIX}seq`, { kind: 'sequence', construct: (list: unknown) => list ?? [] }),
    new Type(`${PREFIX}map`, { kind: 'mapping', construct: (map: unknown) => map ?? {} }),
    explicit('int', isInteger),
    explicit('float', (value) => typeof value === 'number' || typeof value === 'bigint'),
    explicit('bool', (value) => typeof value === 'boolean'),
    explicit('null', (value) => value === null),
    binary,
    ...unknownTags,
  ],
});
