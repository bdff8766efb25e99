import Ajv from 'ajv';
import { CATALOGUE } from '../../src/analysis/rules/catalogue';
import { cli, folderOf, outside, route } from './fake-io';
import { SARIF } from './sarif-schema';

/** An error, a warning, one acknowledged, one in the baseline, two undecided and a file that is none. */
async function mixed(format: string, options: readonly string[] = [], where: { isTTY?: boolean; env?: Record<string, string> } = {}): Promise<string> {
  const acknowledged = route('b', '  nope: 1').replace('shop }', 'shop, annotations: { acknowledge.cdk8s-gateway.io/GW002: "it <moves> & \\"more\\"" } }');
  const parent = outside('d');
  const files = { 'a.yaml': `${route('A', '  nope: 1')}---\n${acknowledged}---\n${parent}`, 'b <&>.yaml': 'a: b: c' };
  const cwd = folderOf({ ...files, 'base.json': JSON.stringify(BASELINE) });
  return (await cli(['check', '.', '--baseline', 'base.json', '--format', format, ...options], { cwd, ...where })).out;
}

const BASELINE = {
  format: 'cdk8s-gateway/baseline',
  version: 1,
  findings: [{ code: 'GW002', kind: 'gateway.networking.k8s.io/HTTPRoute', namespace: 'shop', name: 'A', path: 'spec.nope' }],
};

test('text: place, severity, code, object and field; then what is wrong and what to write; what is new alone', async () => {
  const out = await mixed('text');
  expect(out).toMatch(/^a\.yaml:3 error GW001 HTTPRoute shop\/A metadata\.name\n {4}"A": [^\n]+\n {4}→ write "a"\n\n/);
  expect(out).not.toMatch(/a\.yaml:6 /);
  expect(out).toMatch(/a\.yaml:14 warning GW002 HTTPRoute shop\/b spec\.nope\n[^\n]+\n[^\n]+\n {4}acknowledged: it <moves> & "more"\n/);
  expect(out).toMatch(/\nb <&>\.yaml:1 error GW091\n/);
  expect(out).toMatch(/\n3 objects in 3 files: 2 errors, 0 warnings, 1 acknowledged, 1 in the baseline\n/);
  expect(out).toMatch(/\nDocuments that are no objects, not checked: base\.json:1 \(a file of cdk8s-gateway\/baseline\)\n/);
  expect(out).toMatch(/\nWhat a code means: cdk8s-gateway explain GW001\n$/);
});

test('text is coloured on a terminal alone, and not where NO_COLOR says so', async () => {
  expect(await mixed('text', [], { isTTY: true })).toContain('\u001b[31merror\u001b[0m');
  expect(await mixed('text', [], { isTTY: true, env: { NO_COLOR: '1' } })).not.toContain('\u001b');
  expect(await mixed('text', [], { isTTY: true, env: { TERM: 'dumb' } })).not.toContain('\u001b');
  expect(await mixed('text')).not.toContain('\u001b');
});

test('text counts what is not decided, and lists it where it is asked to', async () => {
  const out = await mixed('text');
  const undecided = /^Not decided by these files: (.*) \(--unknowns lists them\)$/m.exec(out);
  const listed = await mixed('text', ['--unknowns']);
  const lines = listed.split('\n').filter((line) => /^\S+:\d+ unknown GW\d+ /.test(line));
  expect(out).not.toMatch(/ unknown GW/);
  const total = (undecided?.[1] ?? '').split(', ').reduce((sum, part) => sum + Number(part.split(' ')[0]), 0);
  expect([lines.length, total]).toEqual([2, 2]);
});

test('GitHub: commands with levels, places and titles; what is acknowledged is a notice, what the baseline holds is none', async () => {
  const lines = (await mixed('github')).trimEnd().split('\n');
  expect(lines[0]).toMatch(/^::error file=a\.yaml,line=3,title=GW001 HTTPRoute shop\/A metadata\.name::GW001: "A": .*; write "a"$/);
  expect(lines).not.toContainEqual(expect.stringMatching(/a\.yaml,line=6,/));
  expect(lines).toContainEqual(expect.stringMatching(/^::notice file=a\.yaml,line=14,.*\(acknowledged: it <moves> & "more"\)$/));
  expect(lines.at(-2)).toMatch(/^3 objects in 3 files: 2 errors, 0 warnings, 2 undecided, 1 acknowledged, 1 in the baseline$/);
  expect(lines.at(-1)).toMatch(/^Documents that are no objects, not checked: base\.json:1 /);
});

test('GitHub: what stands in properties and text is escaped', async () => {
  const cwd = folderOf({ '50%,a:b.yaml': 'a: b: c' });
  expect((await cli(['check', '.', '--format', 'github'], { cwd })).out).toMatch(/^::error file=50%25%2Ca%3Ab\.yaml,line=1,title=GW091::GW091: it is not YAML: /);
});

test('GitHub: no kind, document or name of a file is a command', async () => {
  const kind = 'apiVersion: a.b/v1\nkind: "##[stop-commands]x ::error::y"\nmetadata: { name: a }\n';
  const { out } = await cli(['check', '--format', 'github', '.'], { cwd: folderOf({ 'a.yaml': kind }) });
  expect(out).toMatch(/^Fields not checked.*## \[stop-commands\]x : :error: :y/m);
  expect(out).not.toMatch(/##\[/);
});

test('JUnit: suites by file, failures for what fails, the rest skipped or passed', async () => {
  const xml = await mixed('junit');
  expect(xml).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="cdk8s-gateway" tests="\d+" failures="2">\n/);
  expect(xml).toMatch(/<testsuite name="b &lt;&amp;&gt;\.yaml" tests="1" failures="1" errors="0" skipped="0">\n {4}<testcase classname="file" name="GW091">/);
  expect(xml).toContain('<failure type="error" message="&quot;A&quot;: a name holds');
  expect(xml).toContain('<skipped message="acknowledged: it &lt;moves&gt; &amp; &quot;more&quot;"/>');
  expect(xml).toMatch(/<skipped message="in the baseline: /);
  expect(xml).toMatch(/<skipped message="Service infra\/api is in another namespace/);
  expect(xml).toMatch(/<testsuite name="not checked" tests="1" [^>]*>\n {4}<testcase [^>]*><skipped message="Documents that are no objects, not checked: base\.json:1 /);
  const opened = [...xml.matchAll(/<([a-z-]+)[^>]*?(\/?)>/g)].filter(([, , closed]) => closed === '').map(([, name]) => name).sort();
  const closed = [...xml.matchAll(/<\/([a-z-]+)>/g)].map(([, name]) => name).sort();
  expect(opened).toEqual(closed);
});

test('JUnit: an object without findings is a case that passes', async () => {
  const cwd = folderOf({ 'a.yaml': route('a') });
  expect((await cli(['check', '.', '--format', 'junit'], { cwd })).out).toContain('<testcase classname="HTTPRoute" name="HTTPRoute shop/a"/>');
});

describe('SARIF', () => {
  type Log = { runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[] };
  const sarif = async (): Promise<Log> => JSON.parse(await mixed('sarif')) as Log;

  test('fits the format', async () => {
    const validate = new Ajv({ allErrors: true }).compile(SARIF);
    const log = await sarif();
    validate(log);
    expect(validate.errors).toBeNull();
  });

  test('rules that occur, with their pages as help, and results that point to them', async () => {
    const [{ tool: { driver: { rules } }, results }] = (await sarif()).runs;
    expect(rules.find(({ id }) => id === 'GW002')).toMatchObject({
      shortDescription: { text: CATALOGUE.find(({ code }) => code === 'GW002')!.title },
      help: { markdown: expect.stringMatching(/^# GW002: [^]*## Incorrect/) },
      defaultConfiguration: { level: 'warning' },
      properties: { tags: ['schema'] },
    });
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex as number].id).toBe(ruleId);
  });

  test('acknowledged findings are suppressed with their reason, the baseline is unchanged, what is undecided is open', async () => {
    const [{ results }] = (await sarif()).runs;
    const at = (line: number, id: string): unknown => results.find((one) => one.ruleId === id && JSON.stringify(one).includes(`"startLine":${line}}`));
    expect(at(14, 'GW002')).toMatchObject({ suppressions: [{ kind: 'external', status: 'accepted', justification: 'it <moves> & "more"' }] });
    expect(at(6, 'GW002')).toMatchObject({ baselineState: 'unchanged', suppressions: [] });
    expect(at(3, 'GW001')).toMatchObject({
      level: 'error',
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'a.yaml', uriBaseId: '%SRCROOT%' } },
        logicalLocations: [{ fullyQualifiedName: 'HTTPRoute shop/A metadata.name' }],
      }],
    });
    expect(results.filter(({ level }) => level === 'none')).toMatchObject([{ kind: 'open', ruleId: 'GW022' }, { kind: 'open', ruleId: 'GW301' }]);
    expect(results.find(({ ruleId }) => ruleId === 'GW091'))
      .toMatchObject({ locations: [{ physicalLocation: { artifactLocation: { uri: 'b%20%3C%26%3E.yaml' } } }] });
  });
});

test('explain prints the page, whatever the case of the code', async () => {
  const { code, out } = await cli(['explain', 'gw020']);
  expect([code, out.split('\n')[0]]).toEqual([0, '# GW020: A route or ListenerSet that its parent does not admit']);
});

test('rules lists the catalogue, as text and as JSON', async () => {
  const { out } = await cli(['rules']);
  expect(out.split('\n').filter((line) => line.startsWith('GW')).length).toBe(CATALOGUE.length);
  const json = JSON.parse((await cli(['rules', '--format', 'json'])).out) as { rules: unknown[] };
  expect(json.rules[0]).toEqual({ code: 'GW001', severity: 'error', category: 'schema', title: CATALOGUE[0].title, source: CATALOGUE[0].source });
});

test('features lists what manifests need, and who has it', async () => {
  const cwd = folderOf({ 'a.yaml': route('a').replace('matches: [', 'timeouts: { request: 1s }, matches: [') });
  const { code, out } = await cli(['features', '.'], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(/^Features that these manifests need:\n {2}HTTPRoute +a\.yaml: HTTPRoute shop\/a kind\n {2}HTTPRouteRequestTimeout +a\.yaml: /);
  expect(out).toMatch(/\n {2}envoy-gateway v[^\n]*: all of them\n/);
  const asked = await cli(['features', '.', '--implementation', 'envoy-gateway', '--format', 'json'], { cwd });
  expect(JSON.parse(asked.out)).toMatchObject({
    features: [{ feature: 'HTTPRoute', support: 'yes', places: 1 }, { feature: 'HTTPRouteRequestTimeout', support: 'yes' }],
    implementations: [{ implementation: 'envoy-gateway', no: [], unknown: [] }],
  });
});

test('help teaches: examples, exit codes and how to accept a finding', async () => {
  const { code, out } = await cli(['check', '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(/Exit code: 0 nothing to fail on, 1 findings, 2 could not run/);
  expect(out).toMatch(/kustomize build [^\n]* \| cdk8s-gateway check -/);
  expect(out).toMatch(/acknowledge\.cdk8s-gateway\.io\/GW050: /);
  expect((await cli(['--help'])).out).toMatch(/helm template shop \.\/chart \| cdk8s-gateway check -/);
  expect((await cli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+/);
});

test('the settings that help shows are good ones', async () => {
  const { out } = await cli(['check', '--help']);
  const shown = out.slice(out.indexOf('  rules: {')).replace(/^ {2}/gm, '');
  const { code, err } = await cli(['check', 'a.yaml'], { cwd: folderOf({ 'cdk8s-gateway.yaml': shown, 'a.yaml': route('a') }) });
  expect([code, err]).toEqual([0, '']);
});
