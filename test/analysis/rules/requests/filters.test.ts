import { backend, cors, findingsOf, ofCalls, ofFilters, ofRules, redirect, requestHeaders, rewrite, routeOf } from './judged';

const AT = 'spec.rules[0].filters[0]';
const INNER = 'spec.rules[0].backendRefs[0].filters[0]';
const header = (name: string, value = 'a'): object => ({ name, value });
const fullPath = (replaceFullPath: string): object => ({ path: { type: 'ReplaceFullPath', replaceFullPath } });

describe('GW201: a header that one filter changes twice', () => {
  test('in two actions', () => {
    expect(ofFilters('GW201', requestHeaders({ set: [header('X-Env')], remove: ['x-env'] }))).toEqual([
      `error semantic ${AT}.requestHeaderModifier.remove[0]: "x-env": ${AT}.requestHeaderModifier.set[0].name names the same header, and a header has `
      + 'one change; the specification calls such a filter invalid and leaves its effect open | leave one of the two out',
    ]);
  });

  test('in a GRPCRoute', () => {
    expect(ofCalls('GW201', { filters: [requestHeaders({ set: [header('X-Env'), header('x-env')] })] })).toHaveLength(1);
  });

  test('two headers, and one header of requests and responses, are no such thing', () => {
    const both = { set: [header('a')], add: [header('b')], remove: ['c'] };
    expect(ofFilters('GW201', requestHeaders(both), { type: 'ResponseHeaderModifier', responseHeaderModifier: both })).toEqual([]);
  });
});

describe('GW202: a filter that changes nothing', () => {
  test.each([
    ['a header modifier', requestHeaders({}), `error semantic ${AT}.requestHeaderModifier: requestHeaderModifier changes nothing | `
      + 'write set, add or remove, or leave the filter out'],
    ['one with empty lists', requestHeaders({ set: [], remove: [] }), `error semantic ${AT}.requestHeaderModifier: requestHeaderModifier changes nothing | `
      + 'write set, add or remove, or leave the filter out'],
    ['a rewrite', rewrite({}), `error semantic ${AT}.urlRewrite: urlRewrite changes nothing | write hostname or path, or leave the filter out`],
  ])('%s', (_, filter, expected) => {
    expect(ofFilters('GW202', filter)).toEqual([expected]);
  });

  test('a filter with something to do is none', () => {
    expect(ofFilters('GW202', requestHeaders({ remove: ['a'] }), rewrite({ hostname: 'a.b' }))).toEqual([]);
  });
});

describe('GW203: a redirect beside a rewrite in one rule', () => {
  test('one at the rule, one at its backend', () => {
    expect(ofRules('GW203', { filters: [rewrite({ hostname: 'a.b' })], backendRefs: [backend(redirect({ port: 80 }))] })).toEqual([
      `error semantic ${AT}: ${INNER} redirects, and one request is either redirected or rewritten; the two filters cannot be combined, so the rule is `
      + 'not accepted | leave one of the two filters out',
    ]);
  });

  test('those of two backends never meet', () => {
    expect(ofRules('GW203', { backendRefs: [backend(redirect({ port: 80 })), backend(rewrite({ hostname: 'a.b' }))] })).toEqual([]);
  });
});

describe('GW204: a change that a rule and its backend both make', () => {
  const between = (outer: object, inner: object): string[] => ofRules('GW204', { filters: [outer], backendRefs: [backend(inner)] });

  test('a header', () => {
    expect(between(requestHeaders({ set: [header('X-Env')] }), requestHeaders({ remove: ['x-env'] }))).toEqual([
      `warning portability ${INNER}.requestHeaderModifier.remove[0]: the request header "x-env" is changed here and by `
      + `${AT}.requestHeaderModifier.set[0], and which of the two counts is the implementation's choice | leave one of the two out`,
    ]);
  });

  test.each<[string, object, object]>([
    ['one value or the other', requestHeaders({ set: [header('a', '1')] }), requestHeaders({ set: [header('a', '2')] })],
    ['a value that is set or added', requestHeaders({ set: [header('a')] }), requestHeaders({ add: [header('a')] })],
    ['a hostname', rewrite({ hostname: 'a.b' }), rewrite({ hostname: 'c.d' })],
    ['a path', rewrite(fullPath('/a')), rewrite(fullPath('/b'))],
  ])('%s', (_, outer, inner) => {
    expect(between(outer, inner)).toEqual([expect.stringMatching(/which of the two counts/)]);
  });

  test.each<[string, object, object]>([
    ['two headers', requestHeaders({ set: [header('a')] }), requestHeaders({ set: [header('b')] })],
    ['a header of requests and of responses', requestHeaders({ set: [header('a')] }),
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [header('a')] } }],
    ['values that are both added', requestHeaders({ add: [header('a', '1')] }), requestHeaders({ add: [header('a', '2')] })],
    ['a header that both remove', requestHeaders({ remove: ['a'] }), requestHeaders({ remove: ['A'] })],
    ['a header that both set to one value', requestHeaders({ set: [header('a')] }), requestHeaders({ set: [header('A')] })],
    ['one hostname twice', rewrite({ hostname: 'a.b' }), rewrite({ hostname: 'a.b' })],
  ])('nothing is said of %s', (_, outer, inner) => {
    expect(between(outer, inner)).toEqual([]);
  });
});

describe('GW205: a prefix to replace that no match names', () => {
  const replacing = backend(rewrite({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v1' } }));

  test('at several backends, which the API server does not look at', () => {
    expect(ofRules('GW205', { matches: [{ path: { value: '/a' } }, { path: { value: '/b' } }], backendRefs: [replacing, replacing] })).toEqual([0, 1].map((i) =>
      `error semantic spec.rules[0].backendRefs[${i}].filters[0].urlRewrite.path.type: "ReplacePrefixMatch": which prefix it replaces is said by `
      + 'spec.rules[0].matches, which must be exactly one PathPrefix match | leave one match with a path of type "PathPrefix", or write "ReplaceFullPath"'));
  });

  test('a rule with one prefix, and one without matches, name it', () => {
    const backendRefs = [replacing, replacing];
    expect(ofRules('GW205', { matches: [{ path: { value: '/a' } }], backendRefs }, { backendRefs })).toEqual([]);
  });
});

describe('GW206: a replacement that is no path', () => {
  test.each<[string, object, string]>([
    ['a space', rewrite(fullPath('/a b')), `error semantic ${AT}.urlRewrite.path.replaceFullPath: "/a b": a URL holds neither spaces nor characters beyond `
      + 'ASCII | percent-encode them'],
    ['a way upwards', redirect({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/a/../b' } }),
      `error semantic ${AT}.requestRedirect.path.replacePrefixMatch: "/a/../b": "." and ".." are resolved or refused by who reads the URL | `
      + 'write the path that they lead to'],
    ['half an escape', rewrite(fullPath('/a?b%zz')), `error semantic ${AT}.urlRewrite.path.replaceFullPath: "/a?b%zz": "%" stands before two hexadecimal digits | `
      + 'write "%25" for "%" itself'],
    ['a fragment of a request', rewrite(fullPath('/a#b')), `error semantic ${AT}.urlRewrite.path.replaceFullPath: "/a#b": a request has no fragment | `
      + 'write "%23" for "#", or leave out what follows'],
    ['no slash, which the API takes', rewrite(fullPath('a')), `warning portability ${AT}.urlRewrite.path.replaceFullPath: "a": a path begins with "/", and what a `
      + 'gateway makes of one that does not is not said | write "/a"'],
  ])('%s', (_, filter, expected) => {
    expect(ofFilters('GW206', filter)).toEqual([expected]);
  });

  test('a redirect may lead to a fragment', () => {
    expect(ofFilters('GW206', redirect({ path: { type: 'ReplaceFullPath', replaceFullPath: '/a#b' } }))).toEqual([]);
  });

  test.each(['/a', '/a?b=c', '/a%20b', '/.well-known/a'])('%s is one', (replacement) => {
    expect(ofFilters('GW206', rewrite(fullPath(replacement)))).toEqual([]);
  });
});

describe('GW208: CORS that gives every site the credentials of the user', () => {
  test.each(['*', 'https://*', 'http://*:8080'])('%s', (origin) => {
    expect(ofFilters('GW208', cors({ allowOrigins: [origin], allowCredentials: true }))).toEqual([
      `warning security ${AT}.cors.allowOrigins[0]: "${origin}": with allowCredentials every site on the internet can call with the cookies of the user, and `
      + 'read the answers | write the origins that are yours, such as "https://*.company.com", or leave allowCredentials out',
    ]);
  });

  test.each<[string, object]>([
    ['every site without credentials', { allowOrigins: ['*'] }],
    ['every site without credentials, said', { allowOrigins: ['*'], allowCredentials: false }],
    ['credentials for the sites of a domain', { allowOrigins: ['https://*.company.com'], allowCredentials: true }],
  ])('nothing is said of %s', (_, settings) => {
    expect(ofFilters('GW208', cors(settings))).toEqual([]);
  });
});

describe('GW214: CORS settings that shut out every page or some that are meant', () => {
  test.each<[string, object, string]>([
    ['an origin in upper case', { allowOrigins: ['https://Shop.company.com'] },
      `${AT}.cors.allowOrigins[0]: "https://Shop.company.com": browsers send origins in lower case | write "https://shop.company.com"`],
    ['no origin', { allowOrigins: undefined },
      `${AT}.cors.allowOrigins: allowOrigins names no origin, so no page of another may call | write the origins, such as "https://www.company.com"`],
    ['every header beside credentials', { allowCredentials: true, exposeHeaders: ['*'] },
      `${AT}.cors.exposeHeaders: "*" beside allowCredentials shows a page nothing: browsers then take it for a name | write the names of the headers`],
  ])('%s', (_, settings, expected) => {
    expect(ofFilters('GW214', cors(settings))).toEqual([`warning semantic ${expected}`]);
  });

  test('a port that no page has', () => {
    expect(ofFilters('GW214', cors({ allowOrigins: ['https://a.com:99999'] }))).toEqual([expect.stringMatching(/allowOrigins\[0\]: .*99999.*65535/)]);
  });

  test('origins as browsers write them, and every header without credentials', () => {
    expect(ofFilters('GW214', cors({ allowOrigins: ['https://a.com', 'http://*.a.com:8080'], exposeHeaders: ['*'] }))).toEqual([]);
  });
});

describe('GW220: a filter at a backend that few implementations have there', () => {
  test.each<[string, object, RegExp]>([
    ['a mirror', { type: 'RequestMirror', requestMirror: { backendRef: backend() } }, /^RequestMirror at backend "web" is left to the implementation/],
    ['a redirect', redirect({ port: 80 }), /^backend "web" never gets the requests that fall to it/],
  ])('%s', (_, filter, message) => {
    expect(findingsOf('GW220', routeOf('HTTPRoute', { rules: [{ backendRefs: [backend(filter)] }] })))
      .toEqual([expect.objectContaining({ severity: 'warning', category: 'portability', path: INNER, message: expect.stringMatching(message) })]);
  });

  test('a change of request headers has a feature name, and filters of rules are everywhere', () => {
    expect(ofRules('GW220', { filters: [rewrite({ hostname: 'a.b' })], backendRefs: [backend(requestHeaders({ remove: ['a'] }))] })).toEqual([]);
  });
});

describe('GW221: a header filter that edits Host', () => {
  test('in each of its lists', () => {
    expect(ofFilters('GW221', requestHeaders({ set: [header('HOST')] }))).toEqual([
      `warning portability ${AT}.requestHeaderModifier.set[0].name: "HOST": implementations such as Envoy Gateway refuse to edit Host as a header | `
      + 'leave it out; in an HTTPRoute, a URLRewrite filter with a hostname changes it',
    ]);
    expect(ofFilters('GW221', requestHeaders({ remove: ['host'] }))).toHaveLength(1);
  });

  test('a response may have a header of that name', () => {
    expect(ofFilters('GW221', { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [header('Host')] } })).toEqual([]);
  });
});

describe('GW223: a header value that no request carries', () => {
  test.each<[string, object, string]>([
    ['that is matched', { matches: [{ headers: [header('a', 'x\ny')] }] }, 'spec.rules[0].matches[0].headers[0].value'],
    ['that is written', { filters: [requestHeaders({ add: [header('a', 'x\ny')] })] }, `${AT}.requestHeaderModifier.add[0].value`],
  ])('one %s', (_, rule, path) => {
    const expected = [`error semantic ${path}: "x\\ny": a header value has no control characters, such as line ends | write it on one line`];
    expect(ofRules('GW223', rule)).toEqual(expected);
    expect(ofCalls('GW223', rule)).toEqual(expected);
  });

  test('a tab, and letters beyond ASCII, are carried', () => {
    expect(ofRules('GW223', { matches: [{ headers: [header('a', 'x\ty é')] }] })).toEqual([]);
  });
});
