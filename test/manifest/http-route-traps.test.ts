import type { FieldProblem } from '../../src/manifest/field-problem';
import { httpRouteProblems } from '../../src/manifest/http-route-checks';
import { httpRouteTraps } from '../../src/manifest/http-route-traps';

const AT = 'spec.rules[0]';
const rule = (fields: object): unknown => ({ rules: [fields] });
const filter = (...filters: object[]): unknown => rule({ filters });
const requestHeaders = (settings: object): object => ({ type: 'RequestHeaderModifier', requestHeaderModifier: settings });
const redirect = (settings: object): object => ({ type: 'RequestRedirect', requestRedirect: settings });
const rewrite = (settings: object): object => ({ type: 'URLRewrite', urlRewrite: settings });
const replace = (replaceFullPath: string): object => ({ path: { type: 'ReplaceFullPath', replaceFullPath } });
const replacePrefix = { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' } };
const header = (name: string): object => ({ name, value: 'x' });
const backend = (more: object = {}): object => ({ name: 'shop', port: 8080, ...more });
const CORS = { type: 'CORS', cors: { allowOrigins: ['https://www.company.com'] } };
const brief = ({ path, value }: FieldProblem): unknown[] => [path, value];

describe('the API server takes it, and it is never meant', () => {
  test.each<[string, unknown, string, unknown, RegExp]>([
    ['an address as hostname', { hostnames: ['a.com', '10.0.0.1'] }, 'spec.hostnames[1]', '10.0.0.1', /^an IP address is not a hostname$/],
    ['a label that DNS cannot hold', { hostnames: [`${'a'.repeat(64)}.com`] }, 'spec.hostnames[0]', `${'a'.repeat(64)}.com`, /is not a DNS label/],
    ['one header in two spellings', rule({ matches: [{}, { headers: [header('X-Team'), header('x-team')] }] }),
      `${AT}.matches[1].headers[1].name`, 'x-team', /^spec\.rules\[0\]\.matches\[1\]\.headers\[0\]\.name names the same header, and only the first/],
    ['one header in two actions', filter(requestHeaders({ set: [header('X-Team')], add: [header('X-Other'), header('x-team')] })),
      `${AT}.filters[0].requestHeaderModifier.add[1].name`, 'x-team', /modifier\.set\[0\]\.name names the same header, and a header has one change$/i],
    ['a header that is set and removed', filter({ type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [header('a')], remove: ['a'] } }),
      `${AT}.filters[0].responseHeaderModifier.remove[0]`, 'a', /set\[0\]\.name names the same header/],
    ['two spellings in one action', filter(requestHeaders({ remove: ['a', 'A'] })),
      `${AT}.filters[0].requestHeaderModifier.remove[1]`, 'A', /remove\[0\] names the same header/],
    ['a modifier without changes', filter(requestHeaders({ set: [] })), `${AT}.filters[0].requestHeaderModifier`, { set: [] }, /^it changes nothing$/],
    ['a rewrite without changes', filter(rewrite({})), `${AT}.filters[0].urlRewrite`, {}, /^it changes nothing$/],
    ['a redirect to the same address', filter(redirect({})), `${AT}.filters[0].requestRedirect`, {}, /address that was asked for, for ever$/],
    ['a header value of two lines', rule({ matches: [{ headers: [{ name: 'a', value: 'x\ny' }] }] }),
      `${AT}.matches[0].headers[0].value`, 'x\ny', /^a header value has no control characters/],
    ['a header that is set to two lines', filter({ type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'a', value: 'x\ny' }] } }),
      `${AT}.filters[0].responseHeaderModifier.set[0].value`, 'x\ny', /^a header value has no control characters/],
    ['a header that is added in two lines', filter(requestHeaders({ add: [{ name: 'a', value: 'x\ny' }] })),
      `${AT}.filters[0].requestHeaderModifier.add[0].value`, 'x\ny', /^a header value has no control characters/],
    ['a redirect to an address', filter(redirect({ hostname: '10.0.0.1' })),
      `${AT}.filters[0].requestRedirect.hostname`, '10.0.0.1', /^an IP address is not a hostname$/],
    ['a rewrite to a label that DNS cannot hold', filter(rewrite({ hostname: 'a'.repeat(64) })),
      `${AT}.filters[0].urlRewrite.hostname`, 'a'.repeat(64), /is not a DNS label/],
    ['another spelling of a path', rule({ matches: [{ path: { value: '/%41pi' } }] }),
      `${AT}.matches[0].path.value`, '/%41pi', /^it percent-encodes characters that need no encoding/],
    ['a prefix of authorization that is no path', filter({ type: 'ExternalAuth', externalAuth: { http: { path: 'check' } } }),
      `${AT}.filters[0].externalAuth.http.path`, 'check', /^a path starts with "\/"$/],
    ['an edit of Host', filter(requestHeaders({ set: [header('HOST')] })),
      `${AT}.filters[0].requestHeaderModifier.set[0].name`, 'HOST', /refuse to edit Host as a header/],
    ['a removal of Host', filter(requestHeaders({ remove: ['host'] })),
      `${AT}.filters[0].requestHeaderModifier.remove[0]`, 'host', /refuse to edit Host as a header/],
    ['a rewrite of what a backend redirects', rule({ filters: [rewrite(replace('/a'))], backendRefs: [backend({ filters: [redirect({ port: 80 })] })] }),
      `${AT}.filters[0]`, rewrite(replace('/a')), /^spec\.rules\[0\]\.backendRefs\[0\]\.filters\[0\] redirects, and one request is either/],
    ['a rewrite at a backend of what the rule redirects',
      rule({ filters: [redirect({ port: 80 })], backendRefs: [backend({ filters: [rewrite(replace('/a'))] })] }),
      `${AT}.backendRefs[0].filters[0]`, rewrite(replace('/a')), /^spec\.rules\[0\]\.filters\[0\] redirects, and one request is either/],
    ['a new path with a space', filter(rewrite(replace('/a b'))), `${AT}.filters[0].urlRewrite.path.replaceFullPath`, '/a b', /neither spaces nor/],
    ['a new prefix that leads upwards', filter(redirect({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/a/../b' } })),
      `${AT}.filters[0].requestRedirect.path.replacePrefixMatch`, '/a/../b', /are resolved or refused/],
    ['weights that are all zero', rule({ backendRefs: [backend({ weight: 0 }), backend({ weight: 0 })] }),
      `${AT}.backendRefs`, [backend({ weight: 0 }), backend({ weight: 0 })], /^every weight is 0/],
    ['group core of a backend', rule({ backendRefs: [backend({ group: 'core' })] }), `${AT}.backendRefs[0].group`, 'core', /the core group is ""$/],
    ['group core of a mirror', filter({ type: 'RequestMirror', requestMirror: { backendRef: backend({ group: 'core' }) } }),
      `${AT}.filters[0].requestMirror.backendRef.group`, 'core', /no API group has this name/],
    ['group core of an authorization', filter({ type: 'ExternalAuth', externalAuth: { backendRef: backend({ group: 'core' }) } }),
      `${AT}.filters[0].externalAuth.backendRef.group`, 'core', /no API group has this name/],
    ['group core of an extension', filter({ type: 'ExtensionRef', extensionRef: { group: 'core', kind: 'ConfigMap', name: 'a' } }),
      `${AT}.filters[0].extensionRef.group`, 'core', /no API group has this name/],
    ['group core of a parent', { parentRefs: [{ group: 'core', kind: 'Service', name: 'a' }] }, 'spec.parentRefs[0].group', 'core', /no API group has this name/],
    ['a Service as parent without its group', { parentRefs: [{ kind: 'Service', name: 'a' }] }, 'spec.parentRefs[0].group', undefined, /^a Service is of the core group/],
    ['a Service of Gateway API as parent', { parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Service', name: 'a' }] },
      'spec.parentRefs[0].group', 'gateway.networking.k8s.io', /^a Service is of the core group/],
    ['rules of one name', { rules: [{ name: 'a' }, {}, { name: 'a' }] }, 'spec.rules[2]', { name: 'a' }, /^spec\.rules\[0\] has the same name$/],
    ['tries without limit in a request with one', rule({ timeouts: { request: '10s', backendRequest: '0s' } }),
      `${AT}.timeouts.backendRequest`, '0s', /^zero stands for no limit, and the whole request has one \(10s\)$/],
    ['answers to other origins without OPTIONS', rule({ matches: [{ method: 'GET' }, { method: 'PUT' }], filters: [CORS] }),
      `${AT}.matches`, [{ method: 'GET' }, { method: 'PUT' }], /^spec\.rules\[0\]\.filters\[0\] answers browsers, which ask with OPTIONS first/],
    ['answers to other origins for a header of the page', rule({ matches: [{ headers: [header('X-Canary')] }], filters: [CORS] }),
      `${AT}.matches`, [{ headers: [header('X-Canary')] }],
      /answers browsers, which ask without the page's headers first, and every match that takes OPTIONS asks for one$/],
    ['the same with OPTIONS itself',
      rule({ matches: [{ method: 'OPTIONS', headers: [header('Origin'), header('Authorization')] }, { method: 'GET' }], filters: [CORS] }),
      `${AT}.matches`, [{ method: 'OPTIONS', headers: [header('Origin'), header('Authorization')] }, { method: 'GET' }], /which ask without the page's headers first/],
  ])('%s', (_, spec, path, value, reason) => {
    expect(httpRouteTraps(spec)).toStrictEqual([{ path, value, reason: expect.stringMatching(reason), fix: expect.stringMatching(/^\S/) }]);
  });

  test('an address as hostname is what the API server takes, and nothing is said of what it refuses', () => {
    const hostnames = ['10.0.0.1', 'Shop.company.com'];
    expect(httpRouteProblems({ hostnames }).map(brief)).toEqual([['spec.hostnames[1]', 'Shop.company.com']]);
    expect(httpRouteTraps({ hostnames }).map(brief)).toEqual([['spec.hostnames[0]', '10.0.0.1']]);
  });

  test('a prefix to replace through several backends, where no one prefix was matched', () => {
    const backendRefs = [0, 1].map(() => backend({ filters: [rewrite(replacePrefix)] }));
    const spec = rule({ matches: [{ path: { type: 'Exact', value: '/a' } }], backendRefs });
    expect(httpRouteProblems(spec)).toEqual([]);
    expect(httpRouteTraps(spec).map(brief)).toEqual([0, 1].map((index) =>
      [`${AT}.backendRefs[${index}].filters[0].urlRewrite.path.type`, 'ReplacePrefixMatch']));
    expect(httpRouteTraps(spec)[0].reason).toMatch(/must be exactly one PathPrefix match$/);
  });

  test('traps in the filters of backends', () => {
    const backendRefs = [backend({ filters: [requestHeaders({ set: [header('Host')] }), rewrite({})] })];
    expect(httpRouteTraps(rule({ backendRefs })).map(brief)).toEqual([
      [`${AT}.backendRefs[0].filters[0].requestHeaderModifier.set[0].name`, 'Host'],
      [`${AT}.backendRefs[0].filters[1].urlRewrite`, {}],
    ]);
  });
});

describe('parents whose namespace is left out', () => {
  const parentRefs = [{ name: 'edge', sectionName: 'a' }, { name: 'edge', namespace: 'shop', sectionName: 'a' }];

  test('are of the namespace of the route', () => {
    expect(httpRouteProblems({ parentRefs })).toEqual([]);
    expect(httpRouteTraps({ parentRefs }, 'shop')).toStrictEqual([{
      path: 'spec.parentRefs[1]', value: parentRefs[1],
      reason: 'spec.parentRefs[0] refers to the same parent: an omitted namespace is the route\'s own, "shop"',
      fix: 'write another sectionName in each, or leave one out',
    }]);
  });

  test.each<[string, unknown, string | undefined]>([
    ['a namespace that nobody knows', parentRefs, undefined],
    ['another namespace', parentRefs, 'edge'],
    ['other sections', [parentRefs[0], { ...parentRefs[1], sectionName: 'b' }], 'shop'],
    ['what the API server refuses already', [parentRefs[0], parentRefs[0]], 'shop'],
  ])('are no trap with %s', (_, refs, namespace) => {
    expect(httpRouteTraps({ parentRefs: refs }, namespace)).toEqual([]);
  });
});

describe('no trap', () => {
  test.each<[string, unknown]>([
    ['a rule without backends', rule({})],
    ['a redirect with a status alone', filter(redirect({ statusCode: 303 }))],
    ['a redirect at a backend', rule({ backendRefs: [backend({ filters: [redirect({ port: 80 })] })] })],
    ['a replacement without "/" at its start', filter(rewrite(replace('path')))],
    ['a prefix that is taken away', filter(rewrite({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '' } }))],
    ['dots within a path element', filter(rewrite(replace('/a..b/.c')))],
    ['one weight of zero', rule({ backendRefs: [backend({ weight: 0 }), backend()] })],
    ['one header in several matches', rule({ matches: [{ headers: [header('a')] }, { headers: [header('A')] }] })],
    ['one header in request and response', filter(requestHeaders({ set: [header('a')] }),
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [header('a')] } })],
    ['Host in a response', filter({ type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [header('Host')] } })],
    ['credentials for every origin', filter({ type: 'CORS', cors: { allowOrigins: ['*'], allowCredentials: true } })],
    ['OPTIONS in one of the matches', rule({ matches: [{ method: 'GET' }, { method: 'OPTIONS' }], filters: [CORS] })],
    ['a header in one of the matches', rule({ matches: [{ headers: [header('X-Canary')] }, {}], filters: [CORS] })],
    ['headers that a browser sets itself', rule({ matches: [{ headers: [header('Origin'), header('Sec-Fetch-Site')] }], filters: [CORS] })],
    ['a header in one of two rules that answer', { rules: [{ matches: [{ headers: [header('X-Canary')] }], filters: [CORS] }, { filters: [CORS] }] }],
    ['a match of every method', rule({ matches: [{ method: 'GET' }, {}], filters: [CORS] })],
    ['OPTIONS in a rule of its own', { rules: [{ matches: [{ method: 'GET' }], filters: [CORS] }, { matches: [{ method: 'OPTIONS' }], filters: [CORS] }] }],
    ['tries without limit in a request without one', rule({ timeouts: { request: '0s', backendRequest: '0s' } })],
    ['tries without limit alone', rule({ timeouts: { backendRequest: '0s' } })],
    ['an expression with encoded characters', rule({ matches: [{ path: { type: 'RegularExpression', value: '/%41' } }] })],
    ['a Service of the core group as parent', { parentRefs: [{ group: '', kind: 'Service', name: 'a' }] }],
    ['a Service of another group as parent', { parentRefs: [{ group: 'example.com', kind: 'Service', name: 'a' }] }],
  ])('%s', (_, spec) => {
    expect(httpRouteTraps(spec, 'shop')).toEqual([]);
  });

  test.each<unknown>([
    undefined, null, 'text', [], {}, { rules: 'text', hostnames: {}, parentRefs: [null] }, { rules: [null, 'text', { matches: {}, filters: [null, 1] }] },
    rule({ matches: [{ headers: [null, { name: 1 }] }], filters: [requestHeaders({ set: 'a', remove: [null] }), redirect({ path: 'a' })], timeouts: [] }),
    rule({ backendRefs: [null], timeouts: { request: 1, backendRequest: null } }), { rules: new Array(100_000).fill({ name: 'a' }) },
  ])('what is of another form: %#', (spec) => {
    expect(httpRouteTraps(spec, 'shop')).toEqual([]);
  });
});
