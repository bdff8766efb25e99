import { pathText } from '../../src/analysis/schema/structure-problem';
import { lineOf } from '../../src/input/line-of';
import { readDocuments } from '../../src/input/read-documents';

/** The line of each path in the first document of a text, or in another. */
function lines(text: string, paths: readonly string[], index = 0, file = 'a.yaml'): number[] {
  const document = readDocuments(text, { file })[index];
  return paths.map((path) => lineOf(document, path));
}

test('block style: the line of the key, of the item, and of the nearest above where nothing is', () => {
  const text = '# comment\nkind: A\nspec:\n  rules:\n    # first\n    - name: a\n    -\n      name: b\n\n      matches: [1,\n        2]\n';
  expect(lines(text, ['', 'kind', 'spec', 'spec.rules', 'spec.rules[0]', 'spec.rules[1].name', 'spec.rules[1].matches[1]', 'spec.none.x', 'spec.rules[9]']))
    .toEqual([2, 2, 3, 4, 6, 8, 11, 3, 4]);
});

test('flow style over several lines', () => {
  const text = 'spec: { rules: [\n  { name: a, "x.y": 1 },\n  { name: b,\n    matches: [{ path:\n      { value: /x } }] },\n] }\n';
  expect(lines(text, ['spec.rules', 'spec.rules[0]["x.y"]', 'spec.rules[1].matches', 'spec.rules[1].matches[0].path', 'spec.rules[1].matches[0].path.value']))
    .toEqual([1, 2, 4, 4, 5]);
});

test('several documents, CR LF and CR alike', () => {
  const text = 'a: 1\n---\nb:\n  c: 1\n...\n---\n# x\nd: |\n  text\ne: 2\n';
  for (const ending of ['\n', '\r\n', '\r']) {
    const written = text.replaceAll('\n', ending);
    expect(lines(written, ['b.c'], 1)).toEqual([4]);
    expect(lines(written, ['', 'd', 'e'], 3)).toEqual([8, 8, 10]);
  }
});

test('keys with dots, slashes and quotes, and keys that are no text', () => {
  const key = 'a"b\\c';
  const text = `metadata:\n  labels:\n    example.com/team: x\n    ${JSON.stringify(key)}: y\n    80: z\n    yes: z\n`;
  const paths = [['example.com/team'], [key], ['80'], ['true']].map(([name]) => pathText(['metadata', 'labels', name]));
  expect(lines(text, paths)).toEqual([3, 4, 5, 6]);
});

test('a key that paths shorten', () => {
  const key = `${'k'.repeat(100)}-and-more`;
  expect(lines(`data:\n  a: 1\n  ${key}: 2\n`, [pathText(['data', key])])).toEqual([3]);
});

test('an alias has the line of its key, and what is in it the line where that is written out', () => {
  const text = 'base: &base\n  port: 80\n  list: &list\n    - one\n    - two\nspec:\n  copy: *base\n  items:\n    - *list\n';
  expect(lines(text, ['spec.copy', 'spec.copy.port', 'spec.items[0]', 'spec.items[0][1]'])).toEqual([7, 2, 9, 5]);
});

test('merged keys have the line where they are written out, and own keys their own', () => {
  const text = 'a: &a\n  k: 1\n  l: 2\nb: &b\n  l: 3\n  m: 4\nc:\n  <<: [*a, *b]\n  k: 5\nd:\n  <<: *b\n';
  expect(lines(text, ['c.k', 'c.l', 'c.m', 'd.m', 'd.l'])).toEqual([9, 3, 6, 6, 5]);
});

test('items that are dashes alone, explicit keys, pairs in a list, and anchors on first keys', () => {
  expect(lines('a:\n-\n-\n- x\n-\n- y: 1\n', ['a[2]', 'a[4].y'])).toEqual([4, 6]);
  expect(lines('? a\n: 1\n? b\n: c: 2\n? d\n', ['a', 'b.c', 'd'])).toEqual([1, 4, 5]);
  expect(lines('a: [b: 1,\n  c: 2]\n', ['a[0].b', 'a[1].c'])).toEqual([1, 2]);
  expect(lines('&k a: 1\nb: *k\nc:\n  &l d: 2\n  e: 3\n', ['a', 'b', 'c.d', 'c.e'])).toEqual([1, 2, 4, 5]);
});

test('JSON, one value or several', () => {
  const text = '{\n  "a": {\n    "b.c": [1,\n      {"d": null}]\n  }\n}\n{"e":\n 1}\n';
  expect(lines(text, ['', 'a', 'a["b.c"]', 'a["b.c"][1].d'], 0, 'a.json')).toEqual([1, 2, 3, 4]);
  expect(lines(text, ['', 'e'], 1, 'a.json')).toEqual([7, 7]);
});

test('a document that cannot be read has its first line', () => {
  expect(lines('a: 1\n---\nb: [\n', ['b'], 1)).toEqual([2]);
});
