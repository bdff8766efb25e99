import { ApiObject, App, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Acknowledge, Backend, CanaryRelease, Findings, GrpcMatch, HeaderMatch, Pods, RouteMatch, type RouteRule, TeamChart, type TeamGrant,
  TeamGrpcRoute, TeamRoute, type TeamRouteProps, TeamTcpRoute, TeamTlsRoute,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { type Json, routeWith, rulesOf, shopChart, specOf, web } from './shop';

const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);
const at = (path: string, rule: Partial<RouteRule> = {}): RouteRule => ({ matches: [RouteMatch.pathExact(path)], backends: [web()], ...rule });
/** Rules that tie with none. */
const apart = (count: number, from = 0): RouteRule[] => numbers(count, from).map((n) => at(`/${n}`));
/** Rules that all tie: some request has every one of these headers. */
const tying = (count: number, path = '/shared'): RouteRule[] => numbers(count).map((n) =>
  ({ matches: [RouteMatch.pathPrefix(path, { headers: [HeaderMatch.exact(`x-${n}`, 'on')] })], backends: [web()] }));
const routeOf = (rules: RouteRule[], props: Partial<TeamRouteProps> = {}, ...grants: TeamGrant[]): TeamRoute =>
  new TeamRoute(shopChart(...grants), 'web', { rules, ...props });

/** The routes that a route is, by the id of the part; the route itself has none. */
function partsOf(route: ApiObject): Record<string, Json> {
  const parts = route.node.children.filter((child): child is ApiObject => ApiObject.isApiObject(child) && child.kind === route.kind);
  return Object.fromEntries([['', specOf(route)], ...parts.map((part) => [part.node.id, specOf(part)])]);
}

/** Paths of the matches of each rule, of each part. */
function pathsIn(route: ApiObject): Record<string, string[]> {
  return Object.fromEntries(Object.entries(partsOf(route)).map(([id, { rules }]) => [id, (rules as Json[]).flatMap(({ matches }) =>
    (matches as { path: { value: string } }[]).map(({ path }) => path.value))]));
}

const paths = (count: number, from = 0): string[] => numbers(count, from).map((n) => `/${n}`);

/** A grant of hostnames that each have a section, or several, of their own. */
function perHostname(hostnames: string[], ports = [443], kinds = ['HTTPRoute'], protocol = 'HTTPS'): Partial<GrantData> {
  const names = (hostname: string): string[] => ports.map((port) => `${port}-${hostname.replace(/\./g, '-')}`);
  return {
    routeKinds: kinds,
    sections: hostnames.flatMap((hostname) => ports.map((port, i) => ({ name: names(hostname)[i], port, protocol, hostname }))),
    hostnames: hostnames.map((hostname) => ({ hostname, sections: names(hostname), prefixes: ['/'] })),
  };
}

const hosts = (count: number): string[] => numbers(count).map((n) => `h${n}.company.com`);
const sectionsOf = ({ parentRefs }: Json): unknown[] => (parentRefs as Json[]).map(({ sectionName }) => sectionName);

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

describe('addRule', () => {
  test('across the limit adds a part, and leaves the others as they are', () => {
    const route = routeOf(apart(16), { metadata: { name: 'web' } });
    const before = specOf(route);
    route.addRule(at('/16'));
    const part = route.node.findChild('rules-2') as ApiObject;
    route.addRule(at('/17'));
    expect(specOf(route)).toStrictEqual(before);
    expect(route.node.children).toEqual([part]);
    expect([part.name, pathsIn(route)['rules-2']]).toEqual(['web-rules-2', ['/16', '/17']]);
  });

  test('of a rule that ties with another brings both into one part', () => {
    const route = routeOf(apart(16));
    route.addRule(at('/3'));
    expect(pathsIn(route)).toEqual({ '': paths(16).filter((path) => path !== '/3'), 'rules-2': ['/3', '/3'] });
  });

  test('takes a part away that has no rules left, and renames no other', () => {
    // GIVEN
    const rule = (...matches: RouteMatch[]): RouteRule => ({ matches, backends: [web()] });
    const exact = (count: number, under: string): RouteMatch[] => paths(count).map((path) => RouteMatch.pathExact(`/${under}${path}`));
    const shared = (name: string, value: string): RouteMatch => RouteMatch.pathExact('/shared', { headers: [HeaderMatch.exact(name, value)] });
    const route = routeOf([rule(...exact(64, 'a')), rule(...exact(62, 'b')), rule(shared('x', '1')), rule(shared('x', '2'), ...exact(63, 'c'))]);
    route.addRule(rule(RouteMatch.pathExact('/a/0'), RouteMatch.pathExact('/late')));
    const counts = (): [string, number[]][] => Object.entries(partsOf(route))
      .map(([id, { rules }]) => [id, (rules as Json[]).map(({ matches }) => (matches as object[]).length)]);
    expect(counts()).toEqual([['', [62, 1]], ['rules-2', [64]], ['rules-3', [64, 2]]]);

    // WHEN
    route.addRule(rule(shared('y', '1')));

    // THEN
    expect(counts()).toEqual([['', [62, 1, 64, 1]], ['rules-3', [64, 2]]]);
  });

  test('that is refused leaves every part as it was', () => {
    const route = routeOf([...tying(16), at('/own')]);
    const before = partsOf(route);
    expect(() => route.addRule(tying(17)[16])).toThrow(/spec\.rules\[17\] .*it ties with rules\[0\]/);
    expect(() => route.addRule({})).toThrow(/rules\[17\] has no backends/);
    expect(partsOf(route)).toStrictEqual(before);
  });

  test('is refused where a construct of another has the id of a part, before anything changes', () => {
    const route = routeOf(apart(16));
    new Construct(route, 'rules-2');
    expect(() => route.addRule(at('/16'))).toThrow(/\[shop\/web\] TeamRoute: its scope already holds a construct named "rules-2"/);
    expect(rulesOf(route)).toHaveLength(16);
  });
});

describe('what stands beside the routes', () => {
  const isolated = testGrant({ isolation: { ingress: true, egress: false } });
  const backend = (name: string): Backend => Backend.service(name, 8080, { pods: Pods.labelled({ app: name }, 8080) });

  test('policies are made once, below the route', () => {
    const route = routeOf(numbers(20).map((n) => at(`/${n}`, { backends: [backend(n < 18 ? 'web' : 'late')] })), {}, isolated);
    expect(route.node.findAll().map(({ node }) => node.id)).toEqual(['web', 'rules-2', 'gateway-to-web-8080', 'gateway-to-late-8080']);
    route.addRule(at('/20', { backends: [backend('last')] }));
    expect(route.node.children.map(({ node }) => node.id))
      .toEqual(['rules-2', 'gateway-to-web-8080', 'gateway-to-late-8080', 'gateway-to-last-8080']);
  });

  test('pods that are not known are told once', () => {
    expect(Findings.of(routeOf(apart(40), {}, isolated))).toMatchObject([{ code: 'GW040', construct: 'shop/web' }]);
  });

  test('parts are within the grant', () => {
    const grant = testGrant({ ...perHostname(hosts(20)), isolation: { ingress: false, egress: false } });
    const app = new App();
    new TeamRoute(new TeamChart(app, 'shop', { grants: [grant] }), 'web', { rules: apart(40) });
    expect(Findings.of(app)).toEqual([]);
  });

  test('an acknowledgement of the route is one of its parts', () => {
    const route = routeOf(apart(17));
    Acknowledge.finding(route, 'GW043', 'the Services come with another release');
    expect((route.node.findChild('rules-2') as ApiObject).metadata.toJson().annotations)
      .toEqual({ 'acknowledge.cdk8s-gateway.io/GW043': 'the Services come with another release' });
  });
});
