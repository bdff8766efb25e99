import * as fs from 'node:fs';
import * as path from 'node:path';
import { cli, folderOf, route } from './fake-io';
import { found, short } from './found';

jest.mock('node:fs', () => ({ ...jest.requireActual<typeof fs>('node:fs') }));

test('a syntax error has its line, and the other documents and files are checked', async () => {
  const files = { 'a.yaml': `${route('A')}---\nkind: x\n  bad: y\n---\n${route('B')}`, 'b.yaml': route('C') };
  expect(short(await found(files))).toEqual([['GW001', 'a.yaml', 3], ['GW091', 'a.yaml', 9], ['GW001', 'a.yaml', 13], ['GW001', 'b.yaml', 3]]);
});

test.each([
  ['a tab as indentation', 'apiVersion: v1\nkind: Thing\nspec:\n\ta: 1\n', 'GW091', 4],
  ['a tab behind a dash', 'apiVersion: v1\nkind: Thing\nspec:\n- a\n-\tb\n', 'GW091', 5],
  ['a tab behind a dash in a dash', 'apiVersion: v1\nkind: Thing\nspec:\n- - a\n  -  \tb: 1\n', 'GW091', 5],
  ['a tab behind a question mark', 'apiVersion: v1\nkind: Thing\n?\tspec\n: 1\n', 'GW091', 3],
  ['a tab on a line of its own', 'apiVersion: "v1"\n\t\nkind: Thing\n', 'GW091', 2],
  ['a tab before a comment', 'apiVersion: v1\n\t# kind\nkind: Thing\n', 'GW091', 2],
  ['a tab in the indentation of a block', 'apiVersion: v1\nspec: |\n  x\n \t\nkind: Thing\n', 'GW091', 4],
  ['tabs where they may stand', 'apiVersion:\tv1\nkind: Thing\n \t\nspec:\t# x\n- a:\t[\n\t1,\n\t2 ]\n- |\n  -\tx\n  \ty\n- "-\ty"\n- x -\t y\n', '', 0],
  ['a tab that goes on with a text in quotes', 'apiVersion: v1\nkind: Thing\nspec: "x\n\ty"\n', '', 0],
  ['a control character beyond ASCII', 'apiVersion: v1\nkind: Thing\nspec: "a\u007fb"\n', 'GW091', 3],
  ['a control character in a comment', 'apiVersion: v1\n# \u0001\nkind: Thing\n', 'GW091', 2],
  ['a directive, which kubectl takes for a document', '# x\n%YAML 1.1\n---\napiVersion: v1\nkind: Thing\n', 'GW091', 2],
  ['a template that was not rendered', 'apiVersion: v1\nkind: Thing\nspec: {{ .Values.x }}\n', 'GW096', 3],
  ['a block of a template', '{{- if .x }}\napiVersion: v1\n{{- end }}\n', 'GW091', 1],
  ['an alias of nothing', 'apiVersion: v1\nkind: Thing\nspec: *x\n', 'GW091', 3],
  ['an open quote', 'apiVersion: v1\nkind: "Thing\n', 'GW091', 2],
  ['a control character', 'apiVersion: v1\nkind: "\u0007"\n', 'GW091', 2],
  ['a duplicate key', 'apiVersion: v1\nkind: Thing\nspec: { a: 1,\n  b: 2, a: 3 }\n', 'GW092', 4],
  ['no kind', '# x\napiVersion: v1\nmetadata: { name: a }\n', 'GW093', 2],
  ['a kind that is a number', 'apiVersion: v1\nmetadata: { name: a }\nkind: 1\n', 'GW093', 3],
  ['a kind that is empty', 'apiVersion: v1\nmetadata: { name: a }\nkind: ""\n', 'GW093', 3],
  ['no apiVersion', 'kind: Thing\nmetadata: { name: a }\n', 'GW093', 1],
  ['a list of objects', '- apiVersion: v1\n  kind: Thing\n', 'GW094', 1],
  ['a mapping of something else', 'services: {}\nversion: "3"\n', 'GW094', 1],
  ['an alias inside its anchor', 'apiVersion: v1\nkind: Thing\nspec: &x [*x]\n', 'GW095', 1],
  ['a merge of itself', 'apiVersion: v1\nkind: Thing\nspec: &x { a: 1, <<: *x }\n', '', 0],
  ['a number without end', 'apiVersion: v1\nkind: Thing\nspec: .inf\n', 'GW096', 1],
  ['a key that is null', 'apiVersion: v1\nkind: Thing\nspec:\n  ~: 1\n', 'GW096', 4],
  ['a key that is a list', 'apiVersion: v1\nkind: Thing\nspec:\n  ? [a]\n  : 1\n', 'GW096', 4],
  ['a zero byte', 'apiVersion: v1\nkind: \0\n', 'GW097', 2],
])('%s', async (_, text, code, line) => {
  const all = await found({ 'a.yaml': text });
  expect(short(all)).toEqual(code === '' ? [] : [[code, 'a.yaml', line]]);
});

test('numbers where text belongs are findings of the field', async () => {
  expect(short(await found({ 'a.yaml': route('1') }))).toEqual([['GW001', 'a.yaml', 3]]);
});

test('aliases that grow beyond every memory, by lists, mappings and merges', async () => {
  const bomb = (open: string, close: string, joint: (name: string) => string): string => [
    `a0: &a0 ${open}x: 1${close}`, ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} ${open}${Array.from({ length: 9 }, (__, j) => `${joint(`k${j}`)}*a${i}`).join(', ')}${close}`),
  ].join('\n');
  const head = 'apiVersion: v1\nkind: Thing\n';
  expect(short(await found({ 'a.yaml': head + bomb('[', ']', () => ''), 'b.yaml': head + bomb('{', '}', (name) => `${name}: `) })))
    .toEqual([['GW095', 'a.yaml', 1], ['GW095', 'b.yaml', 1]]);
});

test('nesting without end, in YAML, JSON and blocks', async () => {
  const deep = 100_000;
  const files = {
    'a.yaml': `a: ${'['.repeat(deep)}`, 'b.json': `${'['.repeat(deep)}${']'.repeat(deep)}`, 'c.json': `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    'd.yaml': `${'- '.repeat(deep)}a`, 'e.yaml': Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  };
  expect((await found(files)).map(({ code }) => code)).toEqual(['GW095', 'GW095', 'GW095', 'GW095', 'GW095']);
});

test('bytes that are no text, and text in other encodings', async () => {
  const utf16 = Buffer.from(`\ufeff${route('A')}`, 'utf16le');
  const files = {
    'a.yaml': Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'b.yaml': Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]),
    'c.yaml': utf16, 'd.yaml': Buffer.from(utf16).swap16(), 'e.yaml': Buffer.from(`\ufeff${route('E')}`),
  };
  expect((await found(files)).map(({ code, file }) => [code, file]))
    .toEqual([['GW097', 'a.yaml'], ['GW097', 'b.yaml'], ['GW001', 'c.yaml'], ['GW001', 'd.yaml'], ['GW003', 'd.yaml'], ['GW001', 'e.yaml']]);
});

test('__proto__ keys are data: nothing is polluted, and the field is unknown', async () => {
  const all = await found({ 'a.yaml': route('a', '  __proto__: { kind: Gateway }\n  constructor: 1') });
  expect(all.map(({ code, line }) => [code, line])).toEqual([['GW002', 6], ['GW002', 7]]);
  expect(({} as { kind?: string }).kind).toBeUndefined();
});

test('links that lead nowhere, to themselves and to the folder above, and pipes, are said; the rest is checked', async () => {
  const cwd = folderOf({ 'a.yaml': route('A'), 'b/c.yaml': route('C'), 'node_modules/x.yaml': 'a: b: c', '.git/x.yaml': 'a: b: c' });
  fs.symlinkSync('none.yaml', path.join(cwd, 'broken.yaml'));
  fs.symlinkSync('loop.yaml', path.join(cwd, 'loop.yaml'));
  fs.symlinkSync('..', path.join(cwd, 'b', 'up'));
  fs.symlinkSync('../a.yaml', path.join(cwd, 'b', 'same.yaml'));
  const all = await found({}, ['.'], { cwd });
  expect(all.map(({ code, file }) => [code, file])).toEqual([
    ['GW090', path.join('b', 'up')], ['GW090', 'broken.yaml'], ['GW090', 'loop.yaml'], ['GW001', 'a.yaml'], ['GW001', path.join('b', 'c.yaml')],
  ]);
  expect(all.map(({ message }) => message).slice(0, 3)).toEqual([
    expect.stringMatching(/a link to a folder that holds it/), expect.stringMatching(/something that does not exist/), expect.stringMatching(/leads back to itself/),
  ]);
});

test('files and folders without permission are said; the rest is checked', async () => {
  const cwd = folderOf({ 'a.yaml': route('A'), 'secret/b.yaml': route('B'), 'c.yaml': route('C') });
  const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
  const mocked = jest.requireMock<typeof fs>('node:fs');
  const { readdirSync, readFileSync } = mocked;
  // Whoever runs the tests may be allowed everything.
  const folders = jest.spyOn(mocked, 'readdirSync').mockImplementation(((at: string, options: object) => {
    if (at.endsWith('secret')) throw denied;
    return readdirSync(at, options as { withFileTypes: true });
  }) as never);
  const files = jest.spyOn(mocked, 'readFileSync').mockImplementation(((at: string, options: undefined) => {
    if (at.endsWith('c.yaml')) throw denied;
    return readFileSync(at, options);
  }) as never);
  try {
    expect((await found({}, ['.'], { cwd })).map(({ code, file }) => [code, file])).toEqual([['GW090', 'secret'], ['GW001', 'a.yaml'], ['GW090', 'c.yaml']]);
  } finally {
    folders.mockRestore();
    files.mockRestore();
  }
});

test('a file that is too large to read at once is said', async () => {
  const cwd = folderOf({ 'a.yaml': route('A') });
  fs.truncateSync(path.join(folderOf({}), '..', path.basename(cwd), 'a.yaml'), 300 * 1024 * 1024);
  expect(await found({}, ['a.yaml'], { cwd })).toMatchObject([{ code: 'GW095', message: expect.stringMatching(/holds 314572800 bytes, and 268435456 is the most/) }]);
});

test('names from manifests steer no terminal and no workflow', async () => {
  const name = '"\\e[31m\\n::error::x\\u202e%0A"';
  const cwd = folderOf({ 'a.yaml': route(name), 'b\u001b[31m\n::warning::.yaml': 'a: b: c' });
  for (const format of ['text', 'github', 'junit']) {
    const { out } = await cli(['check', '.', '--format', format], { cwd });
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(out).not.toMatch(/^::error::x/m);
    expect(out).not.toMatch(/^::warning::\.yaml/m);
  }
});
