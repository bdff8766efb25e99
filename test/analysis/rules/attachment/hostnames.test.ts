import type { Manifest } from '../../../../src/manifest/manifest';
import { backend, edge, findingsOf, http, https, path, redirect, routeOf, said } from '../requests/judged';

const AT = { name: 'edge', namespace: 'infra' };
const rules = [{ backendRefs: [backend()] }];

describe('GW171: a hostname that no client asks for', () => {
  const of = (hostname: string, kind = 'HTTPRoute'): string[] => said('GW171', routeOf(kind, { hostnames: [hostname], rules }));

  test.each<[string, RegExp]>([
    ['10.0.0.1', /^error semantic spec\.hostnames\[0\]: .*10\.0\.0\.1.*the specification takes none/],
    [`${'a'.repeat(64)}.com`, /^error semantic spec\.hostnames\[0\]: .*63.*no client can look it up/],
  ])('%s', (hostname, expected) => {
    expect(of(hostname)).toEqual([expect.stringMatching(expected)]);
    expect(of(hostname, 'GRPCRoute')).toEqual([expect.stringMatching(expected)]);
  });

  test('an address in a TLSRoute is refused by the API server itself, a long label is not', () => {
    expect(of('10.0.0.1', 'TLSRoute')).toEqual([]);
    expect(of(`${'a'.repeat(64)}.com`, 'TLSRoute')).toHaveLength(1);
  });

  test('those that filters write', () => {
    expect(said('GW171', routeOf('HTTPRoute', { rules: [{ filters: [redirect({ hostname: '10.0.0.1' })] }] })))
      .toEqual([expect.stringMatching(/^error semantic spec\.rules\[0\]\.filters\[0\]\.requestRedirect\.hostname: /)]);
  });

  test.each(['shop.a.com', '*.a.com', `${'a'.repeat(63)}.com`, 'localhost', '10.a.com', '1.2.3.4.nip.io'])('%s is one', (hostname) => {
    expect(of(hostname)).toEqual([]);
  });
});

describe('GW176: a route that also serves clear text, beside a redirect', () => {
  const toHttps = (spec: object = {}, settings: object = { scheme: 'https' }): Manifest => routeOf(
    'HTTPRoute', { parentRefs: [{ ...AT, sectionName: 'http' }], rules: [{ filters: [redirect(settings)] }], ...spec },
    { name: 'redirect', namespace: 'infra' },
  );
  const shop = (spec: object = {}): Manifest => routeOf('HTTPRoute', { hostnames: ['shop.a.com'], rules, ...spec });

  test('is told which listener to name', () => {
    expect(said('GW176', edge(http(), https()), toHttps(), shop())).toEqual([
      'warning semantic spec.parentRefs[0]: without a sectionName the route attaches to listener "http" for clear text as well, where HTTPRoute infra/redirect '
      + 'redirects to HTTPS; requests that this route matches more closely, or as the older one, are answered in clear text instead | write sectionName: https',
    ]);
  });

  test.each<[string, Manifest[]]>([
    ['a route at the listener for HTTPS', [edge(http(), https()), toHttps(), shop({ parentRefs: [{ ...AT, sectionName: 'https' }] })]],
    ['one at its port', [edge(http(), https()), toHttps(), shop({ parentRefs: [{ ...AT, port: 443 }] })]],
    ['a Gateway without HTTPS', [edge(http()), toHttps(), shop()]],
    ['no redirect', [edge(http(), https()), shop()]],
    ['a redirect that stays in clear text', [edge(http(), https()), toHttps({}, { hostname: 'www.a.com' }), shop()]],
    ['a redirect for other hostnames', [edge(http(), https()), toHttps({ hostnames: ['news.a.com'] }), shop()]],
    ['a route that redirects itself', [edge(http(), https()), toHttps(), shop({ rules: [...rules, { filters: [redirect({ scheme: 'https' })] }] })]],
    ['a Gateway that is not here', [toHttps(), shop()]],
  ])('nothing is said of %s', (_, manifests) => {
    expect(said('GW176', ...manifests)).toEqual([]);
  });
});

describe('GW177: hostnames of a mesh route', () => {
  const service = { group: '', kind: 'Service', name: 'web' };

  test.each(['HTTPRoute', 'GRPCRoute'])('of a %s are not looked at', (kind) => {
    expect(said('GW177', routeOf(kind, { parentRefs: [service], hostnames: ['a.b.com', 'c.d.com'], rules }))).toEqual([
      expect.stringMatching(/^warning semantic spec\.hostnames: "a\.b\.com": a mesh routes what is sent to the parent Service/),
    ]);
  });

  test('nothing is said without any, nor where a Gateway is a parent too', () => {
    expect(said('GW177', routeOf('HTTPRoute', { parentRefs: [service], rules }))).toEqual([]);
    expect(said('GW177', routeOf('HTTPRoute', { parentRefs: [service, AT], hostnames: ['a.b.com'], rules }))).toEqual([]);
  });
});

describe('GW178: calls at listeners for clear text', () => {
  const calls = (parentRef: object = AT): Manifest => routeOf('GRPCRoute', { parentRefs: [parentRef], rules });

  test('is up to the implementation', () => {
    expect(said('GW178', edge(http()), calls())).toEqual([
      expect.stringMatching(/^unknown portability spec\.parentRefs\[0\]: listener "http" is for HTTP, where calls need HTTP\/2/),
    ]);
    expect(said('GW178', edge(http(), https()), calls({ ...AT, sectionName: 'http' }))).toHaveLength(1);
  });

  test.each<[string, Manifest[]]>([
    ['HTTPS', [edge(https()), calls()]],
    ['both', [edge(http(), https()), calls()]],
    ['a Gateway that is not here', [calls()]],
    ['an HTTPRoute', [edge(http()), routeOf('HTTPRoute', { rules })]],
  ])('nothing is said of %s', (_, manifests) => {
    expect(said('GW178', ...manifests)).toEqual([]);
  });
});

describe('GW179: a route without hostnames at a listener that namespaces share', () => {
  const wide = (more: object = {}): Manifest => routeOf('HTTPRoute', { rules, ...more }, { name: 'wide' });
  const news = routeOf('HTTPRoute', { hostnames: ['news.a.com'], rules: [{ matches: [path('/x')], ...rules[0] }] }, { name: 'news', namespace: 'news' });

  test('names who is there', () => {
    expect(said('GW179', edge(http()), wide(), news)).toEqual([
      'warning security spec.parentRefs[0]: the route names no hostname, so it takes each request at listener "http" that no other route matches more '
      + 'closely; HTTPRoute news/news of another namespace is there, and its hostnames are among them | name the hostnames of the route, or give each '
      + 'namespace a listener with a hostname',
    ]);
  });

  test('at a listener for a wildcard too, and a GRPCRoute', () => {
    expect(said('GW179', edge(http({ hostname: '*.a.com' })), wide(), news)).toHaveLength(1);
    expect(said('GW179', edge(http()), routeOf('GRPCRoute', { rules }, { name: 'wide' }), news)).toHaveLength(1);
  });

  test.each<[string, Manifest[]]>([
    ['a route with a hostname', [edge(http()), wide({ hostnames: ['shop.a.com'] }), news]],
    ['a listener for one name', [edge(http({ hostname: 'news.a.com' })), wide(), news]],
    ['routes of one namespace', [edge(http()), wide(), routeOf('HTTPRoute', { hostnames: ['a.a.com'], rules })]],
    ['a route alone', [edge(http()), wide()]],
    ['the default route of who owns the listener', [edge(http()), routeOf('HTTPRoute', { rules }, { namespace: 'infra' }), news]],
    ['a Gateway that is not here', [wide(), news]],
  ])('nothing is said of %s', (_, manifests) => {
    expect(said('GW179', ...manifests)).toEqual([]);
  });

  test('nor where a label of a Namespace that is not here decides', () => {
    const selector = { allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'a' } } } } };
    expect(findingsOf('GW179', edge(http(selector)), wide(), news)).toEqual([]);
  });
});
