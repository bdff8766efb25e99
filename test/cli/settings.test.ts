import * as fs from 'node:fs';
import Ajv from 'ajv';
import { configCheck } from '../../src/cli/settings/config-checks';
import { readDocuments } from '../../src/input/read-documents';
import { problemsOf } from '../../src/manifest/field-checks';
import { inProject } from '../util/snippets';
import { cli, folderOf, route } from './fake-io';

const schema = JSON.parse(fs.readFileSync(inProject('schema', 'cdk8s-gateway.schema.json'), 'utf8')) as object;
const bySchema = new Ajv().compile(schema);

const GOOD = [
  '', 'failOn: warning', 'rules: { GW002: error, GW042: "off", GW001: off }', 'ignore: [charts/, "**/x.yaml"]',
  'acknowledgements: [{ code: GW020, reason: later }]', 'annotationsMayNotSilence: [security, GW020]', 'annotationsMayNotSilence: []',
  'acknowledgements: [{ code: GW020, kind: HTTPRoute, namespace: a, name: "b-*", reason: later, owner: me, expires: 2030-01-31 }]',
  'gatewayApi: "1.6"', 'kubernetes: "1.34"', 'implementation: envoy-gateway', 'closedWorld: true', 'format: sarif', 'channel: experimental', 'baseline: b.json',
];
const BAD: readonly (readonly [string, RegExp])[] = [
  ['failon: warning', /:1: failon "warning": the field is unknown; write one of .*failOn/],
  ['\nrules:\n  GW002: error\n  GW999: error', /:4: rules\["GW999"\] "GW999": no rule has this code/],
  ['rules: { GW002: fatal }', /:1: rules\["GW002"\] "fatal": it is no level; write off, warning or error/],
  ['acknowledgements:\n- code: GW020', /:2: acknowledgements\[0\]\.reason: it is required/],
  ['acknowledgements:\n- code: GW020\n  reason: " "', /:3: acknowledgements\[0\]\.reason " ": it is empty/],
  ['acknowledgements: [{ code: GW020, reason: x, expires: 2030-02-30 }]', /expires "2030-02-30": the calendar has no such day/],
  ['acknowledgements: [{ code: GW020, reason: x, expires: soon }]', /expires "soon": it is no day; write a day such as/],
  ['gatewayApi: 1.6', /gatewayApi 1.6: it is not text; write it in quotes/],
  ['gatewayApi: "9.9"', /gatewayApi "9.9": this version of cdk8s-gateway knows the releases 1.0 to 1.6/],
  ['kubernetes: "34"', /kubernetes "34": it is no version of Kubernetes/],
  ['implementation: envoy', /implementation "envoy": no conformance report is known .*write one of envoy-gateway/],
  ['annotationsMayNotSilence: [safety]', /annotationsMayNotSilence\[0\] "safety": it is neither a code nor a category/],
  ['closedWorld: "yes"', /closedWorld "yes": it is neither true nor false/],
  ['format: xml', /format "xml": it is none of the values/],
  ['ignore: charts', /ignore "charts": it is not a list/],
  ['profile: null', /profile null: null is not a value/],
  ['- failOn', /settings are a mapping/],
  ['failOn: warning\n---\nfailOn: error', /:2: it holds several documents/],
  ['failOn: warning\nfailOn: error', /:2: the key "failOn" already stands in this mapping, on line 1/],
  ['a: b: c', /:1: it is not YAML/],
];

test.each(GOOD)('good settings: %s', async (text) => {
  const cwd = folderOf({ 'cdk8s-gateway.yaml': text, 'a.yaml': route('a'), 'b.json': '{"format":"cdk8s-gateway/baseline","version":1,"findings":[]}' });
  const { code, err } = await cli(['check', 'a.yaml'], { cwd });
  expect([code, err]).toEqual([0, '']);
});

test.each(BAD)('bad settings: %s', async (text, message) => {
  const cwd = folderOf({ 'cdk8s-gateway.yaml': text, 'a.yaml': route('a') });
  const { code, out, err } = await cli(['check', 'a.yaml'], { cwd });
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(message);
  expect(err).toMatch(/^cdk8s-gateway: cdk8s-gateway\.yaml:?[^\n]*\n$/);
});

test('the JSON schema takes what is good, and refuses what it can see', () => {
  const valueOf = (text: string): unknown => readDocuments(text, { file: 'x' })[0].value ?? {};
  expect(GOOD.filter((text) => !bySchema(valueOf(text)))).toEqual([]);
  // Codes, releases, days and names of implementations are known to the program alone.
  const beyond = /GW999|"9\.9"|02-30|envoy$/;
  const single = BAD.map(([text]) => text).filter((text) => !beyond.test(text) && !/---|failOn: error|b: c/.test(text));
  expect(single.filter((text) => bySchema(valueOf(text)))).toEqual([]);
});

test('the JSON schema knows the same fields as the program', () => {
  const { properties } = schema as { properties: Record<string, unknown> };
  const [{ fix }] = problemsOf(configCheck, { none: 1 }, 'x');
  for (const name of Object.keys(properties)) expect(fix).toContain(name);
  expect(problemsOf(configCheck, Object.fromEntries(Object.keys(properties).map((name) => [name, undefined])), 'x')).toEqual([]);
});

test('settings are read from the working folder, or from where --config says; options come before them', async () => {
  const warned = route('a', '  nope: 1');
  const cwd = folderOf({ 'cdk8s-gateway.yaml': 'failOn: warning', 'lax.yaml': 'rules: { GW002: off }', 'a/a.yaml': warned });
  expect((await cli(['check', 'a'], { cwd })).code).toBe(1);
  expect((await cli(['check', 'a', '--fail-on', 'error'], { cwd })).code).toBe(0);
  expect((await cli(['check', 'a', '--config', 'lax.yaml'], { cwd })).out).toMatch(/0 warnings[^]*Rules that are off: GW002/);
  expect((await cli(['check', 'a', '--config', 'lax.yaml', '--rule', 'GW002=error'], { cwd })).code).toBe(1);
  const missing = await cli(['check', 'a', '--config', 'none.yaml'], { cwd });
  expect([missing.code, missing.err]).toEqual([2, 'cdk8s-gateway: none.yaml cannot be read (no such file or folder)\n']);
});

test('ignored files and folders are left out and counted; what is named is read all the same', async () => {
  const files = { 'charts/t/a.yaml': 'a: b: c', 'x/values.yaml': 'a: 1', 'x/deep/er/skip-1.yaml': 'a: 1', 'x/ok.yaml': route('ok') };
  const cwd = folderOf({ ...files, 'cdk8s-gateway.yaml': 'ignore: [charts/, values.yaml, "x/**/skip-*.yaml"]' });
  const { code, out } = await cli(['check', '.', '--format', 'json'], { cwd });
  const { findings, summary } = JSON.parse(out) as { findings: unknown[]; summary: { objects: number; notChecked: { ignored: number } } };
  expect([code, findings, summary.objects, summary.notChecked.ignored]).toEqual([0, [], 1, 3]);
  expect((await cli(['check', 'charts/t/a.yaml'], { cwd })).code).toBe(1);
  const none = await cli(['check', 'charts'], { cwd });
  expect(none.code).toBe(2);
  expect(none.err).toContain('nothing to check: no *.yaml, *.yml or *.json in charts that is not left out by `ignore`');
});
