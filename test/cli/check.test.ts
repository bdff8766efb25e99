import * as path from 'node:path';
import { checked } from './checked';
import { cli, folderOf, outside, route } from './fake-io';

test('a finding as JSON has every field, and the line of its key', async () => {
  const { findings, code } = await checked({ 'a/routes.yaml': `# first\n---\n${route('a', '  nope: 1')}` });
  expect(code).toBe(0);
  expect(findings).toEqual([{
    code: 'GW002', severity: 'warning', category: 'schema', message: expect.stringMatching(/no such field/), fix: expect.stringMatching(/^remove it/),
    resource: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', namespace: 'shop', name: 'a' },
    path: 'spec.nope', file: path.join('a', 'routes.yaml'), line: 8,
  }]);
});

test('the summary counts what was checked, and what was not', async () => {
  const other = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\n';
  const { findings, summary, code } = await checked({
    'a.yaml': `${route('a')}---\n# nothing\n---\nnull\n---\nThank you for installing shop.\n---\n${other}`, 'b.json': JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [] }),
  }, ['--rule', 'GW003=off']);
  expect([code, findings]).toMatchObject([0, [{ code: 'GW006', severity: 'unknown', file: 'a.yaml', line: 15 }]]);
  expect(summary).toEqual({
    files: 2,
    documents: 5,
    objects: 2,
    findings: { error: 0, warning: 0, unknown: 1 },
    acknowledged: 0,
    notChecked: {
      kinds: [{ apiVersion: 'example.com/v1', kind: 'Thing', objects: 1 }],
      documents: [{ file: 'a.yaml', line: 9, value: 'null' }, { file: 'a.yaml', line: 11, value: '"Thank you for installing shop."' }],
      emptyDocuments: 1,
      ignored: 0,
      hidden: [],
      rules: ['GW003'],
    },
    failing: 0,
  });
});

test('items of a list have the lines of the list', async () => {
  const item = (name: string): object => ({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name }, spec: { nope: 1 } });
  const { findings } = await checked({ 'list.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item('a'), item('b')] }, undefined, 1) });
  expect(findings.filter(({ code }) => code === 'GW002').map(({ code, line }) => [code, line])).toEqual([['GW002', 12], ['GW002', 22]]);
});

test('standard input is a file named stdin', async () => {
  const { code, out } = await cli(['check', '-', '--fail-on', 'warning'], { stdin: route('a', '  nope: 1') });
  expect(code).toBe(1);
  expect(out).toMatch(/^stdin:6 warning GW002 HTTPRoute shop\/a spec\.nope\n/);
});

test('objects of several files are checked against each other, in whatever order', async () => {
  const { findings } = await checked({ 'b.yaml': route('a'), 'a.yaml': route('a') });
  expect(findings.map(({ code, file }) => [code, file])).toEqual([['GW003', 'b.yaml']]);
});

test('messages name other objects with file and line, also in a list', async () => {
  const item = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
  const { findings } = await checked({
    'b.yaml': `${route('a')}---\n${route('b')}---\n${route('a')}`, 'c.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item, item] }, undefined, 1),
  });
  expect(findings.filter(({ code }) => code === 'GW003').map(({ line, message }) => [line, message.split(';')[0]])).toEqual([
    [17, 'b.yaml:1 already is HTTPRoute shop/a'], [16, 'c.json:5 already is Namespace a'],
  ]);
  const tcp = (name: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: { name: ${name}, namespace: shop }
spec: { parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: db, port: 5432 }] }] }
---
`;
  const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { gatewayClassName: eg, listeners: [{ name: db, port: 5432, protocol: TCP }] }
`;
  const layer4 = await checked({ 'tcp.yaml': tcp('a') + tcp('b') + gateway });
  expect(layer4.findings.filter(({ code }) => code === 'GW045')).toMatchObject([{
    line: 9, message: expect.stringMatching(/^TCPRoute shop\/a \(tcp\.yaml:1\) takes all that arrives/),
  }]);
});

test('a file that is named twice is read once', async () => {
  const cwd = folderOf({ 'a.yaml': route('a') });
  const { out } = await cli(['check', 'a.yaml', '.', './a.yaml', path.join(cwd, 'a.yaml')], { cwd });
  expect(out).toMatch(/^1 object in 1 file: 0 errors, 0 warnings\n/);
});

describe('what fails', () => {
  const warned = route('a', '  nope: 1');

  test('errors do, warnings only where it is asked for, and levels change both', async () => {
    expect((await checked({ 'a.yaml': warned })).code).toBe(0);
    expect((await checked({ 'a.yaml': warned }, ['--fail-on', 'warning'])).code).toBe(1);
    expect(await checked({ 'a.yaml': warned }, ['--rule', 'GW002=error'])).toMatchObject({ code: 1, findings: [{ severity: 'error' }] });
    expect(await checked({ 'a.yaml': warned }, ['--rule', 'GW002=off', '--fail-on', 'warning'])).toMatchObject({ code: 0, findings: [] });
    expect((await checked({ 'a.yaml': route('A') }, ['--rule', 'GW001=warning', '--rule', 'GW002=error'])).code).toBe(0);
  });

  test('what the files do not decide fails in a closed world alone', async () => {
    const open = await checked({ 'a.yaml': outside('a') }, ['--rule', 'GW022=error']);
    expect([open.code, open.summary.findings]).toEqual([0, { error: 0, warning: 0, unknown: 2 }]);
    const alwaysOpen = await checked({ 'a.yaml': outside('a') }, ['--rule', 'GW301=error']);
    expect([alwaysOpen.code, alwaysOpen.summary.findings]).toEqual([1, { error: 1, warning: 0, unknown: 1 }]);
    const closed = await checked({ 'a.yaml': outside('a') }, ['--closed-world']);
    expect([closed.code, closed.findings.map(({ code, severity }) => [code, severity])]).toEqual([1, [['GW022', 'error']]]);
  });

  test.each([
    [['check', '.', '--format', 'xml'], /--format <format>' argument 'xml' is invalid. Allowed choices are text, json, sarif, junit, github/],
    [['check', '.', '--nope'], /^cdk8s-gateway: unknown option '--nope'\n$/],
    [['nope'], /^cdk8s-gateway: unknown command 'nope'/],
    [['check', '.', '--rule', 'GW002'], /--rule "GW002": write a code and a level, such as GW002=error/],
    [['check', '.', '--rule', 'GW002=fatal'], /--rule "fatal": it is no level/],
    [['check', '.', '--gateway-api', '9'], /--gateway-api "9": this version of cdk8s-gateway knows the releases/],
    [['check', '.', '--kubernetes', 'new'], /--kubernetes "new": it is no version/],
    [['check', '.', '--implementation', 'nginx'], /--implementation "nginx": no conformance report is known of implementation "nginx"; write one of nginx-gateway-fabric/],
    [['check', '.', '--profile', 'none.json'], /none\.json cannot be read \(no such file or folder\)/],
    [['check', '.', '--profile', 'a.json'], /a\.json is no profile: its format is/],
    [['check', '.', '--baseline', 'none.json'], /the baseline .*none\.json cannot be read \(no such file or folder\); write one with --write-baseline/],
    [['check', '.', '--baseline', 'a.json'], /a\.json is no baseline/],
    [['check', 'none'], /none cannot be read: no such file or folder/],
    [['check', 'empty'], /nothing to check: no \*\.yaml, \*\.yml or \*\.json in empty/],
    [['check'], /nothing to read: name files or folders, or - for standard input/],
    [['features'], /nothing to read/],
    [['check', '-'], /^cdk8s-gateway: nothing to read: standard input is empty; see whether the command before it failed\n$/],
    [['reach', '-'], /nothing to read: standard input is empty/],
    [['explain', 'GW000'], /there is no rule GW000; perhaps GW00\d; all of them: cdk8s-gateway rules/],
    [['explain', '../../package'], /there is no rule \.\.\/\.\.\/package/],
  ] as const)('%s could not run: exit code 2, one line', async (argv, message) => {
    const cwd = folderOf({ 'a.json': '{"apiVersion":"v1","kind":"Thing"}', 'empty/readme.md': '' });
    const { code, out, err } = await cli(argv, { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trim().split('\n').length).toBe(1);
  });
});

test('a version of Gateway API is what the objects are held against', async () => {
  const set = 'apiVersion: gateway.networking.k8s.io/v1\nkind: ListenerSet\nmetadata: { name: a }\n'
    + 'spec: { parentRef: { name: gw }, listeners: [{ name: a, port: 80, protocol: HTTP }] }\n';
  const codes = async (options: string[]): Promise<string[]> => (await checked({ 'a.yaml': set }, options)).findings.map(({ code }) => code);
  expect(await codes(['--gateway-api', '1.6'])).not.toContain('GW005');
  expect(await codes(['--gateway-api', '1.2.1'])).toContain('GW005');
});

test('a channel that is said is there; one that is not said is assumed', async () => {
  const files = { 'a.yaml': route('a').replace('  parentRefs', '  useDefaultGateways: All\n  parentRefs') };
  const messages = async (options: string[]): Promise<string[]> => (await checked(files, options)).findings.map(({ code, message }) => `${code} ${message}`);
  expect(await messages([])).toEqual([expect.stringMatching(/^GW002 .*it is not known whether the cluster does/)]);
  expect(await messages(['--channel', 'standard'])).toEqual([expect.stringMatching(/^GW005 .*the standard channel of Gateway API \d\.\d, which the cluster has installed/)]);
  expect(await messages(['--channel', 'experimental'])).toEqual([]);
});

test('an option that is given twice takes one word each time, so that paths may follow', async () => {
  const cwd = folderOf({ 'a.yaml': route('A', '  nope: 1') });
  const { code, out } = await cli(['check', '--rule', 'GW001=off', '--rule', 'GW002=off', 'a.yaml'], { cwd });
  expect([code, out]).toEqual([0, expect.stringMatching(/Rules that are off: GW001, GW002/)]);
});

test('files that lie beside manifests are no finding, and are said', async () => {
  const { findings, summary } = await checked({
    'package.json': '{ "name": "x" }', 'kustomization.yaml': 'resources: [a]\n', 'c/Chart.yaml': 'apiVersion: v2\n', 'c/values.yaml': 'image: x\n',
    'dist/construct-metadata.json': '{ "version": "1.0.0", "resources": {} }',
  });
  expect(findings).toEqual([]);
  expect((summary.notChecked.documents as { value: string }[]).map(({ value }) => value)).toEqual([
    'the description of a Helm chart', 'the values of a Helm chart', 'the constructs of the objects, which cdk8s writes', 'a kustomization',
    'a package of Node.js',
  ]);
});

test('patches of kustomizations are parts of objects: they are left out, and said', async () => {
  const patch = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: A }\nspec: { nope: 1 }\n';
  const { findings, summary } = await checked({
    'base/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [route.yaml]\n',
    'base/route.yaml': route('a'),
    'prod/kustomization.yaml': 'patches: [{ path: a.yaml }, { patch: "- op: remove" }, 7]\npatchesStrategicMerge: [../more/b.yaml]\n',
    'prod/a.yaml': patch,
    'more/b.yaml': patch,
    'old/kustomization.yml': 'patchesJson6902: [{ path: ops.yaml }]\n---\nno: more\n',
    'old/ops.yaml': '- { op: remove, path: /spec }\n',
    'odd/kustomization.yaml': 'patches: { path: c.yaml }\n',
    'odd/c.yaml': patch,
  });
  expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(['odd/c.yaml']));
  expect(summary).toMatchObject({ objects: 2, notChecked: { kinds: [] } });
  expect((summary.notChecked.documents as { file: string; value: string }[]).map(({ file, value }) => `${file}: ${value}`)).toEqual([
    'base/kustomization.yaml: a kustomization', 'more/b.yaml: a patch of a kustomization', 'odd/kustomization.yaml: a kustomization',
    'old/kustomization.yml: a kustomization', 'old/kustomization.yml: a kustomization', 'old/ops.yaml: a patch of a kustomization',
    'prod/a.yaml: a patch of a kustomization', 'prod/kustomization.yaml: a kustomization',
  ]);
});

test('a release of Kubernetes decides which versions are served', async () => {
  const files = { 'a.yaml': 'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: { name: a }\n' };
  const codes = async (options: string[]): Promise<string[]> => (await checked(files, options)).findings.map(({ code }) => code);
  expect(await codes([])).toEqual(['GW006']);
  expect(await codes(['--kubernetes', '1.34'])).toEqual(['GW099', 'GW006']);
});

test('what is hidden, and node_modules, is not looked into, and said', async () => {
  const hidden = { '.b/c.yaml': 'x', '.d.yaml': 'x', '.e.txt': 'x', 'node_modules/f/g.yaml': 'x', '.git/h.yaml': 'x' };
  const { summary } = await checked({ 'a.yaml': route('a'), ...hidden });
  expect(summary).toMatchObject({ files: 1, notChecked: { hidden: ['.b', '.d.yaml', 'node_modules'] } });
  const { out } = await cli(['check', '.'], { cwd: folderOf({ 'a.yaml': route('a'), '.b/c.yaml': 'x' }) });
  expect(out).toMatch(/^Not looked into unless named, as hidden or node_modules: \.b$/m);
});

test.each<[string, string, readonly string[]]>([
  ['an item of a List without apiVersion', 'apiVersion: v1\nkind: List\nitems:\n- kind: Service\n  metadata: { name: a }\n', ['GW093', 'items[0].apiVersion']],
  ['items that are no list', 'apiVersion: v1\nkind: List\nitems: foo\n', ['GW094', 'items']],
])('%s is said', async (_, list, expected) => {
  const { findings } = await checked({ 'a.yaml': list });
  expect(findings.map((finding) => [finding.code, (finding as { path?: string }).path])).toEqual([expected]);
});

test('a typed list leaves kind and apiVersion to itself', async () => {
  const { findings, summary } = await checked({ 'a.yaml': 'apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: { name: A }\n' });
  expect(findings.map(({ code }) => code)).toEqual(['GW001']);
  expect(summary.objects).toBe(1);
});

test('help of a command that does not exist names those that do', async () => {
  expect(await cli(['help', 'chek'])).toMatchObject({ code: 2, err: expect.stringMatching(/there is no command "chek"; the commands are check, explain/) as string });
  expect(await cli(['help', 'check'])).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: cdk8s-gateway check/) as string });
  expect(await cli(['help'])).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: cdk8s-gateway/) as string });
});
