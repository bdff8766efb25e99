import { mutantsOf, SETS } from '../analysis/mutants';
import { cli, folderOf } from '../cli/fake-io';

interface Json {
  readonly findings: ReadonlyArray<{ readonly code: string; readonly message: string; readonly fix: string; readonly file?: string }>;
}

const SEEDS = [1, 2, 3, 4];

/** With numbers of any size. */
const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)).replace(/"(\d{20})"/g, '$1');

/** Each set in a file of its own, as a stream of JSON; apiVersion, kind and metadata are changed as well. */
const filesOf = (seed: number): Record<string, string> => Object.fromEntries(SETS.map((set, i) => [
  `${i}.yaml`, mutantsOf(set, seed * 300_000 + i, true).map((manifest) => `---\n${jsonOf(manifest)}\n`).join(''),
]));

test.each(SEEDS)('mutants in files are checked, whatever is missing in them (seed %i)', async (seed) => {
  const { code, out, err } = await cli(['check', '.', '--format', 'json', '--closed-world'], { cwd: folderOf(filesOf(seed)) });
  expect(err).toBe('');
  expect(code).toBe(1);
  const wrong = (JSON.parse(out) as Json).findings
    .filter(({ message, fix }) => /could not judge this object|\[object |\bundefined\b/.test(`${message} ${fix}`));
  expect(wrong.map(({ code: of, file, message, fix }) => `${of} ${file}: ${message} | ${fix}`)).toEqual([]);
});

test.each(['text', 'sarif', 'junit', 'github'])('as %s they are written too', async (format) => {
  const { code, out, err } = await cli(['check', '.', '--format', format], { cwd: folderOf(filesOf(99)) });
  expect([code, err]).toEqual([1, '']);
  // SARIF brings the pages of the rules along, in which every word may stand.
  expect(out).not.toMatch(/could not judge this object|\[object /);
});

test('an object without apiVersion or kind is told of, not passed over', async () => {
  const stdin = '{"kind":"Gateway","metadata":{"name":"a"}}\n---\n{"apiVersion":"v1","metadata":{"name":"b"}}\n';
  const { code, out } = await cli(['check', '-', '--format', 'json'], { stdin });
  const { findings } = JSON.parse(out) as Json;
  expect(findings.map(({ message }) => message)).toEqual([expect.stringMatching(/apiVersion/), expect.stringMatching(/kind/)]);
  expect(code).toBe(1);
});
