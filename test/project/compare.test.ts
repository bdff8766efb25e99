import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';

const COMPARE = pathToFileURL(path.join(__dirname, '../../tools/languages/compare.mjs')).href;
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'compare-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

type Files = Record<string, string>;

function write(folder: string, files: Files): string {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** What another language's files differ in from TypeScript's; one process for all pairs. */
function differences(pairs: [Files, Files][]): (string | null)[] {
  const folders = pairs.map((pair, i) => pair.map((files, j) => write(path.join(root, `${i}-${j}`), files)));
  const program = `import { firstDifference } from ${JSON.stringify(COMPARE)};
    console.log(JSON.stringify(${JSON.stringify(folders)}.map(([a, b]) => firstDifference(a, b) ?? null)));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
}

test('what a program of another language writes is held against TypeScript, byte for byte', () => {
  const files = { 'manifests/a.yaml': 'a: 1\nb: 2\n', 'error.txt': '[a/b] weight 120: write 20' };
  expect(differences([
    [files, { ...files }],
    [files, { ...files, 'error.txt': 'Error: [a/b] weight 120: write 20\n at somewhere' }],
    [files, { ...files, 'manifests/a.yaml': 'a: 1\nb: 2.0\n' }],
    [files, { ...files, 'manifests/a.yaml': 'a: 1\nb: 2' }],
    [files, { 'error.txt': files['error.txt'] }],
    [files, { ...files, 'manifests/b.yaml': '' }],
    [files, { ...files, 'error.txt': 'Error: undefined' }],
    [{ 'error.txt': '' }, { 'error.txt': 'Error' }],
  ])).toEqual([
    null,
    null,
    'manifests/a.yaml:2\n  TypeScript: "b: 2"\n  here:       "b: 2.0"',
    'manifests/a.yaml:3\n  TypeScript: ""\n  here:       undefined',
    'manifests/a.yaml is not written',
    'manifests/b.yaml is written, and TypeScript writes no such file',
    'error.txt does not hold the message\n  [a/b] weight 120: write 20\nbut\n  Error: undefined',
    expect.stringMatching(/^error\.txt does not hold the message/),
  ]);
});
