import { Yaml } from 'cdk8s';
import { prepare, textOf } from '../../src/synth/yaml-writer';

const ODD = [
  'yes', 'No', 'on', 'OFF', 'y', 'N', 'true', 'False', 'null', 'Null', '~', '', ' ', '\t', '1:30', '190:20:30', '0755', '0o17', '0x1f', '0b101',
  '1e3', 'e3', 'E10', 'e-5', '.5', '5.', '1_000', '+1', '-1', '-', '--', '%', '%YAML 1.1', '<<', '=', '!', '!!str x', '&a', '*a', '?', '? a',
  ':', ': a', 'a: b', 'a:b', 'a:', 'a :b', '#', 'a #b', 'a#b', '@a', '`a', '|', '>', '> a', '[', ']', '[a]', '{}', '{a: b}', 'a, b', 'a,b',
  '"', '\'', '"a"', '\'a\'', 'it\'s', 'say "hi"', 'it\'s "both"', '\\', 'a\\nb', ' lead', 'trail ', '\ttab', 'a\tb', '2001-12-14',
  '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43', '12:30:45', '.inf', '-.INF', '.nan', 'NaN', 'Infinity', '0', '00', '08', '1.0', '1.2.3',
  '10.0.0.0/8', '::1', 'fe80::/10', '\u0085', 'a\u00a0b', '\0', 'a\0b', '\x07', '\x1b', '\x7f', '\ufeff', '\ud800', 'a\udfff', '😀', 'é', 'äöü', '日本語',
  '\u200b', '__proto__', 'constructor', 'toString', 'toJSON', '1', '42', '-0', '9007199254740993', '/', '/api/v1', '/api/*', 'a/b', 'a-', '-a', 'a.', '.a',
  'a*', '$a', 'a$', 'a;b', 'a(b)', '(a)', 'A-Z', 'gateway.networking.k8s.io/v1', 'a  b', 'name', 'spec', 'one two', 'x'.repeat(2000), 'word '.repeat(300),
];
const LINES = [
  'a\nb', 'a\n', '\na', 'a\n\nb\n', ' a\nb', 'a \nb', '\n', 'a\rb', 'a\r\nb', 'a\u2028---', '\u2029', '---', '--- a', '...', '... b',
  `${'k'.repeat(150)} #`, '"'.repeat(155), 'k'.repeat(161), 'é'.repeat(1100),
];
const LEAVES = [
  null, true, false, 0, -0, 1, -1, 8080, 0.1, -2.5, 1e21, 1e-7, 123456789012345680000, Number.MAX_SAFE_INTEGER, NaN, Infinity, -Infinity,
];

type Random = (below: number) => number;

/** Random numbers that are the same in every run (mulberry32). */
function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function text(random: Random, words: string[]): string {
  const one = (): string => words[random(words.length)];
  return random(4) === 0 ? `${one()}${['', ' ', ':', ': ', ' #', '-'][random(6)]}${one()}` : one();
}

function value(random: Random, words: string[], depth: number): unknown {
  const form = random(depth > 4 ? 3 : 6);
  if (form === 0) return LEAVES[random(LEAVES.length)];
  if (form <= 2) return text(random, words);
  if (form === 3) return Array.from({ length: random(4) }, () => value(random, words, depth + 1));
  return record(random, words, depth + 1);
}

/** Own keys, whatever they are called. */
function record(random: Random, words: string[], depth = 0): object {
  const size = random(5) + (depth === 0 ? 1 : 0);
  return Object.fromEntries(Array.from({ length: size }, () => [text(random, words), value(random, words, depth)]));
}

const written = (document: unknown): string => textOf(prepare(document));

describe('the bytes of cdk8s', () => {
  test('for hundreds of odd documents, most of which are not left to cdk8s', () => {
    const random = seeded(20_250_701);
    const documents = Array.from({ length: 500 }, () => record(random, ODD));
    expect(documents.filter((document) => written(document) !== Yaml.stringify(document))).toEqual([]);
    expect(documents.filter((document) => typeof prepare(document) === 'object').length).toBeGreaterThan(400);
  });

  test('for hundreds of documents that hold lines too', () => {
    const random = seeded(7);
    const documents = Array.from({ length: 300 }, () => record(random, [...ODD, ...LINES]));
    expect(documents.filter((document) => written(document) !== Yaml.stringify(document))).toEqual([]);
  });

  test('for each of the words as key, value and item at several depths', () => {
    const differing = [...ODD, ...LINES].filter((word) => {
      const document = { [word]: word, list: [word, [word, [word]], { [word]: word }], deep: { deeper: { [word]: { [word]: [] } } } };
      return written(document) !== Yaml.stringify(document);
    });
    expect(differing).toEqual([]);
  });

  test('for leaves that are no text', () => {
    const document = { list: [...LEAVES, [], {}], map: Object.fromEntries(LEAVES.map((leaf, i) => [`k${i}`, leaf])), none: {}, empty: [] };
    expect(prepare(document)).toBe(document);
    expect(written(document)).toBe(Yaml.stringify(document));
  });
});

describe('documents that are left to cdk8s', () => {
  const shared = { a: 1 };
  const gap: unknown[] = [1];
  gap[2] = 3;
  class Custom { public readonly a = 1; }
  let deep: object = {};
  for (let i = 0; i < 100; i++) deep = { deep };

  test.each<[string, unknown]>([
    ['text', 'a'], ['null', null], ['a list', [1]], ['an empty object', {}], ['a Date', { at: new Date(0) }], ['a Map', { map: new Map([['a', 1]]) }],
    ['a value that is undefined', { a: undefined }], ['a gap in a list', { gap }], ['an object of a class', { a: new Custom() }],
    ['an object twice', { a: shared, b: [shared] }], ['an empty list twice', { a: gap.slice(3), b: [gap] }], ['a bigint', { a: 10n }],
    ['an object without prototype', Object.assign(Object.create(null), { a: 1 })], ['a long key', { ['k'.repeat(1100)]: { ['"'.repeat(600)]: 1 } }],
    ['lines', { a: 'b\nc\n' }], ['great depth', deep],
  ])('%s', (_, document) => {
    expect(typeof prepare(document)).toBe('string');
    expect(written(document)).toBe(Yaml.stringify(document));
  });

  test('what cdk8s cannot write fails before anything is written', () => {
    expect(() => prepare({ a: () => 1 })).toThrow();
  });
});
