import type { Manifest } from '../../../../src/manifest/manifest';
import { backend, edge, http, path, redirect, routeOf, said } from '../requests/judged';

const OLD = '2026-01-01T00:00:00Z';
const NEW = '2026-02-01T00:00:00Z';

const rule = (name: string, ...matches: object[]): object => ({ ...(matches.length > 0 && { matches }), backendRefs: [{ name, port: 80 }] });

/** A route of its own backend, with one rule. */
function web(name: string, spec: object = {}, metadata: object = {}, kind = 'HTTPRoute'): Manifest {
  return routeOf(kind, { hostnames: ['shop.a.com'], rules: [rule(name)], ...spec }, { name, ...metadata });
}

const tls = (name: string, hostnames: string[] | undefined, metadata: object = {}): Manifest =>
  routeOf('TLSRoute', { ...(hostnames && { hostnames }), rules: [{ backendRefs: [{ name, port: 443 }] }] }, { name, ...metadata });

const passing = { name: 'tls', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } };
const labelled = { allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'a' } } } } };

describe('GW172: equal matches in two routes of a namespace', () => {
  test('the later one in the input says so, and not who wins, as ages are not here', () => {
    expect(said('GW172', edge(http()), web('a'), web('b'))).toEqual([
      'error semantic spec.rules[0]: HTTPRoute shop/a takes PathPrefix "/" of "shop.a.com" at listener "http" of Gateway infra/edge too; the older of the '
      + 'two routes gets these requests and the other none, and their ages are not here | put both rules into one route, where the first one counts, '
      + 'or tell their matches or hostnames apart',
    ]);
  });

  test('with ages the younger one says so, wherever it stands', () => {
    const [old, young] = [web('b', {}, { creationTimestamp: OLD }), web('a', {}, { creationTimestamp: NEW })];
    for (const routes of [[old, young], [young, old]]) {
      expect(said('GW172', edge(http()), ...routes)).toEqual([expect.stringContaining(
        `HTTPRoute shop/b takes PathPrefix "/" of "shop.a.com" at listener "http" of Gateway infra/edge too, and it is older (${OLD}, this one ${NEW}), so it gets`,
      )]);
    }
  });

  test('of one age the alphabet decides', () => {
    expect(said('GW172', edge(http()), web('b', {}, { creationTimestamp: OLD }), web('a', {}, { creationTimestamp: OLD })))
      .toEqual([expect.stringContaining(`both were made at ${OLD}, and shop/a is first in the alphabet`)]);
  });

  test.each<[string, object, object]>([
    ['prefixes that differ in a slash at the end', { rules: [rule('a', path('/x'))] }, { rules: [rule('b', path('/x/'))] }],
    ['names of headers in another case', { rules: [rule('a', { headers: [{ name: 'X-A', value: '1' }] })] },
      { rules: [rule('b', { headers: [{ name: 'x-a', value: '1' }] })] }],
    ['headers in another order', { rules: [rule('a', { headers: [{ name: 'a', value: '1' }, { name: 'b', value: '2' }] })] },
      { rules: [rule('b', { headers: [{ name: 'b', value: '2' }, { name: 'a', value: '1' }] })] }],
    ['what is written and what is left out', { rules: [rule('a')] }, { rules: [rule('b', path('/'))] }],
    ['routes without hostnames', { hostnames: undefined }, { hostnames: undefined }],
    ['one of several hostnames', { hostnames: ['x.a.com', 'y.a.com'] }, { hostnames: ['z.a.com', 'y.a.com'] }],
    ['the second rule', { rules: [rule('a', path('/x'))] }, { rules: [rule('b', path('/y')), rule('b', path('/x'))] }],
  ])('%s are equal', (_, one, other) => {
    expect(said('GW172', edge(http()), web('a', one), web('b', other))).toHaveLength(1);
  });

  test('further matches of one rule are counted', () => {
    const matches = [path('/x'), path('/y'), path('/z')];
    expect(said('GW172', edge(http()), web('a', { rules: [rule('a', ...matches)] }), web('b', { rules: [rule('b', ...matches)] })))
      .toEqual([expect.stringContaining('PathPrefix "/x" and 2 more of this rule of "shop.a.com"')]);
  });

  test('calls are compared as well', () => {
    const call = (name: string): Manifest => web(name, { rules: [rule(name, { method: { service: 'shop.Cart' } })] }, {}, 'GRPCRoute');
    expect(said('GW172', edge(http()), call('a'), call('b'))).toEqual([expect.stringMatching(/^error semantic spec\.rules\[0\].*GRPCRoute shop\/a takes .*shop\.Cart/)]);
  });

  test.each<[string, Manifest[]]>([
    ['other hostnames', [edge(http()), web('a'), web('b', { hostnames: ['x.a.com'] })]],
    ['a hostname and a wildcard over it, where the closer one counts', [edge(http()), web('a'), web('b', { hostnames: ['*.a.com'] })]],
    ['other paths', [edge(http()), web('a', { rules: [rule('a', path('/x'))] }), web('b', { rules: [rule('b', path('/y'))] })]],
    ['a path and a prefix', [edge(http()), web('a', { rules: [rule('a', path('/x'))] }), web('b', { rules: [rule('b', path('/x', 'Exact'))] })]],
    ['other listeners', [
      edge(http(), http({ name: 'other', port: 8080 })), web('a', { parentRefs: [{ name: 'edge', namespace: 'infra', sectionName: 'http' }] }),
      web('b', { parentRefs: [{ name: 'edge', namespace: 'infra', sectionName: 'other' }] }),
    ]],
    ['a rule that does the same in both', [edge(http()), web('a', { rules: [rule('x')] }), web('b', { rules: [rule('x')] })]],
    ['one object twice, which has a rule of its own', [edge(http()), web('a'), web('a')]],
    ['routes that the listener does not take', [
      edge(http({ allowedRoutes: { namespaces: { from: 'Same' } } })), web('a'), web('b'),
    ]],
  ])('nothing is said of %s', (_, manifests) => {
    expect(said('GW172', ...manifests)).toEqual([]);
  });
});

describe('GW173: equal matches in routes of two namespaces', () => {
  const other = (spec: object = {}, metadata: object = {}): Manifest => web('b', spec, { namespace: 'news', ...metadata });

  test('is about security', () => {
    const manifests = [edge(http()), web('a'), other()];
    expect(said('GW173', ...manifests)).toEqual([
      expect.stringMatching(/^error security spec\.rules\[0\]: HTTPRoute news\/b takes PathPrefix "\/" of "shop\.a\.com" at listener "http" of Gateway infra\/edge too; the older/),
    ]);
    expect(said('GW172', ...manifests)).toEqual([]);
  });

  test('also where both would do the same: backends are of their namespaces', () => {
    expect(said('GW173', edge(http()), web('a', { rules: [rule('x')] }), other({ rules: [rule('x')] }))).toHaveLength(1);
  });

  test('is unknown where a label of a Namespace that is not here admits one of them', () => {
    expect(said('GW173', edge(http(labelled)), web('a'), other())).toEqual([expect.stringMatching(/^unknown security .*HTTPRoute news\/b may take /)]);
  });

  test('is nothing where the label is known not to be there', () => {
    const namespace = (name: string, labels: object): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }) as Manifest;
    expect(said('GW173', edge(http(labelled)), web('a'), other(), namespace('shop', { team: 'a' }), namespace('news', {}))).toEqual([]);
    expect(said('GW173', edge(http(labelled)), web('a'), other(), namespace('shop', { team: 'a' }), namespace('news', { team: 'a' })))
      .toEqual([expect.stringMatching(/^error security /)]);
  });

  test('names of their own are nobody else\'s', () => {
    expect(said('GW173', edge(http()), web('a'), other({ hostnames: ['news.a.com'] }))).toEqual([]);
  });
});

describe('GW174: two TLSRoutes for one name', () => {
  test('of one namespace, and of two', () => {
    expect(said('GW174', edge(passing), tls('a', ['db.a.com']), tls('b', ['db.a.com']))).toEqual([
      'error semantic spec.hostnames: TLSRoute shop/a takes "db.a.com" at listener "tls" of Gateway infra/edge too; the older of the two routes gets '
      + 'these requests and the other none, and their ages are not here | put the backends into one route, by weight, or give each route names of its own',
    ]);
    expect(said('GW174', edge(passing), tls('a', ['db.a.com']), tls('b', ['db.a.com'], { namespace: 'news' })))
      .toEqual([expect.stringMatching(/^error security spec\.hostnames: /)]);
  });

  test('is unknown where a label decides', () => {
    expect(said('GW174', edge({ ...passing, ...labelled }), tls('a', ['db.a.com']), tls('b', ['db.a.com'], { namespace: 'news' })))
      .toEqual([expect.stringMatching(/^unknown security spec\.hostnames: TLSRoute news\/b may take "db\.a\.com"/)]);
  });

  test.each<[string, Manifest[]]>([
    ['other names', [tls('a', ['a.a.com']), tls('b', ['b.a.com'])]],
    ['a name, and a wildcard over it', [tls('a', ['db.a.com']), tls('b', ['*.a.com'])]],
    ['an HTTPRoute of the name, which has no place there', [tls('a', ['db.a.com']), web('b', { hostnames: ['db.a.com'] })]],
  ])('nothing is said of %s', (_, routes) => {
    expect(said('GW174', edge(passing), ...routes)).toEqual([]);
  });
});

test('which of two routes it is said of does not hang on the order of the input', () => {
  const [one, other] = [web('a'), web('b', {}, { namespace: 'news' })];
  expect(said('GW173', edge(http()), one, other)).toEqual(said('GW173', other, one, edge(http())));
});

test('a redirect of the same match beside a route for both listeners is GW176, not GW172', () => {
  const secure = { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'tls' }] } };
  const leading = web('redirect', {
    parentRefs: [{ name: 'edge', namespace: 'infra', sectionName: 'http' }], rules: [{ filters: [redirect({ scheme: 'https', statusCode: 301 })] }],
  });
  const manifests = [edge(http(), secure), leading, web('b', { rules: [{ backendRefs: [backend()] }] })];
  expect(said('GW172', ...manifests)).toEqual([]);
  expect(said('GW176', ...manifests)).toHaveLength(1);
});
