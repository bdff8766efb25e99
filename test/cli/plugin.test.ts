import * as path from 'node:path';
import { TrafficValidation } from '../../src';
import type { CliViolation } from '../../src/cli/plugin/cli-contract';
import { folderOf } from './fake-io';

/** What a plugin reported. */
interface Reported {
  readonly violations: CliViolation[];
  readonly submitted: unknown[][];
}

/** A policy that nothing is wrong with but the block. */
const policy = (cidr: string, name = 'cart'): string => [
  'apiVersion: networking.k8s.io/v1', 'kind: NetworkPolicy', `metadata: { name: ${name}, namespace: shop }`,
  `spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: ${cidr} } }] }] }`, '',
].join('\n');
const FINE = 'apiVersion: v1\nkind: Service\nmetadata: { name: fine, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n';
const MISTAKE = policy('10.0.0.0/33');
/** A route to a backend that is not here. */
const ROUTE = [
  'apiVersion: gateway.networking.k8s.io/v1', 'kind: HTTPRoute', 'metadata: { name: cart, namespace: shop }',
  'spec: { parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: cart, namespace: infra, port: 80 }] }] }', '',
].join('\n');

const AT_BLOCK = /^line 4, NetworkPolicy shop\/cart spec\.ingress\[0\]\.from\[0\]\.ipBlock\.cidr: "10\.0\.0\.0\/33": /;

let home: string;
beforeEach(() => { home = process.cwd(); });
afterEach(() => process.chdir(home));

/** Runs the plugin on files as cdk8s-cli does, in their folder. */
async function validate(files: Record<string, string>, properties?: Record<string, unknown>): Promise<Reported> {
  process.chdir(folderOf(files));
  const reported: Reported = { violations: [], submitted: [] };
  await new TrafficValidation(properties).validate({
    manifests: Object.keys(files).filter((file) => file.startsWith('dist/')),
    report: {
      addViolation: (violation) => { reported.violations.push(violation); },
      submit: (...all) => { reported.submitted.push(all); },
    },
  });
  return reported;
}

test('manifests without mistakes are a success, with what was checked', async () => {
  expect(await validate({ 'dist/shop.k8s.yaml': FINE })).toEqual({
    violations: [],
    submitted: [['success', { Checked: '1 object in 1 file', Errors: '0', Warnings: '0', 'Not decided': '0' }]],
  });
});

test('an app that wrote nothing is a success', async () => {
  expect((await validate({})).submitted).toEqual([['success', expect.objectContaining({ Checked: '0 objects in 0 files' })]]);
});

test('a mistake is a failure, and a block of its rule has every object with its lines', async () => {
  const { violations, submitted } = await validate({ 'dist/a.yaml': MISTAKE, 'dist/b.yaml': policy('10.0.0.0/33', 'search') });
  expect(violations).toEqual([{
    ruleName: 'GW001 error',
    recommendation: 'A manifest that the API server would refuse (cdk8s-gateway explain GW001)',
    fix: expect.stringMatching(/^write an IPv4 or IPv6 address block/),
    violatingResources: [
      { resourceName: 'cart', manifestPath: path.normalize('dist/a.yaml'), locations: [expect.stringMatching(AT_BLOCK)] },
      { resourceName: 'search', manifestPath: path.normalize('dist/b.yaml'), locations: [expect.stringMatching(/^line 4, NetworkPolicy shop\/search /)] },
    ],
  }]);
  expect(submitted).toEqual([['failure', expect.objectContaining({ Errors: '2' })]]);
});

test('findings of one rule with several fixes have each its own', async () => {
  const other = MISTAKE.replace('podSelector: {}', 'podSelector: { matchLabels: { app: "a b" } }');
  const { violations } = await validate({ 'dist/a.yaml': other });
  expect(violations.map(({ ruleName, fix }) => [ruleName, fix])).toEqual([['GW001 error', 'as each location says']]);
  expect(violations[0].violatingResources[0].locations).toEqual([
    expect.stringMatching(/matchLabels.*"a b".*; /), expect.stringMatching(/10\.0\.0\.0\/33": .*; write an IPv4 or IPv6 address block/),
  ]);
});

test('a name that several objects have is given in full, since the CLI would look up the wrong construct', async () => {
  const { violations } = await validate({ 'dist/a.yaml': `${MISTAKE}---\n${ROUTE}` });
  expect(violations[0].violatingResources.map(({ resourceName }) => resourceName)).toEqual(['NetworkPolicy shop/cart']);
});

test('a file that is no YAML is a failure under its name', async () => {
  const { violations, submitted } = await validate({ 'dist/a.yaml': 'a: [', 'dist/b.yaml': FINE });
  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['GW091 error']);
  expect(violations[0].violatingResources).toEqual([
    { resourceName: path.normalize('dist/a.yaml'), manifestPath: path.normalize('dist/a.yaml'), locations: [expect.stringMatching(/^line 1: /)] },
  ]);
  expect(submitted[0][0]).toBe('failure');
});

test('what the manifests do not decide is counted, and listed where properties ask for it', async () => {
  const quiet = await validate({ 'dist/a.yaml': ROUTE });
  expect(quiet.violations).toEqual([]);
  expect(quiet.submitted).toEqual([['success', expect.objectContaining({ 'Not decided': expect.stringMatching(/^[1-9]/) })]]);
  const { violations, submitted } = await validate({ 'dist/a.yaml': ROUTE }, { unknowns: true });
  expect(violations.map(({ ruleName }) => ruleName)).toContain('GW022 unknown');
  expect(submitted[0][0]).toBe('success');
});

test('the settings file of the folder counts, and the properties before it', async () => {
  const settings = 'closedWorld: true\nignore: [dist/b.yaml]\n';
  const files = { 'cdk8s-gateway.yaml': settings, 'dist/a.yaml': ROUTE, 'dist/b.yaml': MISTAKE };
  const closed = await validate(files);
  expect(closed.submitted).toEqual([['failure', expect.objectContaining({ 'Left out': '1 path' })]]);
  expect(closed.violations.map(({ ruleName }) => ruleName)).not.toContain('GW001 error');
  expect((await validate(files, { closedWorld: false })).submitted[0][0]).toBe('success');
});

test('kinds that are not known and documents that are no objects are said', async () => {
  const { submitted } = await validate({ 'dist/a.yaml': 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: x }\n---\njust text\n' });
  expect(submitted[0][1]).toMatchObject({ 'Fields not checked': 'Thing (example.com/v1)', 'No objects': `${path.normalize('dist/a.yaml')}:4` });
});

test('control characters of manifests do not reach the terminal', async () => {
  const { violations } = await validate({ 'dist/a.yaml': policy('10.0.0.0/33', String.raw`"a\e[2J"`) });
  expect(JSON.stringify(violations)).toMatch(/\\\\u001b/);
  expect(JSON.stringify(violations).replaceAll('\\\\u001b', '')).not.toMatch(/\\u001b/);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['what is no property', { closed: true }, /^TrafficValidation: properties\.closed true: the field is unknown; write one of channel, .*, config$/],
  ['a format', { format: 'json' }, /properties\.format "json": the field is unknown/],
  ['no implementation with a report', { implementation: 'trafik' }, /properties\.implementation "trafik": .*; write one of traefik, /],
  ['a rule that does not exist', { rules: { GW999: 'off' } }, /properties\.rules\["GW999"\] "GW999": /],
  ['a settings file that is not there', { config: 'none.yaml' }, /^TrafficValidation: none\.yaml cannot be read \(no such file or folder\)$/],
])('%s is refused without a stack trace', async (_, properties, message) => {
  const error = await validate({ 'dist/a.yaml': MISTAKE }, properties).then(() => new Error('it passes'), (thrown: Error) => thrown);
  expect(error.message).toMatch(message);
  expect(error.stack).toBe(error.message);
});

test('properties that are no mapping are refused', async () => {
  await expect(validate({}, 'strict' as never)).rejects.toThrow(/^TrafficValidation: properties "strict": it is not an object; write \{ channel, /);
  expect((await validate({}, null as never)).submitted[0][0]).toBe('success');
});
