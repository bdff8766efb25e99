import * as fs from 'node:fs';
import * as path from 'node:path';
import { checked } from './checked';
import { cli, folderOf, route } from './fake-io';

describe('acknowledgements', () => {
  const annotated = (code: string, reason = 'it moves'): string => route('a', '  nope: 1')
    .replace('namespace: shop }', `namespace: shop, annotations: { acknowledge.cdk8s-gateway.io/${code}: ${reason} } }`);
  const settings = (more: string): string => `acknowledgements:\n  - { code: GW002, reason: it moves, ${more} }\n`;

  test('by an annotation, counted and failing nothing', async () => {
    const { code, findings, summary } = await checked({ 'a.yaml': annotated('GW002') }, ['--fail-on', 'warning']);
    expect([code, summary.acknowledged, summary.findings.warning, findings[0].acknowledged]).toEqual([0, 1, 0, 'it moves']);
  });

  test('by the settings, with owner and end', async () => {
    const files = { 'a.yaml': route('a', '  nope: 1'), 'cdk8s-gateway.yaml': settings('name: a*, kind: HTTPRoute, owner: team-shop, expires: 2026-06-15') };
    const { code, findings } = await checked(files, ['--fail-on', 'warning']);
    expect([code, findings.map(({ acknowledged }) => acknowledged)]).toEqual([0, ['it moves (team-shop, until 2026-06-15)']]);
  });

  test('the settings accept what fits their patterns alone', async () => {
    const files = { 'a.yaml': route('a', '  nope: 1') };
    for (const more of ['name: b*', 'namespace: "*-prod"', 'kind: GRPCRoute']) {
      expect((await checked({ ...files, 'cdk8s-gateway.yaml': settings(more) })).summary.acknowledged).toBe(0);
    }
  });

  test('one that is over counts no longer, and that is said', async () => {
    const files = { 'a.yaml': route('a', '  nope: 1'), 'cdk8s-gateway.yaml': settings('owner: me, expires: 2026-06-14') };
    const { findings } = await checked(files);
    expect(findings).toMatchObject([
      { code: 'GW002', severity: 'warning' },
      { code: 'GW098', file: 'cdk8s-gateway.yaml', line: 2, path: 'acknowledgements[0].expires', message: expect.stringMatching(/ended on 2026-06-14/) },
    ]);
    expect(findings[0].acknowledged).toBeUndefined();
  });

  test('an annotation may not silence what the settings deny it, by default security', async () => {
    const denied = await checked({ 'a.yaml': annotated('GW002'), 'cdk8s-gateway.yaml': 'annotationsMayNotSilence: [schema]' });
    expect(denied.summary.acknowledged).toBe(0);
    expect(denied.findings).toMatchObject([{ code: 'GW098', message: expect.stringMatching(/GW002, which guards against/) }, { code: 'GW002' }]);
    const byCode = await checked({ 'a.yaml': annotated('GW002'), 'cdk8s-gateway.yaml': 'annotationsMayNotSilence: [GW002]' });
    expect(byCode.summary.acknowledged).toBe(0);
  });

  test('one without a reason, or of no rule, is a finding', async () => {
    expect((await checked({ 'a.yaml': annotated('GW002', '" "') })).findings.map(({ code }) => code)).toEqual(['GW098', 'GW002']);
    expect((await checked({ 'a.yaml': annotated('gw002') })).findings.map(({ code }) => code)).toEqual(['GW098', 'GW002']);
  });

  test('--no-acknowledge counts everything', async () => {
    const { code, summary } = await checked({ 'a.yaml': annotated('GW002') }, ['--fail-on', 'warning', '--no-acknowledge']);
    expect([code, summary.acknowledged]).toEqual([1, 0]);
  });
});

describe('baseline', () => {
  test('what it holds fails nothing, wherever the lines are; what is new fails; what is gone is counted', async () => {
    const cwd = folderOf({ 'a.yaml': `${route('A') }---\n${ route('B')}`, 'bad.yaml': 'a: b: c' });
    const written = await cli(['check', '.', '--write-baseline', 'base.json'], { cwd });
    expect([written.code, written.out, written.err]).toEqual([0, '', 'cdk8s-gateway: the baseline holds 3 findings now\n']);
    fs.writeFileSync(path.join(cwd, 'a.yaml'), `# moved\n---\n${route('A')}`);
    const same = await cli(['check', '.', '--baseline', 'base.json', '--format', 'json'], { cwd });
    expect(same.code).toBe(0);
    const { findings, summary } = JSON.parse(same.out) as { findings: unknown; summary: unknown };
    expect(findings).toMatchObject([{ inBaseline: true }, { inBaseline: true }]);
    expect(summary).toMatchObject({ baseline: { known: 2, gone: 1 }, failing: 0 });
    fs.writeFileSync(path.join(cwd, 'c.yaml'), route('C'));
    expect((await cli(['check', '.', '--baseline', 'base.json'], { cwd })).code).toBe(1);
  });

  test('the same finding twice needs two of it', async () => {
    const cwd = folderOf({ 'a.yaml': 'a: b: c' });
    await cli(['check', '.', '--write-baseline', 'base.json'], { cwd });
    fs.writeFileSync(path.join(cwd, 'a.yaml'), 'a: b: c\n---\na: b: c');
    const { out } = await cli(['check', '.', '--baseline', 'base.json'], { cwd });
    expect(out).toMatch(/1 error, 0 warnings, 1 in the baseline/);
  });
});

test('a baseline holds when files are renamed', async () => {
  const one = (name: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop }
spec: { parentRefs: [{ name: edge, namespace: infra }], hostnames: [shop.example.com], rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }] }
`;
  const cwd = folderOf({ 'a.yaml': one('cart'), 'b.yaml': one('pay') });
  await cli(['check', '.', '--write-baseline', 'base.txt'], { cwd });
  fs.renameSync(path.join(cwd, 'a.yaml'), path.join(cwd, 'c.yaml'));
  expect(await cli(['check', '.', '--baseline', 'base.txt'], { cwd })).toMatchObject({ code: 0 });
});
