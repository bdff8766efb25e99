import { type ApiObject, Testing } from 'cdk8s';
import {
  Backend, CanaryRelease, GrpcMatch, HeaderMatch, RouteMatch, type RouteRule, TeamGrpcRoute, TeamRoute, TeamTcpRoute, TeamTlsRoute,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { apart, at, hosts, numbers, partsOf, paths, pathsIn, perHostname, routeOf, sectionsOf, tying } from './route-part-cases';
import { type Json, routeWith, rulesOf, shopChart, specOf, web } from './shop';

describe('rules beyond the limit', () => {
  test('16 are one route without parts', () => {
    const route = routeOf(apart(16));
    expect(route.node.children).toEqual([]);
    expect(rulesOf(route)).toHaveLength(16);
  });

  test('the 17th goes into a second route that attaches where the first one does', () => {
    // GIVEN
    const chart = shopChart();

    // WHEN
    new TeamRoute(chart, 'web', {
      metadata: { name: 'web', labels: { app: 'web' }, annotations: { 'example.com/owner': 'shop' } }, rules: apart(17),
    });

    // THEN
    const [first, second, ...more] = Testing.synth(chart) as Json[];
    expect(more).toEqual([]);
    expect((first.spec as Json).rules).toHaveLength(16);
    expect(second).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: {
        name: 'web-rules-2', namespace: 'ecommerce-prod', labels: { app: 'web' }, annotations: { 'example.com/owner': 'shop' },
      },
      spec: {
        parentRefs: (first.spec as Json).parentRefs,
        hostnames: ['shop.company.com'],
        rules: [{
          matches: [{ path: { type: 'Exact', value: '/16' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'web', port: 8080, weight: 1 }],
        }],
      },
    });
  });

  test('40 are three routes', () => {
    expect(pathsIn(routeOf(apart(40)))).toEqual({ '': paths(16), 'rules-2': paths(16, 16), 'rules-3': paths(8, 32) });
  });

  test('without a name in metadata the chart names them', () => {
    const chart = shopChart();
    new TeamRoute(chart, 'web', { rules: apart(17) });
    expect((Testing.synth(chart) as { metadata: Json }[]).map(({ metadata }) => metadata.name))
      .toEqual([expect.stringMatching(/^shop-web-c[0-9a-f]{7}$/), expect.stringMatching(/^shop-web-rules-2-c[0-9a-f]{7}$/)]);
  });

  test('more than 128 matches together are several routes', () => {
    const many = (from: number, count: number): RouteRule => ({ matches: paths(count, from).map((path) => RouteMatch.pathExact(path)), backends: [web()] });
    expect(pathsIn(routeOf([many(0, 64), many(64, 64), many(128, 1)]))).toEqual({ '': paths(128), 'rules-2': ['/128'] });
  });

  test('a rule of 100 matches is two rules that do the same', () => {
    const rules = rulesOf(routeOf([{ name: 'all', matches: paths(100).map((path) => RouteMatch.pathExact(path)), backends: [web()] }]));
    expect(rules.map(({ name, matches, backendRefs }) => [name, (matches as object[]).length, backendRefs])).toEqual([
      ['all', 64, [expect.objectContaining({ name: 'web' })]], ['all-2', 36, [expect.objectContaining({ name: 'web' })]],
    ]);
  });

  test('a preview counts as a rule, and a release too long for one route is several', () => {
    const matches = paths(100).map((path) => RouteMatch.pathExact(path));
    const release = new CanaryRelease(shopChart(), 'web', {
      matches, stable: web(), canary: Backend.service('web-v2', 8080), weight: 20, preview: HeaderMatch.exact('X-Preview', 'true'),
    });
    expect(Object.values(partsOf(release)).map(({ rules }) => (rules as Json[]).map((rule) => (rule.matches as object[]).length)))
      .toEqual([[64, 36], [64, 36]]);
  });

  test('rules that tie stand in one route, in their order', () => {
    const parts = pathsIn(routeOf([...tying(10, '/a'), ...tying(10, '/b')]));
    expect(parts).toEqual({ '': new Array(10).fill('/a'), 'rules-2': new Array(10).fill('/b') });
  });
});

describe('hostnames beyond the limit', () => {
  test('20 are two routes, each attached to the sections of its own hostnames', () => {
    const parts = partsOf(routeOf([at('/')], {}, testGrant(perHostname(hosts(20)))));
    expect(Object.keys(parts)).toEqual(['', 'hosts-2']);
    expect(parts[''].hostnames).toEqual(hosts(20).slice(0, 16));
    expect(sectionsOf(parts[''])).toEqual(hosts(20).slice(0, 16).map((host) => `443-${host.replace(/\./g, '-')}`));
    expect(parts['hosts-2'].hostnames).toEqual(hosts(20).slice(16));
    expect(sectionsOf(parts['hosts-2'])).toEqual(hosts(20).slice(16).map((host) => `443-${host.replace(/\./g, '-')}`));
    expect(parts['hosts-2'].rules).toEqual(parts[''].rules);
  });

  test('of one section all routes attach to it', () => {
    const hostnames = hosts(17).map((hostname) => ({ hostname, sections: ['https'], prefixes: ['/'] }));
    const grant = testGrant({ sections: [{ name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.company.com' }], hostnames });
    expect(Object.values(partsOf(routeOf([at('/')], {}, grant))).map(sectionsOf)).toEqual([['https'], ['https']]);
  });

  test('no route has more than 32 parents, where each hostname is served at three listeners', () => {
    const parts = partsOf(routeOf([at('/')], {}, testGrant(perHostname(hosts(11), [443, 8443, 9443]))));
    expect(Object.values(parts).map(({ hostnames, parentRefs }) => [hostnames, (parentRefs as object[]).length]))
      .toEqual([[hosts(11).slice(0, 10), 30], [hosts(11).slice(10), 3]]);
  });

  test('with too many rules, each of them has all parts', () => {
    expect(pathsIn(routeOf(apart(17), { metadata: { name: 'web' } }, testGrant(perHostname(hosts(17)))))).toEqual({
      '': paths(16), 'rules-2': ['/16'], 'hosts-2': paths(16), 'hosts-2-rules-2': ['/16'],
    });
  });

  test('a hostname that a section of another one would serve is refused, wherever the two stand', () => {
    const [last, ...others] = hosts(20).reverse();
    const { sections, hostnames } = perHostname(others);
    const grant = testGrant({
      sections: [...sections!, { name: 'http', port: 80, protocol: 'HTTP', hostname: '*.company.com' }],
      hostnames: [...hostnames!, { hostname: last, sections: ['http'], prefixes: ['/'] }],
    });
    expect(() => routeOf([at('/')], {}, grant)).toThrow(/hostname "h18\.company\.com" would be served on section "http" \(HTTP 80\) too/);
  });

  test('prefixes of a hostname hold for the rules of every part', () => {
    const { sections, hostnames } = perHostname(hosts(17));
    const limited = testGrant({ sections, hostnames: hostnames!.map((one, i) => ({ ...one, prefixes: [i === 16 ? '/api' : '/'] })) });
    expect(() => routeOf([at('/web')], {}, limited)).toThrow(/path "\/web" is not there, and "h16\.company\.com" is granted under "\/api" only/);
    expect(Object.keys(partsOf(routeOf([at('/api/v1')], {}, limited)))).toEqual(['', 'hosts-2']);
  });

  test('a TLSRoute stays one up to 1024, and is refused for more than 32 listeners', () => {
    const tls = (hostnames: string[], data: Partial<GrantData>): TeamTlsRoute => new TeamTlsRoute(
      shopChart(testGrant({ ...data, routeKinds: ['TLSRoute'] })), 'vault', { hostnames, backends: [Backend.service('vault', 8200)] });
    const one = { sections: [{ name: 'tls', port: 443, protocol: 'TLS', hostname: '*.company.com' }],
      hostnames: [{ hostname: '*.company.com', sections: ['tls'], prefixes: ['/'] }] };
    expect(specOf(tls(hosts(1024), one)).hostnames).toEqual(hosts(1024));
    expect(() => tls(hosts(33), perHostname(hosts(33), [443], ['TLSRoute'], 'TLS'))).toThrow(
      /33 sections of the gateway would serve one TLSRoute, and 32 are the limit of its parents \(Gateway API v1\.6\.1, CommonRouteSpec\); write a TeamTlsRoute for each part of them, with hostnames: \[…\]/);
  });

  test('a TCPRoute is refused for more than 32 listeners', () => {
    const sections = numbers(33).map((n) => ({ name: `tcp-${n}`, port: 5000 + n, protocol: 'TCP' }));
    const grant = testGrant({ sections, hostnames: [], routeKinds: ['TCPRoute'] });
    expect(() => new TeamTcpRoute(shopChart(grant), 'db', { backends: [Backend.service('db', 5432)] }))
      .toThrow(/33 sections .* one TCPRoute, and 32 are the limit .*write a TeamTcpRoute for each part of them, with listenerNames/);
  });
});

describe('a TeamGrpcRoute', () => {
  test('is several beyond the limits', () => {
    const grant = testGrant({ routeKinds: ['GRPCRoute'] });
    const rules = numbers(17).map((n) => ({ matches: [GrpcMatch.service(`shop.S${n}`)], backends: [web()] }));
    const route = new TeamGrpcRoute(shopChart(grant), 'api', { rules });
    expect(Object.entries(partsOf(route)).map(([id, spec]) => [id, (spec.rules as object[]).length])).toEqual([['', 16], ['rules-2', 1]]);
    expect(route.node.children.map((part) => (part as ApiObject).kind)).toEqual(['GRPCRoute']);
    route.addRule({ matches: [GrpcMatch.service('shop.S17')], backends: [web()] });
    expect(partsOf(route)['rules-2'].rules).toHaveLength(2);
  });
});

describe('refused', () => {
  test('17 rules that tie, with the limit, its source and what to do', () => {
    const chart = shopChart();
    expect(() => new TeamRoute(chart, 'web', { rules: tying(17) })).toThrow(
      /^\[shop\/web\] TeamRoute: spec\.rules\[16\] .*it ties with rules\[0\].*16 rules are the limit of a route \(Gateway API v1\.6\.1, HTTPRouteSpec\); make some of them more specific/s);
    expect(chart.node.children).toEqual([]);
  });

  test.each<[string, RouteRule, RegExp]>([
    ['17 backends', { backends: new Array<Backend>(17).fill(web()) }, /backendRefs .*17 entries, and 16 is the limit \(Gateway API v1\.6\.1, HTTPRouteRule\); leave at most 16/],
    ['17 headers', at('/', { matches: [RouteMatch.anyPath({ headers: numbers(17).map((n) => HeaderMatch.exact(`x-${n}`, '1')) })] }),
      /headers .*17 entries, and 16 is the limit \(Gateway API v1\.6\.1, HTTPRouteMatch\); leave at most 16/],
    ['a rule of 65 matches that keeps sessions', at('/', { matches: paths(65).map((path) => RouteMatch.pathExact(path)), sessionPersistence: {} }),
      /spec\.rules\[0\]\.matches .*65 entries, and 64 is the limit of a rule \(Gateway API v1\.6\.1, HTTPRouteRule\); a rule that keeps sessions cannot be cut.*; write fewer matches/],
  ])('%s', (_, rule, message) => {
    const cluster = { ...grantData().cluster, gatewayApi: { version: '1.6', channel: 'experimental' as const } };
    expect(() => routeWith(rule, {}, testGrant({ cluster }))).toThrow(message);
  });

  test('the number of a rule counts through all parts', () => {
    expect(() => routeOf([...apart(20), { backends: new Array<Backend>(17).fill(web()) }])).toThrow(/TeamRoute: spec\.rules\[20\]\.backendRefs/);
  });

  test('a name that is too long for its parts', () => {
    const name = 'a'.repeat(250);
    expect(() => routeOf(apart(17), { metadata: { name } })).toThrow(
      /metadata\.name "a+… \(shortened\): a part of the route has "-rules-2" behind it, and 253 characters are the limit of a name; shorten it to at most 245/);
    expect(routeOf(apart(16), { metadata: { name } }).name).toBe(name);
  });
});
