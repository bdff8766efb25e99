import * as fs from 'node:fs';
import { App, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { ClusterGuards, OperatorChart, TeamAccess } from '../../src';
import { clusterGuards } from '../../src/constructs/policies/cluster/all-guards';
import { cli } from '../cli/fake-io';
import { doorTables } from '../guards/door-tables';
import { SETTINGS } from '../guards/settings';
import { SIDE_DOORS } from '../guards/side-doors';
import { testGrant } from '../util/grants';
import { blocksOf, inProject } from '../util/snippets';

const file = inProject('docs', 'guards.md');
const page = fs.readFileSync(file, 'utf8');
const blocks = blocksOf(file);

test('the page shows the table of side doors', () => {
  const [, shown] = /<!-- side doors -->\n\n([^]*?)\n\n<!-- \/side doors -->/.exec(page)!;
  expect(shown).toBe(doorTables());
});

test('every door has a row of its own', () => {
  const rows = doorTables().split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:---|door) \|/.test(line));
  expect(rows).toHaveLength(SIDE_DOORS.length);
});

test('the rollout names every guard', () => {
  const [, rollout] = /## Rollout\n([^]*?)\n### /.exec(page)!;
  const cilium = { ...SETTINGS.grants[0], proxies: { form: 'ciliumEntity' as const, entity: 'ingress' } };
  const guards = new Set(clusterGuards({ ...SETTINGS, grants: [cilium] }).map(({ guard }) => guard));
  expect([...guards].filter((guard) => !rollout.includes(`\`${guard}\``))).toEqual([]);
});

test('options of guards check that it names exist', async () => {
  const { out } = await cli(['guards', 'check', '--help']);
  const named = [...page.matchAll(/guards check [^`\n]*?(--[a-z-]+)|(?<=`)(--(?:format|platform-namespace)[a-z-]*)/g)].map(([, a, b]) => a ?? b);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((option) => !out.includes(option))).toEqual([]);
});

test('its YAML is YAML', () => {
  const yaml = blocks.filter(({ language }) => language === 'yaml');
  expect(yaml).not.toEqual([]);
  for (const { code } of yaml) expect(typeof parse(code)).toBe('object');
});

test('what it uninstalls is all that guards store beside RBAC', () => {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  const grants = [testGrant()];
  new TeamAccess(chart, 'access', { grants });
  new ClusterGuards(chart, 'guards', { grants });
  const stored = (Testing.synth(chart) as { apiVersion: string; kind: string; metadata: { name: string } }[])
    .filter(({ apiVersion }) => !apiVersion.startsWith('rbac.'));
  const [, pattern] = /grep -E '\/(\S+)'/.exec(page)!;
  expect(new Set(stored.map(({ kind }) => kind))).toEqual(new Set(['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']));
  expect(stored.filter(({ metadata }) => !new RegExp(`^${pattern}`).test(metadata.name))).toEqual([]);
});

test('the minimum version is that of the code', () => {
  const cluster = { ...SETTINGS.grants[0].cluster, kubernetesVersion: '1.29' };
  const [, minimum] = /Guards need Kubernetes (\d+\.\d+)/.exec(page)!;
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  expect(() => new ClusterGuards(chart, 'guards', { grants: [testGrant({ cluster })] })).toThrow(`admission policies need ${minimum};`);
});
