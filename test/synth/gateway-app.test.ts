import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, type AppProps, Chart, Include, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { synthesize as canary } from '../../examples/canary/main';
import { synthesize as company } from '../../examples/company/main';
import { synthesize as egress } from '../../examples/egress/main';
import { synthesize as existingGateway } from '../../examples/existing-gateway/main';
import { synthesize as plus } from '../../examples/plus/main';
import { synthesize as protocols } from '../../examples/protocols/main';
import { GatewayApp, NetworkPolicy, NetworkPolicyType } from '../../src';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gateway-app-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

let folders = 0;
const folder = (): string => path.join(root, `${folders++}`, 'manifests');

const TYPES = [
  YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

/** Every folder and file below a folder, files with their bytes. */
function tree(dir: string): Map<string, string> {
  const entries = fs.readdirSync(dir, { recursive: true, withFileTypes: true })
    .map((entry) => [path.relative(dir, path.join(entry.parentPath, entry.name)), entry] as const);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => [name, entry.isFile() ? fs.readFileSync(path.join(dir, name), 'utf8') : 'folder']));
}

/** What some way of writing an app leaves in a new folder. */
function written(app: App, write: () => void, yamlOutputType = app.yamlOutputType): Map<string, string> {
  const outdir = folder();
  Object.assign(app, { outdir, yamlOutputType, contractsDir: path.join(path.dirname(outdir), 'contracts') });
  write();
  return tree(outdir);
}

/** The app that an example makes, not written yet. */
function appOf(example: (outdir: string) => string[]): GatewayApp {
  const apps: GatewayApp[] = [];
  const spy = jest.spyOn(GatewayApp.prototype, 'synth').mockImplementation(function (this: GatewayApp) { apps.push(this); });
  example(folder());
  spy.mockRestore();
  return apps[0];
}

const object = (scope: Construct, id: string, fields: object = {}): ApiObject =>
  new ApiObject(scope, id, { apiVersion: 'example.com/v1', kind: 'Thing', ...fields });

function included(): string {
  const file = path.join(root, 'included.yaml');
  fs.writeFileSync(file, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: included\ndata:\n  a.yaml: |\n    yes: "no"\n  on: "0777"\n---\n'
    + 'apiVersion: v1\nkind: Secret\nmetadata: {name: second, labels: {"a/b": "1.0"}}\nstringData: {key: "a: b #c"}\n');
  return file;
}

/** Everything that goes into an app without changing the order of its objects. */
function mixed(app: App): Chart {
  const chart = new Chart(app, 'Mixed-Chart', { namespace: 'mixed', labels: { team: 'y' } });
  const shared = { key: ['same', 'twice'] };
  object(chart, 'patched', { spec: { a: 1 } }).addJsonPatch(JsonPatch.add('/spec/b', shared), JsonPatch.add('/spec/c', shared), JsonPatch.remove('/spec/a'));
  object(chart, 'lazy', { spec: { value: Lazy.any({ produce: () => ({ text: 'null', number: 1e21, list: [[], {}] }) }), token: { resolve: () => '~' } } });
  const nested = new Construct(chart, 'nested');
  object(object(nested, 'parent', { data: { '1': 'x', b: null, a: '' } }), 'child', { metadata: { annotations: { face: '😀', long: 'x '.repeat(200) } } });
  new NetworkPolicy(chart, 'deny', { spec: { podSelector: {}, policyTypes: [NetworkPolicyType.INGRESS] } });
  const container = { image: 'a', portNumber: 80, envVariables: { A: kplus.EnvValue.fromValue('08') } };
  new kplus.Deployment(new Chart(app, '10'), 'web', { containers: [container] }).exposeViaService();
  new kplus.ConfigMap(new Chart(app, '9'), 'files', { data: { script: '#!/bin/sh\necho "$1"\n' } });
  new Chart(app, 'empty');
  return chart;
}

/** Two equal apps, one of each class, write the same for every type of output. */
function expectSame(plain: App, ours: App, write = (app: App): void => app.synth()): void {
  for (const type of TYPES) {
    const expected = written(plain, () => write(plain), type);
    expect([YamlOutputType[type], written(ours, () => ours.synth(), type)]).toEqual([YamlOutputType[type], expected]);
  }
}

/** The same change to a mixed app of either class. */
function both(change: (app: App, chart: Chart) => void, props?: AppProps): [App, App] {
  const apps: [App, App] = [new App(props), new GatewayApp(props)];
  for (const app of apps) change(app, mixed(app));
  return apps;
}

describe('the bytes of a plain App, for every type of output', () => {
  test.each([
    ['company', company], ['canary', canary], ['egress', egress], ['existing-gateway', existingGateway], ['plus', plus],
    ['protocols', protocols],
  ])('example %s', (_, example) => {
    const app = appOf(example);
    expectSame(app, app, () => App.prototype.synth.call(app));
  });

  test('a mixed app, which cdk8s writes no part of', () => {
    const spy = jest.spyOn(App.prototype, 'synth');
    expectSame(...both(() => undefined));
    expect(spy).toHaveBeenCalledTimes(TYPES.length);
    spy.mockRestore();
  });

  class ReversedChart extends Chart {
    public override toJson(): object[] {
      return (super.toJson() as object[]).reverse();
    }
  }

  test.each<[string, (app: App, chart: Chart) => void, AppProps?]>([
    ['objects that depend on each other', (_, chart) => object(chart, 'first').addDependency(object(chart, 'second'))],
    ['charts that depend on each other', (app, chart) => chart.addDependency(new Chart(app, 'before'))],
    ['objects that depend on another chart', (app, chart) => object(chart, 'first').addDependency(object(new Chart(app, 'before'), 'second'))],
    ['a chart in a chart', (_, chart) => object(new Chart(chart, 'inner'), 'thing')],
    ['a chart deep in a chart', (_, chart) => object(new Chart(new Construct(chart, 'between'), 'inner'), 'thing')],
    ['a chart class of its own', (app) => ['a', 'b'].reduce((chart, id) => (object(chart, id), chart), new ReversedChart(app, 'reversed') as Chart)],
    ['the metadata of constructs', () => undefined, { recordConstructMetadata: true }],
    ['resolvers of its own', () => undefined, { resolvers: [{ resolve: (context) => { if (context.value === 'same') context.replaceValue('other'); } }] }],
    ['an included file', (_, chart) => new Include(chart, 'include', { url: included() })],
    ['another ending', () => undefined, { outputFileExtension: '.yml' }],
    ['nothing at all', (app, chart) => expect(app.node.tryRemoveChild(chart.node.id)).toBe(true)],
  ])('a mixed app with %s', (_, ...[change, props]) => expectSame(...both(change, props)));

  test('an app without charts', () => {
    expectSame(new App(), new GatewayApp());
  });

  test('an app far longer than what is written at once', () => {
    expectSame(...both((app) => {
      const chart = new Chart(app, 'long');
      for (let i = 0; i < 300; i++) object(chart, `thing-${i}`, { data: { text: '𝄞 '.repeat(400) } });
    }));
  });
});

describe('nothing is written', () => {
  test.each<[string, (app: App, chart: Chart) => void, RegExp]>([
    ['where an object cannot be written', (_, chart) => object(chart, 'bad', { spec: { f: () => 1 } }),
      /^\[Mixed-Chart\/bad\] the object cannot be written as YAML \(.*\); make its fields plain JSON/],
    ['where one of objects that depend on each other cannot', (_, chart) =>
      object(chart, 'bad', { spec: { f: () => 1 } }).addDependency(object(chart, 'other')), /Tag not resolved for Function/],
    ['where objects depend on each other in a circle', (app) => {
      const last = new Chart(app, 'last');
      const [a, b] = [object(last, 'a'), object(last, 'b')];
      a.addDependency(b);
      b.addDependency(a);
    }, /Dependency cycle detected/],
  ])('%s', (_, change, message) => {
    const app = new GatewayApp({ outdir: folder() });
    change(app, mixed(app));
    expect(() => app.synth()).toThrow(message);
    expect(fs.existsSync(app.outdir)).toBe(false);
  });
});

test('what other libraries complete while they validate is written', () => {
  expectSame(...both((_, chart) => {
    const late = object(chart, 'late');
    chart.node.addValidation({ validate: () => { late.metadata.addLabel('completed', 'late'); return []; } });
  }));
});
