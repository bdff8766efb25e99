import { backend, cors, edge, ofCalls, ofRules, path, routeOf, said } from './judged';

const AT = 'spec.rules[0]';
const backendRefs = [backend()];
const header = (name: string): object => ({ name, value: 'a' });

describe('GW207: a timeout for the backend that is longer than that of the request', () => {
  test.each(['0s', '0ms', '0h0m'])('%s is none, which is longer than any', (backendRequest) => {
    expect(ofRules('GW207', { timeouts: { request: '10s', backendRequest }, backendRefs })).toEqual([
      expect.stringMatching(/^error semantic spec\.rules\[0\]\.timeouts\.backendRequest: .*zero stands for no limit, and the whole request has one \(10s\)/),
    ]);
  });

  test.each<[string, object]>([
    ['two limits', { request: '10s', backendRequest: '5s' }],
    ['two that are none', { request: '0s', backendRequest: '0s' }],
    ['one for the backend alone', { backendRequest: '0s' }],
    ['one for the request alone', { request: '10s' }],
  ])('nothing is said of %s', (_, timeouts) => {
    expect(ofRules('GW207', { timeouts, backendRefs })).toEqual([]);
  });
});

describe('GW209: a CORS filter that no preflight reaches', () => {
  const answering = (...matches: object[]): object => ({ ...(matches.length > 0 && { matches }), filters: [cors({})], backendRefs });

  test.each<[string, object[], RegExp]>([
    ['another method', [{ method: 'POST' }], /ask with OPTIONS first, and no match takes that method.*\| add a match with method "OPTIONS", or leave/],
    ['two other methods', [{ method: 'POST' }, { method: 'PUT' }], /no match takes that method/],
    ['a header of the page', [{ headers: [header('X-Env')] }], /every match that takes OPTIONS asks for one.*\| add a match with method "OPTIONS" and no headers/],
    ['a header in each match', [{ method: 'POST' }, { method: 'OPTIONS', headers: [header('authorization')] }], /every match that takes OPTIONS asks for one/],
  ])('%s', (_, matches, expected) => {
    const [found, ...others] = ofRules('GW209', answering(...matches));
    expect(others).toEqual([]);
    expect(found).toMatch(/^warning semantic spec\.rules\[0\]\.matches: /);
    expect(found).toMatch(expected);
  });

  test.each<[string, object[]]>([
    ['a rule for every request', [answering()]],
    ['a path', [answering(path('/api'))]],
    ['a match beside for OPTIONS', [answering({ method: 'POST' }, { method: 'OPTIONS' })]],
    ['headers that browsers send', [answering({ headers: [header('Origin'), header('access-control-request-method')] })]],
    ['another rule that answers', [answering({ method: 'POST' }), answering({ method: 'OPTIONS' })]],
    ['no such filter', [{ matches: [{ method: 'POST' }], backendRefs }]],
  ])('nothing is said of %s', (_, rules) => {
    expect(ofRules('GW209', ...rules)).toEqual([]);
  });
});

describe('GW211: two rules of one name', () => {
  test('of both kinds', () => {
    const expected = [expect.stringMatching(/^error semantic spec\.rules\[2\]\.name: "a": .*policies and metrics name a rule by it/)];
    const rules = [{ name: 'a', backendRefs }, { name: 'b', backendRefs }, { name: 'a', backendRefs }];
    expect(ofRules('GW211', ...rules)).toEqual(expected);
    expect(ofCalls('GW211', ...rules)).toEqual(expected);
  });

  test('rules without names have none in common, and names differ by case', () => {
    expect(ofRules('GW211', { backendRefs }, { backendRefs }, { name: 'a', backendRefs }, { name: 'A', backendRefs })).toEqual([]);
  });
});

describe('GW212: a rule that answers nothing', () => {
  test.each<[string, object]>([
    ['nothing', {}], ['an empty list', { backendRefs: [] }], ['a rewrite alone', { filters: [{ type: 'URLRewrite', urlRewrite: { hostname: 'a.b' } }] }],
    ['CORS for more than preflights', { filters: [cors({})] }],
    ['CORS at one match for preflights', { matches: [{ method: 'OPTIONS' }, { method: 'GET' }], filters: [cors({})] }],
  ])('%s', (_, rule) => {
    expect(ofRules('GW212', rule)).toEqual([
      `error semantic ${AT}: the rule has no backendRefs and no filter that answers, so each request that it takes gets 500 | write backendRefs, or a `
      + 'RequestRedirect filter',
    ]);
  });

  test('in a GRPCRoute', () => {
    expect(ofCalls('GW212', {})).toEqual([expect.stringMatching(/each call that it takes gets UNAVAILABLE \| write backendRefs$/)]);
  });

  test('no rules at all', () => {
    expect(said('GW212', routeOf('HTTPRoute', {}))).toEqual([expect.stringMatching(/^error semantic spec\.rules: without rules the API server writes one/)]);
    expect(said('GW212', routeOf('GRPCRoute', { rules: [] }))).toEqual([expect.stringMatching(/^error semantic spec\.rules: the route has no rules/)]);
    expect(said('GW212', routeOf('HTTPRoute', { rules: [] }))).toEqual([]);
  });

  test.each<[string, object]>([
    ['a backend', { backendRefs }],
    ['a redirect', { filters: [{ type: 'RequestRedirect', requestRedirect: { port: 80 } }] }],
    ['a filter of an implementation', { filters: [{ type: 'ExtensionRef', extensionRef: { group: 'a.b', kind: 'C', name: 'c' } }] }],
    ['CORS for preflights alone', { matches: [{ method: 'OPTIONS' }], filters: [cors({})] }],
    ['a backend without share, which is another mistake', { backendRefs: [{ ...backend(), weight: 0 }] }],
  ])('%s answers', (_, rule) => {
    expect(ofRules('GW212', rule)).toEqual([]);
  });
});

describe('GW213: a rule whose backends all have weight 0', () => {
  const weighted = (...weights: (number | undefined)[]): object =>
    ({ backendRefs: weights.map((weight) => ({ ...backend(), ...(weight !== undefined && { weight }) })) });

  test.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('in a %s', (kind) => {
    expect(said('GW213', routeOf(kind, { rules: [weighted(0, 0)] })))
      .toEqual([expect.stringMatching(/^error semantic spec\.rules\[0\]\.backendRefs: .*every weight is 0.*\| write a weight above 0 for one of them$/)]);
  });

  test('one that is left, and a weight that is left out, are a share', () => {
    expect(ofRules('GW213', weighted(0, 1), weighted(0, undefined), weighted())).toEqual([]);
  });
});

describe('GW216: an expression for gRPC that does not stand being joined to a path', () => {
  const call = (method: object): object => ({ matches: [{ method: { type: 'RegularExpression', ...method } }], backendRefs });

  test.each<[string, RegExp]>([
    ['^shop', /where \^ and \$ match nothing \| leave \^ and \$ out$/],
    ['shop$', /where \^ and \$ match nothing/],
    ['(^shop|^cart)', /where \^ and \$ match nothing/],
    ['a|b', /where its alternatives take in what stands beside them \| write "\(a\|b\)"$/],
    ['(a)|(b)', /write "\(\(a\)\|\(b\)\)"$/],
  ])('%s', (service, expected) => {
    expect(ofCalls('GW216', call({ service }))).toEqual([expect.stringMatching(expected)]);
    expect(ofCalls('GW216', call({ service: 'a', method: service }))).toEqual([expect.stringMatching(/^warning portability spec\.rules\[0\]\.matches\[0\]\.method\.method: /)]);
  });

  test.each(['(a|b)', 'a\\$', 'a[|^]b', '[^a]+', 'a\\|b', 'shop\\..*', 'a\\Q|$\\E', '[]|]', '[^]|$]', '[[:alpha:]|]+'])('%s does', (service) => {
    expect(ofCalls('GW216', call({ service }))).toEqual([]);
  });

  test('what is compared as text is none', () => {
    expect(ofCalls('GW216', call({ type: 'Exact', service: 'a|b' }))).toEqual([]);
  });
});

describe('GW217: a match that an earlier rule has taken', () => {
  const rule = (...matches: object[]): object => ({ ...(matches.length > 0 && { matches }), backendRefs });

  test('a rule of which nothing is left', () => {
    expect(ofRules('GW217', rule(path('/a')), rule(path('/a/')))).toEqual([
      'warning semantic spec.rules[1]: spec.rules[1] never gets a request: earlier rules have all its matches, such as spec.rules[0].matches[0] '
      + '(PathPrefix "/a") | leave the rule out, or tell its matches apart from theirs',
    ]);
  });

  test('is one finding for all of its matches', () => {
    expect(ofRules('GW217', rule(path('/a'), path('/b')), rule(path('/b'), path('/a')))).toHaveLength(1);
  });

  test('a match of a rule that has others', () => {
    expect(ofRules('GW217', rule(path('/a')), rule(path('/b'), path('/a')))).toEqual([
      'warning semantic spec.rules[1].matches[1]: PathPrefix "/a" never takes a request here: spec.rules[0].matches[0] is the same match and comes first | '
      + 'leave it out, or ask for something that the earlier one does not',
    ]);
  });

  test('two rules for every request', () => {
    expect(ofRules('GW217', rule(), rule(path('/')))).toHaveLength(1);
    expect(ofCalls('GW217', rule(), rule())).toEqual([expect.stringMatching(/^warning semantic spec\.rules\[1\]: .*every call/)]);
  });

  test.each<[string, object[]]>([
    ['a longer prefix', [rule(path('/a')), rule(path('/a/b'))]],
    ['the same path, and exactly', [rule(path('/a')), rule(path('/a', 'Exact'))]],
    ['a slash at the end of an exact path', [rule(path('/a', 'Exact')), rule(path('/a/', 'Exact'))]],
    ['another method', [rule(path('/a')), rule({ ...path('/a'), method: 'GET' })]],
    ['paths in another case', [rule(path('/a')), rule(path('/A'))]],
    ['names of query parameters in another case', [rule({ queryParams: [header('a')] }), rule({ queryParams: [header('A')] })]],
  ])('nothing is said of %s', (_, rules) => {
    expect(ofRules('GW217', ...rules)).toEqual([]);
  });
});

describe('GW222: a path that no request has in this spelling', () => {
  test.each<[string, string]>([['/%61', '/a'], ['/a%2Db', '/a-b'], ['/%7euser', '/~user']])('%s', (value, plain) => {
    for (const type of ['PathPrefix', 'Exact']) {
      expect(ofRules('GW222', { matches: [path(value, type)], backendRefs })).toEqual([
        expect.stringMatching(`^warning semantic spec\\.rules\\[0\\]\\.matches\\[0\\]\\.path\\.value: .*percent-encodes characters.*write "${plain}"$`),
      ]);
    }
  });

  test.each(['/a%20b', '/a%2Fb', '/a-b', '/100%25'])('%s is as requests have it', (value) => {
    expect(ofRules('GW222', { matches: [path(value)], backendRefs })).toEqual([]);
  });

  test('an expression is none', () => {
    expect(ofRules('GW222', { matches: [path('/%61', 'RegularExpression')], backendRefs })).toEqual([]);
  });

  test('the path of an external authorization', () => {
    const auth = (prefix: string): object => ({ type: 'ExternalAuth', externalAuth: { protocol: 'HTTP', backendRef: backend(), http: { path: prefix } } });
    expect(ofRules('GW222', { filters: [auth('/a//b')], backendRefs })).toEqual([expect.stringMatching(/^warning semantic .*\.externalAuth\.http\.path: /)]);
    expect(ofRules('GW222', { filters: [auth('/check')], backendRefs })).toEqual([]);
  });
});

test('no rule speaks of a Gateway', () => {
  for (const code of ['GW207', 'GW209', 'GW211', 'GW212', 'GW213', 'GW217', 'GW222']) expect(said(code, edge())).toEqual([]);
});
