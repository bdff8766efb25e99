import { Duration } from 'cdk8s';
import {
  Backend, CanaryRelease, type CanaryReleaseProps, Findings, HeaderMatch, Pods, QueryMatch, ReleaseState, RouteFilter, RouteMatch, TeamRoute,
} from '../../../src';
import { testGrant } from '../../util/grants';
import { type Json, rulesOf, shopChart, specOf } from '../routes/shop';

const stable = Backend.service('product-api-service', 8080);
const canary = Backend.service('product-api-v2-service', 8080);
const match = RouteMatch.pathPrefix('/api/products');

const release = (props: Partial<CanaryReleaseProps> = {}): CanaryRelease =>
  new CanaryRelease(shopChart(), 'products', { matches: [match], stable, canary, ...(props.mirror === undefined && { weight: 20 }), ...props });

const refs = (stableWeight: number, canaryWeight: number): Json[] => [
  { group: '', kind: 'Service', name: 'product-api-service', port: 8080, weight: stableWeight },
  { group: '', kind: 'Service', name: 'product-api-v2-service', port: 8080, weight: canaryWeight },
];
const PATH = { path: { type: 'PathPrefix', value: '/api/products' } };
const HEADER = { type: 'Exact', name: 'X-Preview', value: 'true' };

/** A manifest without the shares of its backends and copies. */
function withoutShares(route: CanaryRelease): unknown {
  return JSON.parse(JSON.stringify(route.toJson(), (key, value: unknown) => (key === 'weight' || key === 'percent' ? 'share' : value)));
}

describe('CanaryRelease', () => {
  test('is the HTTPRoute, with the shares in percent', () => {
    const filters = [RouteFilter.addRequestHeaders({ 'X-Traffic-Type': 'canary-testing' })];
    const route = release({ filters, metadata: { name: 'products' }, name: 'products', timeouts: { request: Duration.seconds(5) } });
    expect(route.toJson()).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'products', namespace: 'ecommerce-prod' },
      spec: {
        parentRefs: [{
          group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateway-system', name: 'company-gateway',
          sectionName: 'https-shop-company-com',
        }],
        hostnames: ['shop.company.com'],
        rules: [{
          name: 'products',
          matches: [PATH],
          filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { add: [{ name: 'X-Traffic-Type', value: 'canary-testing' }] } }],
          backendRefs: refs(80, 20),
          timeouts: { request: '5s' },
        }],
      },
    });
    expect(Findings.of(route)).toEqual([]);
  });

  test.each([[0, refs(100, 0)], [1, refs(99, 1)], [100, refs(0, 100)]])('weight %d', (weight, backendRefs) => {
    expect(rulesOf(release({ weight }))).toStrictEqual([{ matches: [PATH], backendRefs }]);
  });

  test('without matches it takes every request', () => {
    expect(rulesOf(release({ matches: undefined }))[0].matches).toStrictEqual([{ path: { type: 'PathPrefix', value: '/' } }]);
  });

  test('the preview takes the same requests with a header, in a rule before', () => {
    const matches = [
      RouteMatch.pathExact('/a', { headers: [HeaderMatch.exact('X-A', '1')], queries: [QueryMatch.exact('q', '1')] }), match,
    ];
    const filters = [RouteFilter.replaceResponseHeaders({ 'X-B': '2' })];
    const [preview, main] = rulesOf(release({ matches, filters, name: 'products', preview: HeaderMatch.exact('X-Preview', 'true') }));
    const emitted = [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'X-B', value: '2' }] } }];
    const exact = {
      path: { type: 'Exact', value: '/a' }, headers: [{ type: 'Exact', name: 'X-A', value: '1' }],
      queryParams: [{ type: 'Exact', name: 'q', value: '1' }],
    };
    expect(preview).toStrictEqual({
      name: 'products-preview',
      matches: [{ ...exact, headers: [...exact.headers, HEADER] }, { ...PATH, headers: [HEADER] }],
      filters: emitted,
      backendRefs: refs(0, 100),
    });
    expect(main).toStrictEqual({ name: 'products', matches: [exact, PATH], filters: emitted, backendRefs: refs(80, 20) });
  });

  test('copies go to the canary while the stable version answers', () => {
    const backendRef = { group: '', kind: 'Service', name: 'product-api-v2-service', port: 8080 };
    const mirror = { type: 'RequestMirror', requestMirror: { backendRef, percent: 30 } };
    expect(rulesOf(release({ mirror: 30, preview: HeaderMatch.exact('X-Preview', 'true') }))).toStrictEqual([
      { matches: [{ ...PATH, headers: [HEADER] }], backendRefs: refs(0, 100) },
      { matches: [PATH], filters: [mirror], backendRefs: refs(100, 0) },
    ]);
  });

  describe.each([['weight', { weight: 20 }], ['mirror', { mirror: 20 }]])('states of a release by %s', (_, share) => {
    const all = { ...share, preview: HeaderMatch.exact('X-Preview', 'true'), filters: [RouteFilter.removeRequestHeaders(['X-C'])] };
    const inState = (state?: ReleaseState): CanaryRelease => release({ ...all, state });

    test('promoted: the canary takes everything, and copies end', () => {
      const [preview, main] = rulesOf(inState(ReleaseState.PROMOTED));
      expect([preview.backendRefs, main.backendRefs]).toEqual([refs(0, 100), refs(0, 100)]);
      expect(JSON.stringify(main.filters)).not.toContain('"percent":20');
    });

    test('aborted: the stable version takes everything, the preview too, and copies end', () => {
      const [preview, main] = rulesOf(inState(ReleaseState.ABORTED));
      expect([preview.backendRefs, main.backendRefs]).toEqual([refs(100, 0), refs(100, 0)]);
      expect(JSON.stringify(main.filters)).not.toContain('"percent":20');
    });

    test('nothing but shares differs', () => {
      const running = withoutShares(inState());
      expect(inState(ReleaseState.RUNNING).toJson()).toEqual(inState().toJson());
      expect(withoutShares(inState(ReleaseState.PROMOTED))).toEqual(running);
      expect(withoutShares(inState(ReleaseState.ABORTED))).toEqual(running);
    });
  });

  test.each<[string, Partial<CanaryReleaseProps>, RegExp]>([
    ['no share', { weight: undefined }, /^\[shop\/products\] CanaryRelease: weight is missing; write the canary's share in percent/],
    ['two shares', { weight: 20, mirror: 20 }, /weight and mirror are both given/],
    ['weight 101', { weight: 101 }, /weight 101: it is outside 0 to 100/],
    ['weight -1', { weight: -1 }, /weight -1/],
    ['weight 0.5', { weight: 0.5 }, /weight 0\.5: it is not a whole number/],
    ['weight NaN', { weight: NaN }, /weight NaN/],
    ['mirror 101', { weight: undefined, mirror: 101 }, /mirror 101: it is outside 0 to 100/],
    ['no stable version', { stable: undefined as never }, /stable undefined: it is not a Backend/],
    ['no canary', { canary: 'v2' as never }, /canary "v2": it is not a Backend/],
    ['a weight of its own', { canary: Backend.service('v2', 80, { weight: 2 }) }, /canary\.weight 2: the weights are the release's/],
    ['one version twice', { canary: stable }, /stable and canary are one and the same \(product-api-service:8080\)/],
    ['an unknown state', { state: 'done' as never }, /state "done": it is not a state of a release; write ReleaseState\.RUNNING/],
    ['a preview that is none', { preview: 'x' as never }, /preview "x": it is not a HeaderMatch/],
    ['a preview by a header that is matched', {
      matches: [RouteMatch.anyPath({ headers: [HeaderMatch.exact('x-preview', 'a')] })], preview: HeaderMatch.exact('X-Preview', 'true'),
    }, /preview "X-Preview": matches\[0\] already asks for that header/],
    ['a redirect', { filters: [RouteFilter.redirect({ port: 1 })] }, /backendRefs .*redirects, so no request reaches a backend/],
    ['a name that is none', { name: 'X' }, /name "X"/],
  ])('%s: refused', (_, props, message) => {
    expect(() => release({ weight: 20, ...props })).toThrow(message);
  });

  test('without props it says so', () => {
    expect(() => new CanaryRelease(shopChart(), 'products', undefined as never)).toThrow(/\[shop\/products\] CanaryRelease: props undefined/);
  });

  test('a grant of path prefixes holds it too', () => {
    const limited = testGrant({ hostnames: [{ hostname: 'shop.company.com', sections: ['https-shop-company-com'], prefixes: ['/api'] }] });
    const props = { stable, canary, weight: 20, preview: HeaderMatch.exact('X-Preview', 'true') };
    expect(() => new CanaryRelease(shopChart(limited), 'p', props)).toThrow(/matches\[0\]: it takes every path/);
    expect(specOf(new CanaryRelease(shopChart(limited), 'p', { ...props, matches: [match] })).hostnames).toEqual(['shop.company.com']);
  });

  test('under ingress isolation both versions are let in, once each', () => {
    const chart = shopChart(testGrant({ isolation: { ingress: true, egress: false } }));
    const version = (app: string): Backend => Backend.service(app, 80, { pods: Pods.labelled({ app }, 8080) });
    const route = new CanaryRelease(chart, 'p', {
      stable: version('v1'), canary: version('v2'), mirror: 10, preview: HeaderMatch.exact('X-Preview', 'true'),
    });
    expect(route.node.children.map(({ node }) => node.id)).toEqual(['gateway-to-v1-8080', 'gateway-to-v2-8080']);
    expect(Findings.of(chart)).toEqual([]);
  });
});

describe('a canary as a rule of a TeamRoute', () => {
  test('gives the rules of the release, beside others', () => {
    const preview = HeaderMatch.exact('X-Preview', 'true');
    const route = new TeamRoute(shopChart(), 'web', {
      rules: [
        { matches: [RouteMatch.pathExact('/first')], backends: [stable] },
        { matches: [match], canary: { stable, canary, weight: 20, preview } },
      ],
    });
    expect(rulesOf(route).slice(1)).toStrictEqual(rulesOf(release({ preview })));
    route.addRule({ matches: [RouteMatch.pathExact('/last')], canary: { stable, canary, weight: 50 } });
    expect(rulesOf(route)).toHaveLength(4);
    expect(() => route.addRule({ canary: { stable, canary } })).toThrow(/rules\[3\]\.canary\.weight is missing/);
  });

  test.each([
    [{ backends: [stable], canary: { stable, canary, weight: 1 } }, /rules\[0\] has backends and a canary; write one of them/],
    [{ canary: 20 as never }, /rules\[0\]\.canary 20: it is not an object; write \{ stable, canary, weight: 20 \}/],
  ])('%#: refused', (rule, message) => {
    expect(() => new TeamRoute(shopChart(), 'web', { rules: [rule] })).toThrow(message);
  });
});
