import * as fs from 'node:fs';
import { parse } from 'yaml';
import { cli, folderOf } from '../cli/fake-io';
import { blocksOf, inProject } from '../util/snippets';

const page = fs.readFileSync(inProject('docs', 'checking.md'), 'utf8');
const blocks = blocksOf(inProject('docs', 'checking.md'));

function blockOf(info: string): string {
  return blocks.find((block) => block.info === info)!.code;
}

const files = { 'manifests/shop.yaml': blockOf('manifests/shop.yaml') };

test('the example gives what stands behind it, as text and as JSON', async () => {
  const cwd = folderOf(files);
  const text = await cli(['check', 'manifests'], { cwd });
  expect(text.code).toBe(1);
  expect(text.out).toBe(blockOf('check manifests'));
  const { out } = await cli(['check', 'manifests', '--format', 'json'], { cwd });
  const { findings } = JSON.parse(out) as { findings: { code: string }[] };
  expect(findings.filter(({ code }) => code === 'GW020')).toEqual([JSON.parse(blocks.find(({ language }) => language === 'json')!.code)]);
});

test('its settings are good ones, and accept what they say', async () => {
  const cwd = folderOf({ ...files, 'cdk8s-gateway.yaml': blockOf('cdk8s-gateway.yaml') });
  const { out, err } = await cli(['check', 'manifests', '--format', 'json'], { cwd });
  const { findings } = JSON.parse(out) as { findings: { code: string; acknowledged?: string }[] };
  expect(err).toBe('');
  expect(findings.find(({ code }) => code === 'GW125')).toMatchObject({ acknowledged: 'only operators may label namespaces (team-edge, until 2030-01-31)' });
});

test('every option that it names exists, and every option that exists is named', async () => {
  const { out } = await cli(['check', '--help']);
  const known = new Set(out.match(/^ +(?:-\w, )?--[\w-]+/gm)!.map((text) => text.trim().replace(/^-\w, /, '')));
  const named = new Set([...page.replaceAll('npx --yes', 'npx').matchAll(/(?<=[\s`])--[a-z][a-z-]+/g)].map(([option]) => option));
  expect([...named].filter((option) => !known.has(option))).toEqual([]);
  expect([...known].filter((option) => !named.has(option))).toEqual(['--help']);
});

test('the jobs are YAML, and their commands run', async () => {
  const jobs = ['.github/workflows/check.yaml', '.github/workflows/scan.yaml', '.gitlab-ci.yml'].map(blockOf);
  for (const job of jobs) expect(typeof parse(job)).toBe('object');
  const commands = jobs.flatMap((job) => [...job.matchAll(/cdk8s-gateway (check [^\n>]*)/g)].map(([, command]) => command.trim().split(' ')));
  expect(commands).toHaveLength(3);
  for (const command of commands) expect(await cli(command, { cwd: folderOf(files) })).toMatchObject({ code: 1, err: '' });
});
