import { readDocuments } from '../../src/input/read-documents';

/** The values of a text; problems as their codes. */
function valuesOf(text: string, file = 'a.yaml'): unknown[] {
  return readDocuments(text, { file }).map(({ value, problems }) => (problems.length > 0 ? problems.map(({ code }) => code).join() : value));
}

/** As sigs.k8s.io/yaml v1.6.0 (go.yaml.in/yaml v2.4.3) converts them to JSON. */
const SCALARS: readonly (readonly [string, unknown])[] = [
  ['yes', true], ['No', false], ['on', true], ['OFF', false], ['y', true], ['N', false], ['TRUE', true], ['tRUE', 'tRUE'], ['yEs', 'yEs'],
  ['~', null], ['', null], ['NULL', null], ['nULL', 'nULL'],
  ['0', 0], ['-0', 0], ['+5', 5], ['010', 8], ['0o17', 15], ['08', 8], ['0899', 899],
  ['0x1F', 31], ['-0b11', -3], ['1_000', 1000], ['_1', '_1'], ['0b2', '0b2'],
  ['12:30', '12:30'], ['1:20:30', '1:20:30'], ['2001-01-01', '2001-01-01'], ['2001-12-14t21:59:43Z', '2001-12-14t21:59:43Z'],
  ['1.', 1], ['.5', 0.5], ['-.5', -0.5], ['1e3', 1000], ['1E+3', 1000], ['1e400', '1e400'], ['.', '.'], ['-', [null]], ['+', '+'], ['1.2.3', '1.2.3'],
  ['9007199254740991', 9007199254740991], ['9007199254740993', 9007199254740993n], ['-9223372036854775808', -9223372036854775808n],
  ['18446744073709551615', 18446744073709551615n], ['18446744073709551616', 18446744073709551616], ['0x7fffffffffffffff', 9223372036854775807n],
  ['"yes"', 'yes'], ["'1'", '1'], ['! 12', '12'], ['!!str 12', '12'], ['!!int "12"', 12], ['!!float 3', 3], ['!!binary aGVsbG8=', 'hello'], ['!Ref x', 'x'],
  ['10m', '10m'], ['1Ki', '1Ki'], ['v1', 'v1'],
];

test.each(SCALARS)('a: %s', (text, value) => {
  const [found] = valuesOf(text === '-' ? 'a:\n-\n' : `a: ${text}\n`);
  expect(found).toEqual({ a: value });
});

test('keys that are no text become text', () => {
  expect(valuesOf('80: a\nyes: b\n1.5: c\n0x10: d\n2001-01-01: e\n')).toEqual([{ 80: 'a', true: 'b', 1.5: 'c', 16: 'd', '2001-01-01': 'e' }]);
});

test('merge keys: own keys win, then the first of a list', () => {
  expect(valuesOf('a: &a { k: 1 }\nb: &b { k: 2, l: 3 }\nc: { <<: [*a, *b], m: 4 }\nd: { k: 5, <<: *a }\n')[0])
    .toMatchObject({ c: { k: 1, l: 3, m: 4 }, d: { k: 5 } });
});

test('documents end at markers wherever they stand; comments are none, directives are refused', () => {
  const text = '# Source: a\n---\na: |\n  text\n---\nb: 1\n...\n# c\n--- # d\n"--- x"\n---x: 1\n';
  expect(valuesOf(text)).toEqual([undefined, { a: 'text\n' }, { b: 1 }, undefined, 'GW091']);
  expect(valuesOf('%YAML 1.2\n---\na: 1\n')).toEqual(['GW091']);
  expect(valuesOf('--- { a: 1 }\n--- [b]\n---\n')).toEqual([{ a: 1 }, ['b'], undefined]);
  expect(valuesOf('')).toEqual([undefined]);
});

test('CR LF, CR and a byte order mark change nothing', () => {
  for (const text of ['a: 1\r\n---\r\nb:\r\n  - c\r\n', 'a: 1\r---\rb:\r  - c\r', '\ufeffa: 1\n---\nb:\n  - c\n']) {
    expect(valuesOf(text)).toEqual([{ a: 1 }, { b: ['c'] }]);
  }
});

test('__proto__ is a key like any other, in YAML, JSON and merges', () => {
  const json = '{"a":{"__proto__":{"x":1}},"b":{"__proto__":{"x":1}}}';
  for (const [text, file] of [['a: &a\n  __proto__: { x: 1 }\nb: { <<: *a }\n', 'a.yaml'], [json, 'a.json']]) {
    const [{ a, b }] = valuesOf(text, file) as { a: object; b: object }[];
    for (const object of [a, b]) {
      expect(Object.keys(object)).toEqual(['__proto__']);
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    }
  }
  expect(({} as { x?: number }).x).toBeUndefined();
});

test('JSON: several values, bigints, duplicate keys and escapes', () => {
  expect(valuesOf('{"a":1}\n{"b":"\\u0041\\n\\"\\\\"}  [1]', 'a.json')).toEqual([{ a: 1 }, { b: 'A\n"\\' }, [1]]);
  expect(valuesOf('{"a":9007199254740993,"b":1.5e3,"c":-0}', 'a.json')).toEqual([{ a: 9007199254740993n, b: 1500, c: -0 }]);
  const [{ value, problems }] = readDocuments('{"a":1,\n"a":2}', { file: 'a.json' });
  expect([value, problems]).toMatchObject([{ a: 2 }, [{ code: 'GW092', line: 2, message: expect.stringMatching(/"a" already stands in this mapping, on line 1/) }]]);
});

test.each([
  ['{"a":1,}', 'nothing follows the comma'], ['{"a" 1}', 'a colon belongs'], ['[1 2]', 'a comma or ]'], ['{"a":"x', 'the text in quotes has no end'],
  ['{"a":', 'a value belongs here, and the text ends'], ['{"a":"\t"}', 'a line break, a control character'], ['{"a":1e999}', 'too large for a number'],
  ['{"a":01}', 'a comma or }'], ['{"a":"\\x"}', 'an escape that is none'], ['{a:1}x', 'a key in double quotes'], ['{"a":tru}', 'a value belongs here'],
])('what is no JSON in a file of JSON: %s', (text, message) => {
  const [document] = readDocuments(`\n${text}`, { file: 'a.json' });
  // YAML takes some of it; then it is that.
  if (document.problems.length > 0) expect(document.problems).toMatchObject([{ code: 'GW091', line: 2, message: expect.stringContaining(message) }]);
  else expect(document.value).toBeDefined();
});

test('flow style that is no JSON is YAML', () => {
  expect(valuesOf('{apiVersion: v1, kind: Thing}')).toEqual([{ apiVersion: 'v1', kind: 'Thing' }]);
  expect(valuesOf('{"a": 1,}', 'a.json')).toEqual([{ a: 1 }]);
});
