import { backend, ofCalls, ofRules, path } from './judged';

const AT = 'spec.rules[0].matches[0]';
const regex = (value: string): object => path(value, 'RegularExpression');
const matching = (...matches: object[]): object => ({ matches, backendRefs: [backend()] });
const call = (method: object): object => ({ matches: [{ method }], backendRefs: [backend()] });

describe('GW200: a match that names a header twice', () => {
  const headers = [{ name: 'X-Env', value: 'canary' }, { name: 'x-env', value: 'blue' }];

  test('of HTTP and of gRPC', () => {
    const expected = [
      `error semantic ${AT}.headers[1].name: "x-env": ${AT}.headers[0].name names the same header, and only the first of them counts; the match takes `
      + 'requests that this condition was to refuse | leave one of the two out',
    ];
    expect(ofRules('GW200', matching({ headers }))).toEqual(expected);
    expect(ofCalls('GW200', matching({ headers }))).toEqual(expected);
  });

  test('two matches may name the same header, and query parameters are told apart by case', () => {
    expect(ofRules('GW200', matching({ headers: [headers[0]] }, { headers: [headers[1]] }), matching({ queryParams: headers }))).toEqual([]);
  });
});

describe('GW210: a gRPC match without a service', () => {
  test.each<[string, object, string]>([
    ['a method alone', { method: 'Add' }, 'service is up'],
    ['a service that is empty, which an expression may be', { type: 'RegularExpression', service: '', method: 'Add' }, '"": no call has an empty service'],
  ])('%s', (_, method, message) => {
    const [found, ...others] = ofCalls('GW210', call(method));
    expect(others).toEqual([]);
    expect(found).toMatch(/^warning portability spec\.rules\[0\]\.matches\[0\]\.method\.service: /);
    expect(found).toContain(message === 'service is up' ? 'which calls a method alone takes is up to the implementation' : message);
  });

  test('a service, and a match for every call, are fine', () => {
    expect(ofCalls('GW210', call({ service: 'shop.Cart' }), matching({ headers: [{ name: 'a', value: 'b' }] }))).toEqual([]);
  });
});

describe('GW215: a regular expression that RE2 does not take', () => {
  test.each<[string, string]>([
    ['/a(?!b)', 'look-ahead or look-behind'],
    ['/(a)\\1', 'back-references'],
    ['/a++', 'such group or repetition'],
    ['/[0-9]{2}+', 'such group or repetition'],
    ['/(?>a)', 'such group or repetition'],
    ['/(?x) a', 'such group or repetition'],
    ['/a\\Kb', '\\K'],
  ])('%s is of another dialect, which an implementation may have', (value, what) => {
    expect(ofRules('GW215', matching(regex(value)))).toEqual([
      `warning portability ${AT}.path.value: ${JSON.stringify(value)}: RE2, which most gateways use, has no ${what}; gateways with RE2 refuse the rule, or the whole `
      + 'route with it | write an expression of RE2, such as "/users/[0-9]+"',
    ]);
  });

  test.each(['/a(', '/[a', '/*'])('%s is of none', (value) => {
    expect(ofRules('GW215', matching(regex(value)))).toEqual([
      `error semantic ${AT}.path.value: "${value}": it is not a regular expression; gateways refuse the rule, or the whole route with it | `
      + 'write an expression of RE2, such as "/users/[0-9]+"',
    ]);
  });

  test.each([
    '/(?i)a', '/(?i:a)/(?P<n>b)/(?<m>c)', '/a+?b??c{2,}?', '/.*\\d+[a-z]+', '/caf\\x{2014}+', '/\\Q(?=\\E', '/\\p{L}+', '/[[:alpha:]]+', '/\\{a}+',
  ])('%s is of RE2', (value) => {
    expect(ofRules('GW215', matching(regex(value)))).toEqual([]);
  });

  test('each place of a match that may have one', () => {
    const condition = { name: 'a', type: 'RegularExpression', value: '(' };
    expect(ofRules('GW215', matching({ headers: [condition], queryParams: [condition] })).map((text) => text.split(': ')[0])).toEqual([
      `error semantic ${AT}.headers[0].value`, `error semantic ${AT}.queryParams[0].value`,
    ]);
    expect(ofCalls('GW215', { matches: [{ method: { type: 'RegularExpression', service: '(', method: '[' }, headers: [condition] }] })).map((text) => text.split(': ')[0]))
      .toEqual([`error semantic ${AT}.method.service`, `error semantic ${AT}.method.method`, `error semantic ${AT}.headers[0].value`]);
  });

  test('what is compared as text is none', () => {
    expect(ofRules('GW215', matching(path('/a('), { headers: [{ name: 'a', value: '(' }] }))).toEqual([]);
  });
});

describe('GW216: an expression for gRPC that does not stand being joined to a path', () => {
  const expression = (service: string): string[] => ofCalls('GW216', call({ type: 'RegularExpression', service }));

  test('alternatives', () => {
    expect(expression('shop.Cart|shop.Order')).toEqual([
      `warning portability ${AT}.method.service: "shop.Cart|shop.Order": implementations such as Envoy Gateway put it into the path /service/method, where its `
      + 'alternatives take in what stands beside them | write "(shop.Cart|shop.Order)"',
    ]);
  });

  test.each(['^shop.Cart', 'shop.Cart$'])('the anchor of %s', (service) => {
    expect(expression(service)).toEqual([
      `warning portability ${AT}.method.service: "${service}": implementations such as Envoy Gateway put it into the path /service/method, where ^ and $ match `
      + 'nothing | leave ^ and $ out',
    ]);
  });

  test.each(['(a|b)', '(a(b|c))d', '[a|b]', 'a\\|b', '[^a]b', 'a\\$'])('%s stands it', (service) => {
    expect(expression(service)).toEqual([]);
  });

  test('a service that is compared as text', () => {
    expect(ofCalls('GW216', call({ service: 'a|b' }))).toEqual([]);
  });
});

describe('GW217: a match that an earlier rule of the route has taken', () => {
  test('a rule of which no match is left is one finding', () => {
    expect(ofRules('GW217', matching(path('/a'), path('/b')), matching(path('/b'), path('/a/')))).toEqual([
      'warning semantic spec.rules[1]: spec.rules[1] never gets a request: earlier rules have all its matches, such as spec.rules[0].matches[1] '
      + '(PathPrefix "/b") | leave the rule out, or tell its matches apart from theirs',
    ]);
  });

  test('one match of a rule that has others', () => {
    expect(ofRules('GW217', matching(path('/a')), matching(path('/a'), path('/b')))).toEqual([
      'warning semantic spec.rules[1].matches[0]: PathPrefix "/a" never takes a request here: spec.rules[0].matches[0] is the same match and comes '
      + 'first | leave it out, or ask for something that the earlier one does not',
    ]);
  });

  test.each<[string, object, object]>([
    ['the defaults, written', {}, matching(path('/'))],
    ['headers in another order and case', matching({ headers: [{ name: 'a', value: '1' }, { name: 'B', value: '2' }] }),
      matching({ headers: [{ name: 'b', value: '2', type: 'Exact' }, { name: 'A', value: '1' }] })],
  ])('%s are the same match', (_, first, second) => {
    expect(ofRules('GW217', first, second)).toEqual([expect.stringMatching(/^warning semantic spec\.rules\[1\]: /)]);
  });

  test.each<[string, object, object]>([
    ['an exact path', path('/a'), path('/a', 'Exact')],
    ['another method', { method: 'GET' }, { method: 'PUT' }],
    ['one condition more', path('/a'), { ...path('/a'), queryParams: [{ name: 'a', value: 'b' }] }],
    ['an exact path with a slash', path('/a', 'Exact'), path('/a/', 'Exact')],
    ['a query parameter in another case', { queryParams: [{ name: 'a', value: 'b' }] }, { queryParams: [{ name: 'A', value: 'b' }] }],
  ])('%s is another match', (_, first, second) => {
    expect(ofRules('GW217', matching(first), matching(second))).toEqual([]);
  });

  test('calls', () => {
    expect(ofCalls('GW217', call({ service: 'a' }), call({ type: 'Exact', service: 'a' }))).toEqual([expect.stringMatching(/\("a\/\*"\)/)]);
    expect(ofCalls('GW217', call({ service: 'a', method: 'B' }), call({ service: 'a' }))).toEqual([]);
  });
});

describe('GW222: a path that no request has in this spelling', () => {
  test('percent codes of letters', () => {
    expect(ofRules('GW222', matching(path('/%63art')))).toEqual([
      `warning semantic ${AT}.path.value: "/%63art": it percent-encodes characters that need no encoding, so it is another spelling of the plain path | `
      + 'write "/cart"',
    ]);
  });

  test('the path of an external authorization', () => {
    expect(ofRules('GW222', { filters: [{ type: 'ExternalAuth', externalAuth: { http: { path: '/a//b' } } }] })).toEqual([
      'warning semantic spec.rules[0].filters[0].externalAuth.http.path: "/a//b": "//" is merged before matching, so it never matches | write "/a/b"',
    ]);
  });

  test('codes that are needed, and expressions', () => {
    expect(ofRules('GW222', matching(path('/a%20b'), regex('/%63art')))).toEqual([]);
  });
});
