import { App, Chart, Testing } from 'cdk8s';
import { Acknowledge, GatewayApiChannel, HttpRoute, PlatformChart, TrafficCheck } from '../../src';
import { messageOf } from '../util/message-of';

const ROUTE = {
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'cart', namespace: 'shop' },
  spec: { parentRefs: [{ name: 'edge' }], rules: [{ timeouts: { request: '1s' }, backendRefs: [{ name: 'cart', port: 80 }] }] },
};
const GATEWAY = {
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'edge', namespace: 'shop' },
  spec: { gatewayClassName: 'public', listeners: [{ name: 'http', port: 80, protocol: 'HTTP', hostname: 'bank.company.com' }] },
};
const MISMATCHED = { ...ROUTE, spec: { ...ROUTE.spec, hostnames: ['shop.company.com'] } };
const codesOf = (check: TrafficCheck): string[] => check.findings.filter(({ severity }) => severity !== 'unknown').map(({ code }) => code);

describe('manifests', () => {
  test('are checked together, and what is fine passes', () => {
    const check = TrafficCheck.ofManifests([GATEWAY, ROUTE]);
    expect(check.errors).toEqual([]);
    expect(() => check.expectNone()).not.toThrow();
  });

  test('findings are data, without a line or file', () => {
    const check = TrafficCheck.ofManifests([GATEWAY, MISMATCHED]);
    expect(check.find('GW020')).toEqual([expect.objectContaining({
      code: 'GW020', severity: 'error', path: 'spec.parentRefs[0]',
      resource: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', name: 'cart', namespace: 'shop' },
    })]);
    expect(Object.keys(check.find('GW020')[0])).not.toEqual(expect.arrayContaining(['line']));
    expect(check.errors.map(({ code }) => code)).toContain('GW020');
  });

  test('lists stand for their items', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [GATEWAY, MISMATCHED] };
    expect(codesOf(TrafficCheck.ofManifests([list]))).toEqual(codesOf(TrafficCheck.ofManifests([GATEWAY, MISMATCHED])));
  });

  test('an object without a kind is a finding that says which', () => {
    expect(TrafficCheck.ofManifests([ROUTE, { apiVersion: 'v1', metadata: { name: 'a' } }]).find('GW093'))
      .toEqual([expect.objectContaining({ path: 'manifests[1].kind', severity: 'error' })]);
  });

  test('what no JSON holds is left out, as in what cdk8s writes', () => {
    expect(() => TrafficCheck.ofManifests([{ ...GATEWAY, status: undefined }]).expectNone()).not.toThrow();
  });

  test.each<[string, unknown, RegExp]>([
    ['null', null, /^TrafficCheck\.ofManifests: manifests null: it is no object of Kubernetes; write plain objects, as Testing\.synth\(chart\)/],
    ['one object', ROUTE, /^TrafficCheck\.ofManifests: manifests \{.*: it is not a list; write Testing\.synth\(chart\)/],
    ['text', 'kind: Gateway', /manifests "kind: Gateway": it is not a list/],
    ['none', [], /manifests is empty, so nothing would be checked/],
    ['null among others', [ROUTE, null], /manifests\[1\] null: it is no object of Kubernetes/],
    ['text among others', ['x'], /manifests\[0\] "x": it is no object of Kubernetes/],
    ['a list among others', [[ROUTE]], /manifests\[0\] \[\{.*: it is no object of Kubernetes/],
    ['a construct', [new Chart(new App(), 'c')], /manifests\[0\] .*: it is no object of Kubernetes/],
  ])('%s is refused', (_, manifests, message) => {
    expect(messageOf(() => TrafficCheck.ofManifests(manifests as never))).toMatch(message);
  });

  test('an object that holds itself is refused', () => {
    const own: Record<string, unknown> = { ...ROUTE };
    own.spec = own;
    expect(messageOf(() => TrafficCheck.ofManifests([own]))).toMatch(/manifests\[0\] is not plain data \(Converting circular/);
  });
});

describe('YAML', () => {
  const text = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: public
  listeners: [{ name: http, port: 80, protocol: HTTP, hostname: bank.company.com }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec:
  hostnames: [shop.company.com]
  parentRefs:
    - name: edge
  rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
`;

  test('gives findings with their line', () => {
    expect(TrafficCheck.ofYaml(text).find('GW020')).toEqual([expect.objectContaining({ line: 14, path: 'spec.parentRefs[0]' })]);
  });

  test('a syntax error is a finding, and the other documents are checked', () => {
    const check = TrafficCheck.ofYaml(`a: [\n---\n${text}`);
    expect(check.find('GW091')).toEqual([expect.objectContaining({ line: expect.any(Number) as number })]);
    expect(check.find('GW020')).toHaveLength(1);
  });

  test('a document of text is a finding, one that is null is none', () => {
    expect(TrafficCheck.ofYaml(`hello\n---\nnull\n---\n${text}`).find('GW094')).toEqual([expect.objectContaining({ line: 1, severity: 'warning' })]);
  });

  test.each<[string, unknown, RegExp]>([
    ['no text', 7, /^TrafficCheck\.ofYaml: text 7: it is not text; write the YAML itself, not a file/],
    ['nothing', '', /^TrafficCheck\.ofYaml: text holds no object, so nothing would be checked/],
    ['comments', '# a\n---\n', /holds no object/],
  ])('%s is refused', (_, value, message) => {
    expect(messageOf(() => TrafficCheck.ofYaml(value as never))).toMatch(message);
  });
});

describe('an app', () => {
  test('is checked with the constructs that made its objects', () => {
    const app = new App();
    new HttpRoute(new Chart(app, 'shop', { namespace: 'shop' }), 'cart', { spec: ROUTE.spec });
    expect(TrafficCheck.of(app, { implementation: 'traefik' }).expectFinding('GW500')).toEqual(expect.objectContaining({ construct: 'shop/cart' }));
    expect(TrafficCheck.of(app.node.children[0] as Chart).errors).toEqual([]);
  });

  test('acknowledged findings count nowhere but in the list of all', () => {
    const app = new App();
    const route = new HttpRoute(new PlatformChart(app, 'shop', { namespace: 'shop' }), 'cart', { spec: ROUTE.spec });
    Acknowledge.finding(route, 'GW500', 'the timeout is set elsewhere');
    const check = TrafficCheck.of(app, { implementation: 'traefik' });
    expect(check.find('GW500')).toEqual([expect.objectContaining({ acknowledged: 'the timeout is set elsewhere' })]);
    expect(check.errors).toEqual([]);
    expect(() => check.expectNone()).not.toThrow();
    expect(messageOf(() => check.expectFinding('GW500'))).toMatch(/^TrafficCheck found no GW500, and instead [^]*acknowledged: the timeout is set elsewhere/);
    const manifests = Testing.synth(app.node.children[0] as Chart);
    expect(() => TrafficCheck.ofManifests(manifests, { implementation: 'traefik' }).expectNone()).not.toThrow();
  });

  test('no annotation acknowledges what the API server refuses', () => {
    const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'A', annotations: { 'acknowledge.cdk8s-gateway.io/GW001': 'we want it' } } };
    expect(TrafficCheck.ofManifests([manifest]).errors).toEqual([expect.not.objectContaining({ acknowledged: expect.anything() })]);
  });

  test('what is no app is refused', () => {
    expect(messageOf(() => TrafficCheck.of({} as never))).toMatch(/^TrafficCheck\.of: app \{\}: it is not a construct/);
  });
});

describe('options', () => {
  test('an implementation', () => {
    expect(TrafficCheck.ofManifests([ROUTE], { implementation: 'traefik' }).errors.map(({ code }) => code)).toEqual(['GW500']);
    expect(TrafficCheck.ofManifests([ROUTE], { implementation: 'cilium' }).errors).toEqual([]);
  });

  test('a closed world: what is not there does not exist', () => {
    const elsewhere = { ...ROUTE, spec: { rules: [{ backendRefs: [{ name: 'cart', namespace: 'bank', port: 80 }] }] } };
    expect(TrafficCheck.ofManifests([elsewhere]).errors).toEqual([]);
    expect(TrafficCheck.ofManifests([elsewhere], { closedWorld: true }).errors).toEqual([expect.objectContaining({ path: 'spec.rules[0].backendRefs[0]' })]);
  });

  test('a channel and a version', () => {
    const retried = { ...ROUTE, spec: { ...ROUTE.spec, rules: [{ ...ROUTE.spec.rules[0], retry: { attempts: 2 } }] } };
    expect(codesOf(TrafficCheck.ofManifests([retried]))).toEqual(['GW002']);
    expect(codesOf(TrafficCheck.ofManifests([retried], { gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL }))).toEqual([]);
    expect(codesOf(TrafficCheck.ofManifests([retried], { gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL, gatewayApiVersion: '1.1' }))).toEqual(['GW005']);
    const app = new App();
    new HttpRoute(new Chart(app, 'shop', { namespace: 'shop' }), 'cart', { spec: ROUTE.spec });
    expect(codesOf(TrafficCheck.of(app))).toEqual([]);
    expect(codesOf(TrafficCheck.of(app, { gatewayApiVersion: 'v1.1.0' }))).toEqual(['GW005']);
  });

  test.each<[string, object, RegExp]>([
    ['an implementation without a report', { implementation: 'trafik' },
      /^TrafficCheck\.ofManifests: implementation "trafik": no conformance report is known of implementation "trafik"; write one of traefik, /],
    ['a channel that is none', { gatewayApiChannel: 'beta' }, /gatewayApiChannel "beta": it is no channel; write GatewayApiChannel\.STANDARD/],
    ['a version that is none', { gatewayApiVersion: '9.9' }, /gatewayApiVersion "9\.9": .*the releases 1\.0 to 1\.6/],
    ['a version that is a number', { gatewayApiVersion: 1.6 }, /gatewayApiVersion 1\.6: it is not text; write it in quotes/],
    ['text for a flag', { closedWorld: 'yes' }, /closedWorld "yes": it is neither true nor false/],
    ['what is no option', { closed: true }, /closed is no option here, and would have no effect; write one of closedWorld, /],
  ])('%s is refused', (_, options, message) => {
    expect(messageOf(() => TrafficCheck.ofManifests([ROUTE], options))).toMatch(message);
    expect(messageOf(() => TrafficCheck.ofYaml('x', options)).replace('ofYaml', 'ofManifests')).toMatch(message);
    expect(messageOf(() => TrafficCheck.of(new App(), options)).replace('.of:', '.ofManifests:')).toMatch(message);
  });

  test('null is none', () => {
    expect(messageOf(() => TrafficCheck.ofManifests([ROUTE], null as never))).toMatch(/options null: it is not an object/);
  });
});

describe('expectations', () => {
  const check = TrafficCheck.ofManifests([GATEWAY, MISMATCHED], { implementation: 'traefik' });

  test('one error lists every finding with what to write', () => {
    expect(messageOf(() => check.expectNone())).toBe(`TrafficCheck found 2 errors:
  GW020 error: HTTPRoute shop/cart spec.parentRefs[0]
    ${check.find('GW020')[0].message}
    fix: ${check.find('GW020')[0].fix}
  GW500 error: HTTPRoute shop/cart spec.rules[0].timeouts.request
    ${check.find('GW500')[0].message}
    fix: ${check.find('GW500')[0].fix}`);
  });

  test('the place in a text or an app is named', () => {
    expect(messageOf(() => TrafficCheck.ofYaml(JSON.stringify(ROUTE), { implementation: 'traefik' }).expectNone())).toMatch(/\.request \(line 1\)\n/);
    const app = new App();
    new HttpRoute(new Chart(app, 'shop', { namespace: 'shop' }), 'cart', { spec: ROUTE.spec });
    expect(messageOf(() => TrafficCheck.of(app, { implementation: 'traefik' }).expectNone())).toMatch(/\.request \(\[shop\/cart\]\)\n/);
  });

  test('codes may be expected', () => {
    expect(messageOf(() => check.expectNone({ exceptCodes: ['GW500'] }))).toMatch(/^TrafficCheck found 1 error:\n {2}GW020/);
    expect(() => check.expectNone({ exceptCodes: ['GW500', 'GW020'] })).not.toThrow();
  });

  test('warnings count, unknowns do not', () => {
    const warned = TrafficCheck.ofManifests([{ ...ROUTE, spec: { ...ROUTE.spec, parentRef: 'edge' } }]);
    expect(warned.warnings.map(({ code }) => code)).toEqual(['GW002']);
    expect(messageOf(() => warned.expectNone())).toMatch(/^TrafficCheck found 1 warning:/);
    const unknown = TrafficCheck.ofManifests([ROUTE], { implementation: 'higress' });
    expect(unknown.findings.map(({ severity }) => severity)).toContain('unknown');
    expect(() => unknown.expectNone()).not.toThrow();
  });

  test('a finding may be expected', () => {
    expect(check.expectFinding('GW020')).toBe(check.find('GW020')[0]);
    expect(messageOf(() => check.expectFinding('GW021'))).toMatch(/^TrafficCheck found no GW021, and instead 2 errors[^]*GW020 error: HTTPRoute/);
    expect(messageOf(() => TrafficCheck.ofManifests([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }]).expectFinding('GW020')))
      .toBe('TrafficCheck found no GW020, and instead nothing');
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a code that no rule has', () => check.find('GW02O'), /^TrafficCheck\.find: code "GW02O": no rule has this code; write GW020/],
    ['a code that is none', () => check.expectFinding(7 as never), /code 7: no rule has this code/],
    ['an exception that no rule has', () => check.expectNone({ exceptCodes: ['X'] }), /^TrafficCheck\.expectNone: exceptCodes\[0\] "X": no rule has this code/],
    ['an exception that is no list', () => check.expectNone({ exceptCodes: 'GW020' as never }), /exceptCodes "GW020": it is not a list; write \["GW042"\]/],
    ['what is no option', () => check.expectNone({ except: [] } as never), /except is no option here/],
  ])('%s is refused', (_, run, message) => {
    expect(messageOf(run)).toMatch(message);
  });
});
