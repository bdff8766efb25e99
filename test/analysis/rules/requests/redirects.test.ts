import type { Manifest } from '../../../../src/manifest/manifest';
import { backend, edge, http, https, path, redirect, routeOf, said } from './judged';

const fullPath = (replaceFullPath: string): object => ({ path: { type: 'ReplaceFullPath', replaceFullPath } });
const prefix = (replacePrefixMatch: string): object => ({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch } });
const leading = (settings: object, ...matches: object[]): object => ({ ...(matches.length > 0 && { matches }), filters: [redirect(settings)] });
const route = (rules: object[], spec: object = {}): Manifest => routeOf('HTTPRoute', { hostnames: ['shop.a.com'], rules, ...spec });

/** A match for another method than browsers ask with. */
const post = { method: 'POST' };
const forwarded = { headers: [{ name: 'x-forwarded-proto', value: 'http' }] };

describe('GW218: a redirect that leads back to itself', () => {
  const at = (listeners: object[], ...rules: object[]): string[] => said('GW218', edge(...listeners), route(rules));

  test('to HTTPS, at the listener for HTTPS', () => {
    expect(at([http(), https()], leading({ scheme: 'https', statusCode: 301 }))).toEqual([
      'error semantic spec.rules[0].filters[0].requestRedirect: at listener "https" (HTTPS, port 443) the new address is the one that was asked for, so '
      + 'clients are redirected until they give up | attach the route to the listener for clear text alone, by sectionName',
    ]);
  });

  test('to a hostname of the route', () => {
    expect(at([http()], leading({ hostname: 'shop.a.com' }))).toEqual([
      expect.stringMatching(/the new address of "shop\.a\.com", which is one of the route's hostnames, is .*\| take that hostname out of the route/),
    ]);
  });

  test('with a status alone, as upstream does to see it: a warning', () => {
    expect(at([http()], leading({ statusCode: 302 }))).toEqual([expect.stringMatching(/^warning semantic .*the new address is the one that was asked for/)]);
  });

  test('with nothing, wherever it is', () => {
    expect(said('GW218', route([leading({})]))).toEqual([expect.stringMatching(/^error semantic .*requestRedirect leads to the address that was asked for, for ever/)]);
  });

  test.each<[string, object, object, RegExp]>([
    ['the path itself', fullPath('/a'), path('/a', 'Exact'), /the new address is the one/],
    ['a path under the prefix', fullPath('/a/b'), path('/a'), /the new address is the one/],
    ['the path itself, with a query', fullPath('/a?b=c'), path('/a', 'Exact'), /the new address is the one/],
    ['a longer prefix', prefix('/a/b'), path('/a'), /below the prefix that the rule matches, so it is redirected again, and grows/],
    ['the same prefix', prefix('/a/'), path('/a'), /the new address is the one/],
  ])('to %s', (_, settings, match, expected) => {
    expect(at([http()], leading(settings, match))).toEqual([expect.stringMatching(expected)]);
  });

  test.each<[string, object[], object[]]>([
    ['clear text to HTTPS', [http()], [leading({ scheme: 'https' })]],
    ['another hostname', [http()], [leading({ hostname: 'www.a.com' })]],
    ['another port', [http()], [leading({ port: 8080 })]],
    ['another path', [http()], [leading(fullPath('/b'), path('/a', 'Exact'))]],
    ['a path that is under the prefix only as text', [http()], [leading(fullPath('/ab'), path('/a'))]],
    ['a path for which another rule stands', [http()], [leading(fullPath('/a/b'), path('/a')), { matches: [path('/a/b')], backendRefs: [backend()] }]],
    ['a form, after which browsers ask with GET', [http()], [leading({ statusCode: 303 }, post)]],
    ['a header of proxies, which the second request may lack', [http()], [leading({ statusCode: 302 }, forwarded)]],
    ['a query that the new path has not', [http()], [leading(fullPath('/a'), { ...path('/a'), queryParams: [{ name: 'a', value: '1' }] })]],
    ['the scheme on another port than its own', [https({ port: 8443 })], [leading({ scheme: 'https' })]],
  ])('nothing is said of %s', (_, listeners, rules) => {
    expect(at(listeners, ...rules)).toEqual([]);
  });

  test('307 keeps the method, so a form comes back', () => {
    expect(at([http()], leading({ statusCode: 307 }, post))).toHaveLength(1);
  });

  test('other routes at the listener may take the new path', () => {
    const manifests = [edge(http()), route([leading(fullPath('/a/b'), path('/a'))])];
    expect(said('GW218', ...manifests)).toHaveLength(1);
    const other = routeOf('HTTPRoute', { hostnames: ['shop.a.com'], rules: [{ matches: [path('/a/b')], backendRefs: [backend()] }] }, { name: 'other' });
    expect(said('GW218', ...manifests, other)).toEqual([]);
  });

  describe('beside rules and routes that take its requests', () => {
    const toHttps = (hostnames?: string[], ...matches: object[]): Manifest => route([leading({ scheme: 'https' }, ...matches)], { hostnames });
    const app = (hostnames: string[] | undefined, ...matches: object[]): Manifest =>
      routeOf('HTTPRoute', { hostnames, rules: [{ matches, backendRefs: [backend()] }] }, { name: 'app' });
    const aged = (manifest: Manifest, creationTimestamp: string): Manifest => ({ ...manifest, metadata: { ...manifest.metadata, creationTimestamp } });
    const secure = edge(http(), https({ hostname: 'a.com' }));

    test.each<[string, Manifest[]]>([
      ['a route of a closer hostname', [toHttps(), app(['a.com'], path('/'))]],
      ['a route of the same hostname and match, of unknown age', [toHttps(['a.com']), app(['a.com'], path('/'))]],
      ['an older route of the same hostname and match', [
        aged(toHttps(['a.com']), '2026-02-01T00:00:00Z'), aged(app(['a.com'], path('/')), '2026-01-01T00:00:00Z'),
      ]],
      ['what browsers ask for after a form', [toHttps(['a.com']), app(['a.com'], { method: 'GET' })]],
      ['perhaps a regular expression', [toHttps(['a.com']), app(['a.com'], path('/.*', 'RegularExpression'))]],
    ])('silent where it is %s', (_, routes) => {
      expect(said('GW218', secure, ...routes)).toEqual([]);
    });

    test.each<[string, Manifest[]]>([
      ['is for a part of the paths', [toHttps(['a.com']), app(['a.com'], path('/app'))]],
      ['has a hostname that is less close', [toHttps(['a.com']), app(undefined, path('/'))]],
      ['is younger', [aged(toHttps(['a.com']), '2026-01-01T00:00:00Z'), aged(app(['a.com'], path('/')), '2026-02-01T00:00:00Z')]],
      ['is for calls of another method', [toHttps(['a.com']), app(['a.com'], { method: 'PUT' })]],
      ['has a regular expression for other paths', [toHttps(['a.com']), app(['a.com'], path('/app/.*', 'RegularExpression'))]],
      ['has one of its hostnames', [toHttps(['*.b.com', 'a.com']), app(['x.b.com'], path('/'))]],
    ])('told where the other route %s', (_, routes) => {
      expect(said('GW218', secure, ...routes)).toHaveLength(1);
    });

    test('a rule that never gets a request leads nowhere', () => {
      const rules = [{ backendRefs: [backend()] }, leading({ scheme: 'https' })];
      for (const gateways of [[secure], []]) {
        const manifests = [...gateways, route(gateways.length > 0 ? rules : [rules[0], leading({ statusCode: 301 })], { hostnames: ['a.com'] })];
        expect([said('GW218', ...manifests), said('GW217', ...manifests)]).toEqual([[], [expect.stringMatching(/spec\.rules\[1\] never gets a request/)]]);
      }
    });

    test('a rule for another method does not take the new path', () => {
      const other = (match: object): object => ({ matches: [{ ...path('/new', 'Exact'), ...match }], backendRefs: [backend()] });
      const rules = (match: object): object[] => [leading(fullPath('/new'), path('/')), other(match)];
      expect(at([http()], ...rules(post))).toHaveLength(1);
      expect(at([http()], ...rules({ method: 'GET' }))).toEqual([]);
      expect(at([http()], ...rules({}))).toEqual([]);
    });
  });

  test('without its Gateway a redirect with a scheme is not judged', () => {
    expect(said('GW218', route([leading({ scheme: 'https' })]))).toEqual([]);
  });
});

describe('GW219: a redirect to a port that speaks another scheme', () => {
  const at = (settings: object, ...listeners: object[]): string[] =>
    said('GW219', edge(...listeners), route([leading(settings)], { parentRefs: [{ name: 'edge', namespace: 'infra', sectionName: 'http' }] }));

  test('the port of HTTPS, without its scheme', () => {
    expect(at({ port: 443 }, http(), https())).toEqual([
      'warning semantic spec.rules[0].filters[0].requestRedirect: the new address is http on port 443, where listener "https" of the Gateway speaks '
      + 'HTTPS, so clients that follow the redirect get no answer | write scheme: https',
    ]);
  });

  test('HTTPS on the port of clear text', () => {
    expect(at({ scheme: 'https', port: 80 }, http(), https()))
      .toEqual([expect.stringMatching(/the new address is https on port 80, .*\| leave port out, or write that of a listener for HTTPS$/)]);
  });

  test('is said once, however many listeners the route has', () => {
    const manifests = [edge(http(), http({ name: 'other', port: 8080 }), https()), route([leading({ port: 443, scheme: 'http' })])];
    expect(said('GW219', ...manifests)).toHaveLength(1);
  });

  test.each<[string, object, object[]]>([
    ['the scheme alone', { scheme: 'https' }, [http(), https()]],
    ['both', { scheme: 'https', port: 443 }, [http(), https()]],
    ['another host', { hostname: 'www.example.com', port: 443 }, [http(), https()]],
    ['a port that nobody listens on here', { port: 9000 }, [http(), https()]],
  ])('nothing is said of %s', (_, settings, listeners) => {
    expect(at(settings, ...listeners)).toEqual([]);
  });
});
