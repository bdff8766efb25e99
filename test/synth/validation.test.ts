import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch, Testing } from 'cdk8s';
import { Acknowledge, Findings, GatewayApp, OperatorChart, TeamChart } from '../../src';
import * as checkEntries from '../../src/analysis/check-entries';
import { deferCheck } from '../../src/constructs/base/validation-hook';
import { Category, type Finding, Severity } from '../../src/manifest/finding';
import { testGrant } from '../util/grants';

const ROUTE = {
  parentRefs: [{ namespace: 'gateway-system', name: 'company-gateway', sectionName: 'https-shop-company-com' }],
  hostnames: ['shop.company.com'],
  rules: [{ backendRefs: [{ name: 'product-api', port: 8080 }] }],
};

function route(chart: Chart, id: string, spec: object = {}, metadata: object = {}): ApiObject {
  return new ApiObject(chart, id, {
    apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: id, ...metadata }, spec: { ...ROUTE, ...spec },
  });
}

function shopOf(app: App): TeamChart {
  return new TeamChart(app, 'shop', { grants: [testGrant()] });
}

const folders: string[] = [];
function folder(): string {
  folders.push(fs.mkdtempSync(path.join(os.tmpdir(), 'gateway-app-')));
  return folders[folders.length - 1];
}
afterAll(() => folders.forEach((dir) => fs.rmSync(dir, { recursive: true, force: true })));

const codes = (app: App): string[] => Findings.of(app).map(({ code }) => code);

describe('objects of a team\'s scope, by their final JSON', () => {
  test('a route within the grant has no finding', () => {
    const app = Testing.app();
    route(shopOf(app), 'good');
    expect(Findings.of(app)).toEqual([]);
  });

  test('a Gateway hidden in a List is found', () => {
    const app = Testing.app();
    const gateway = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'g', namespace: 'ecommerce-prod' }, spec: {} };
    new ApiObject(shopOf(app), 'list', { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: [gateway] }] });
    expect(Findings.of(app)).toContainEqual(expect.objectContaining({
      code: 'GW010', construct: 'shop/list', resource: expect.objectContaining({ kind: 'Gateway', name: 'g' }),
      message: expect.stringMatching(/kind Gateway of gateway.networking.k8s.io stands in a scope of the application team/),
      fix: 'move it to a scope of the infrastructure provider or the cluster operator',
    }));
  });

  test('an object that a JSON patch turns into a Gateway is found', () => {
    const app = Testing.app();
    const object = route(shopOf(app), 'innocent');
    object.addJsonPatch(JsonPatch.replace('/kind', 'Gateway'));
    expect(codes(app)).toContain('GW010');
  });

  test('included files are judged: a Gateway, and a route in a foreign namespace', () => {
    const file = path.join(folder(), 'included.yaml');
    fs.writeFileSync(file, [
      { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'g' }, spec: {} },
      { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'r', namespace: 'analytics-prod' }, spec: ROUTE },
    ].map((object) => JSON.stringify(object)).join('\n---\n'));
    const app = Testing.app();
    new Include(shopOf(app), 'included', { url: file });
    expect(Findings.of(app)).toEqual(expect.arrayContaining([
      expect.objectContaining({ code: 'GW010', resource: expect.objectContaining({ kind: 'Gateway' }) }),
      expect.objectContaining({ code: 'GW011', path: 'metadata.namespace', message: 'namespace "analytics-prod" is not granted to the team' }),
    ]));
  });

  test.each([
    ['a foreign gateway', { parentRefs: [{ namespace: 'gateway-system', name: 'other', sectionName: 'https' }] }, 'GW012'],
    ['no section', { parentRefs: [{ namespace: 'gateway-system', name: 'company-gateway' }] }, 'GW012'],
    ['no parent', { parentRefs: [] }, 'GW012'],
    ['a foreign mesh parent', { parentRefs: [{ group: '', kind: 'Service', name: 'x', namespace: 'bank' }], hostnames: undefined }, 'GW012'],
    ['hostnames at a mesh parent', { parentRefs: [{ group: '', kind: 'Service', name: 'x' }] }, 'GW013'],
    ['a foreign hostname', { hostnames: ['shop.company.com', 'analytics.company.com'] }, 'GW013'],
    ['a wildcard over its hostname', { hostnames: ['*.company.com'] }, 'GW013'],
    ['no hostname', { hostnames: undefined }, 'GW013'],
  ])('a route with %s is refused', (_, spec, code) => {
    const app = Testing.app();
    route(shopOf(app), 'r', spec);
    // Rules on what a mesh does with a route speak too.
    expect(codes(app).filter((one) => one !== 'GW177')).toEqual([code]);
  });

  test.each(['GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('%s needs a grant of its kind', (kind) => {
    const app = Testing.app();
    route(shopOf(app), 'r').addJsonPatch(JsonPatch.replace('/kind', kind));
    expect(codes(app)).toContain('GW015');
  });

  test('under a prefix grant every match stays under a prefix', () => {
    const app = Testing.app();
    const hostnames = [{ hostname: 'shop.company.com', sections: ['https-shop-company-com'], prefixes: ['/api'] }];
    const chart = new TeamChart(app, 'shop', { grants: [testGrant({ hostnames })] });
    const match = (value: object): object => ({ rules: [{ matches: [value], backendRefs: [{ name: 'a', port: 80 }] }] });
    route(chart, 'good', match({ path: { type: 'PathPrefix', value: '/api/v1' } }));
    route(chart, 'exact', match({ path: { type: 'Exact', value: '/api' } }));
    expect(codes(app)).toEqual([]);
    route(chart, 'near', match({ path: { type: 'PathPrefix', value: '/apis' } }));
    route(chart, 'regex', match({ path: { type: 'RegularExpression', value: '/api/.*' } }));
    route(chart, 'headers', match({ headers: [{ name: 'a', value: 'b' }] }));
    route(chart, 'nothing', { rules: undefined });
    expect(Findings.of(app).map(({ code, construct }) => `${code} ${construct}`)).toEqual(
      [...['near', 'regex', 'headers', 'nothing'].map((id) => `GW014 shop/${id}`), 'GW212 shop/nothing']);
  });
});

describe('reference integrity inside an app', () => {
  test('two objects of one name, a missing port, and a section that the Gateway lacks', () => {
    const app = Testing.app();
    const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
    const listener = { name: 'https-shop-company-com', port: 443, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } };
    new ApiObject(edge, 'gw', {
      apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'company-gateway' },
      spec: { gatewayClassName: 'x', listeners: [listener] },
    });
    const shop = shopOf(app);
    new ApiObject(shop, 'svc', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'product-api' }, spec: { ports: [{ port: 80 }] } });
    route(shop, 'a');
    route(shop, 'b', {}, { name: 'a' });
    route(edge, 'c', { parentRefs: [{ name: 'company-gateway', sectionName: 'nope' }] });
    expect(Findings.of(app).map(({ code, construct, path: at }) => [code, construct, at])).toEqual(expect.arrayContaining([
      ['GW021', 'shop/a', 'spec.rules[0].backendRefs[0].port'],
      ['GW003', 'shop/b', 'metadata.name'],
      ['GW020', 'edge/c', 'spec.parentRefs[0]'],
    ]));
  });
});

describe('under a plain App', () => {
  test('every failure stands under its construct\'s path, all together', () => {
    const app = Testing.app();
    const shop = shopOf(app);
    route(shop, 'one', { hostnames: ['other.example'] });
    route(shop, 'two', { parentRefs: [] });
    expect(() => app.synthYaml()).toThrow(/\[shop\/one\] GW013 error: HTTPRoute ecommerce-prod\/one spec\.hostnames\[0\]: .*\n {2}\[shop\/two\] GW012/);
  });

  test('a clean app is checked once for all of its charts, and a change between two synths is seen', () => {
    const app = new App({ outdir: folder() });
    const shop = shopOf(app);
    for (let i = 0; i < 5; i++) new Chart(app, `chart-${i}`);
    const object = route(shop, 'r');
    const spy = jest.spyOn(checkEntries, 'checkEntries');
    app.synth();
    expect(spy).toHaveBeenCalledTimes(1);
    object.addJsonPatch(JsonPatch.replace('/spec/hostnames/0', 'other.example'));
    expect(() => app.synth()).toThrow(/GW013/);
    object.addJsonPatch(JsonPatch.replace('/spec/hostnames/0', 'shop.company.com'));
    app.synth();
    spy.mockRestore();
  });
});

describe('GatewayApp', () => {
  test('writes nothing when synth fails, and reports other libraries\' validations with ours', () => {
    const outdir = path.join(folder(), 'manifests');
    const app = new GatewayApp({ outdir, contractsDir: path.join(folder(), 'contracts') });
    const shop = shopOf(app);
    route(shop, 'bad', { hostnames: [] });
    shop.node.addValidation({ validate: () => ['something of its own'] });
    expect(() => app.synth()).toThrow(/Validation failed with the following errors:\n {2}\[shop\/bad\] GW013[^\n]*\n {2}\[shop\] something of its own/);
    expect(fs.existsSync(outdir)).toBe(false);
  });

  test('writes what a plain App writes, byte for byte', () => {
    const [plain, ours] = [folder(), folder()];
    for (const app of [new App({ outdir: plain }), new GatewayApp({ outdir: ours, contractsDir: path.join(folder(), 'c') })]) {
      route(shopOf(app), 'r');
      app.synth();
    }
    expect(fs.readdirSync(ours)).toEqual(['shop.k8s.yaml']);
    expect(fs.readFileSync(`${ours}/shop.k8s.yaml`)).toEqual(fs.readFileSync(`${plain}/shop.k8s.yaml`));
  });

  test('says a warning once, on standard error', () => {
    const lines: string[] = [];
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const app = new GatewayApp({ outdir: folder(), contractsDir: path.join(folder(), 'c') });
    route(shopOf(app), 'r', { newField: 1 });
    app.synth();
    app.synth();
    spy.mockRestore();
    expect(lines).toEqual([expect.stringMatching(/^\[shop\/r\] GW002 warning: HTTPRoute ecommerce-prod\/r spec\.newField: /)]);
  });

  test('an object that cannot be rendered is a finding, not a stack trace', () => {
    const app = new GatewayApp({ outdir: folder() });
    route(shopOf(app), 'r').addJsonPatch(JsonPatch.replace('/spec/nowhere/deep', 1));
    expect(() => app.synth()).toThrow(/\[shop\/r\] GW004 error: .*cannot be rendered/);
  });
});

describe('acknowledged findings', () => {
  const warning = (construct: string, category: Category): Finding => ({
    code: 'GW050', severity: Severity.ERROR, category, message: 'm', fix: 'f', construct,
    resource: { apiVersion: 'v1', kind: 'ConfigMap', name: 'r' },
  });

  test('are reported with their reason, fail nothing, and travel as an annotation', () => {
    const app = Testing.app();
    const object = route(new OperatorChart(app, 'edge', { namespace: 'x' }), 'r');
    deferCheck(object, () => [warning('edge/r', Category.SECURITY)]);
    expect(() => app.synthYaml()).toThrow(/GW050/);
    Acknowledge.finding(object, 'GW050', 'both are on call together');
    expect(Findings.of(app)).toContainEqual(expect.objectContaining({ code: 'GW050', acknowledged: 'both are on call together' }));
    expect(app.synthYaml()).toContain('acknowledge.cdk8s-gateway.io/GW050: both are on call together');
  });

  test('what guards one team from another is not the team\'s to acknowledge', () => {
    const app = Testing.app();
    const object = route(shopOf(app), 'r', { hostnames: ['other.example'] });
    Acknowledge.finding(object, 'GW013', 'we want it');
    expect(Findings.of(app)).toContainEqual(expect.not.objectContaining({ acknowledged: 'we want it' }));
    expect(() => app.synthYaml()).toThrow(/GW013/);
  });

  test.each(['GW001', 'GW005'])('what the API server refuses is nobody\'s to acknowledge (%s)', (code) => {
    const app = Testing.app();
    const object = route(new OperatorChart(app, 'edge', { namespace: 'x' }), 'r');
    expect(() => Acknowledge.finding(object, code, 'we want it'))
      .toThrow(new RegExp(`edge.*Acknowledge\\.finding: ${code} cannot be acknowledged: the API server refuses the object all the same; correct`));
    deferCheck(object, () => [{ ...warning('edge/r', Category.SCHEMA), code }]);
    object.metadata.addAnnotation(`acknowledge.cdk8s-gateway.io/${code}`, 'we want it');
    expect(Findings.of(app).filter((one) => one.code === code)).toEqual([expect.not.objectContaining({ acknowledged: 'we want it' })]);
  });

  test('need a code, a reason and an object', () => {
    const chart = new Chart(Testing.app(), 'c');
    expect(() => Acknowledge.finding(chart, 'GW050', 'r')).toThrow(/it holds no object yet/);
    expect(() => Acknowledge.finding(route(chart, 'r'), 'GW050', ' ')).toThrow(/GW050 needs a reason/);
    expect(() => Acknowledge.finding(chart, '__proto__', 'r')).toThrow(/code "__proto__" is none/);
  });
});
