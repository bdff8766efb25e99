import { backend, type ByChannel, text, times } from './route-specs';

const header = (fields: object = {}): object => ({ name: 'x-shop', value: 'eu', ...fields });

/** Headers of a match, of HTTP and gRPC. */
export const HEADERS: ByChannel<object[]> = {
  both: [
    [], [header()], [header({ type: 'Exact' }), header({ name: 'X-Shop', type: 'RegularExpression', value: '[a-z]+' })],
    times(16, (index) => header({ name: `x-${index}` })), [header({ name: text(256), value: text(4096) })], [header({ name: '!#$%&\'*+-.^_`|~' })],
  ],
  // A name that programs which keep names in an object lose.
  bothAgainstUs: [[header({ name: '__proto__' })]],
  neither: [
    times(17, (index) => header({ name: `x-${index}` })), [header(), header()], [header({ name: '' })], [header({ name: text(257) })],
    [header({ name: 'x shop' })], [header({ name: ':path' })], [header({ value: '' })], [header({ value: text(4097) })],
    [header({ type: 'Prefix' })], [{ name: 'x-shop' }], [{ value: 'eu' }],
  ],
};

/** Values that the pattern of the experimental channel refuses; headers in matches of gRPC have no pattern. */
export const OTHER_VALUES: object[][] = ['é', ' eu', 'a  b', 'a\nb'].map((value) => [header({ value })]);

const DURATIONS = ['1h', '30m', '10s', '500ms', '1h1m1s1ms', '99999h', '0s'];
const NO_DURATIONS = ['1d', '1.5s', '-1s', '100000s', '1h1m1s1ms1s', '', '10'];

/** What keeps a client with its backend. */
export const SESSIONS: ByChannel<object> = {
  both: [],
  experimental: [
    {}, { sessionName: text(128) }, { type: 'Header' }, { type: 'Cookie', cookieConfig: {} }, { cookieConfig: { lifetimeType: 'Session' } },
    { cookieConfig: { lifetimeType: 'Permanent' }, absoluteTimeout: '1h' }, ...DURATIONS.map((absoluteTimeout) => ({ absoluteTimeout })),
  ],
  neither: [
    { sessionName: text(129) }, { type: 'Query' }, { type: 'Header', cookieConfig: {} }, { cookieConfig: { lifetimeType: 'Permanent' } },
    { cookieConfig: { lifetimeType: 'Ever' } }, ...NO_DURATIONS.map((absoluteTimeout) => ({ absoluteTimeout })),
  ],
};

/** The method of a match of gRPC. */
export const GRPC_MATCHES: ByChannel<object> = {
  both: [
    { service: 'shop.v1.Products' }, { method: 'List' }, { service: '.shop.V1_a', method: '_List2', type: 'Exact' },
    { service: '', method: '', type: 'RegularExpression' }, { service: '[a-z]+', type: 'RegularExpression' }, { service: text(1024), method: text(1024) },
  ],
  neither: [
    {}, { type: 'RegularExpression' }, { service: 'shop/v1' }, { service: '1shop' }, { service: 'shop.' }, { service: '' }, { method: '' },
    { method: '1List' }, { method: 'shop.List' }, { service: text(1025) }, { method: text(1025) }, { service: 'a', type: 'Prefix' },
  ],
};

const modifier = (fields: object): object[] => [{ type: 'RequestHeaderModifier', requestHeaderModifier: fields }];
const answers = (fields: object): object[] => [{ type: 'ResponseHeaderModifier', responseHeaderModifier: fields }];
const mirror = (fields: object = {}): object[] => [{ type: 'RequestMirror', requestMirror: { backendRef: backend(), ...fields } }];
const EXTENSION = { group: 'company.com', kind: 'RateLimit', name: 'slow' };
const extension = (fields: object = {}): object[] => [{ type: 'ExtensionRef', extensionRef: { ...EXTENSION, ...fields } }];

/** Filters of HTTP and gRPC. */
export const FILTERS: ByChannel<object[]> = {
  both: [
    [], modifier({}), modifier({ set: [header()], add: [header()], remove: ['x-shop'] }),
    answers({ set: times(16, (index) => header({ name: `x-${index}` })) }),
    answers({ remove: times(16, (index) => `x-${index}`) }), mirror(), mirror({ percent: 0 }), mirror({ percent: 100 }), extension(),
    mirror({ fraction: { numerator: 100 } }), mirror({ fraction: { numerator: 0, denominator: 2_147_483_647 } }),
    times(16, () => mirror()[0]), [...extension(), ...extension()],
  ],
  standard: OTHER_VALUES.map((set) => modifier({ set })),
  neither: [
    [{}], [{ type: 'Other' }], [{ type: 'RequestHeaderModifier' }], [{ type: 'ResponseHeaderModifier' }], [{ type: 'RequestMirror' }],
    [{ type: 'ExtensionRef' }], [{ ...modifier({})[0], extensionRef: EXTENSION }], [{ ...extension()[0], requestHeaderModifier: {} }],
    [{ ...extension()[0], responseHeaderModifier: {} }], [{ ...extension()[0], requestMirror: { backendRef: backend() } }],
    [...modifier({}), ...modifier({})], [...answers({}), ...answers({})], times(17, () => mirror()[0]),
    modifier({ set: [header(), header()] }), modifier({ add: [header(), header()] }), modifier({ remove: ['a', 'a'] }), modifier({ set: [{ name: 'a' }] }),
    modifier({ add: times(17, (index) => header({ name: `x-${index}` })) }), modifier({ remove: times(17, (index) => `x-${index}`) }),
    answers({ set: [header({ name: 'x shop' })] }), answers({ add: [header({ value: '' })] }),
    mirror({ percent: 101 }), mirror({ percent: -1 }), mirror({ percent: 1, fraction: { numerator: 1 } }), mirror({ backendRef: undefined }),
    mirror({ backendRef: { name: 'products' } }), mirror({ fraction: { numerator: 101 } }), mirror({ fraction: { numerator: 3, denominator: 2 } }),
    mirror({ fraction: { numerator: -1 } }), mirror({ fraction: { numerator: 0, denominator: 0 } }), mirror({ fraction: { denominator: 2 } }),
    extension({ name: '' }), extension({ kind: undefined }), extension({ group: undefined }), extension({ namespace: 'shop' }),
  ],
};

const redirect = (fields: object = {}): object[] => [{ type: 'RequestRedirect', requestRedirect: fields }];
const rewrite = (fields: object = {}): object[] => [{ type: 'URLRewrite', urlRewrite: fields }];
const cors = (fields: object = {}): object[] => [{ type: 'CORS', cors: fields }];
const auth = (fields: object): object[] => [{ type: 'ExternalAuth', externalAuth: { backendRef: backend(), protocol: 'HTTP', ...fields } }];
const PREFIX = { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' };

/** Filters that HTTP alone has, in a rule without other backends than their own. */
export const FILTERS_OF_HTTP: ByChannel<object[]> = {
  both: [
    redirect(), redirect({ scheme: 'https', hostname: 'www.company.com', port: 8443, statusCode: 308, path: PREFIX }), rewrite(), cors(),
    redirect({ path: { type: 'ReplaceFullPath', replaceFullPath: '' } }), redirect({ hostname: '10.0.0.1' }), rewrite({ hostname: text(253) }),
    rewrite({ hostname: 'a.company.com', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: text(1024) } }),
    cors({ allowOrigins: ['*'], allowMethods: ['*'], allowHeaders: ['*'], exposeHeaders: ['*', 'a'], allowCredentials: true, maxAge: 1 }),
    cors({ allowOrigins: ['https://*.company.com:99999', 'http://*', 'https://A-b'], allowMethods: ['GET', 'PATCH'] }),
    cors({ allowHeaders: times(64, (index) => `x-${index}`), exposeHeaders: times(64, (index) => `x-${index}`) }),
  ],
  experimental: [
    auth({ http: {} }), auth({ http: { path: '/check', allowedHeaders: times(64, (index) => `x-${index}`), allowedResponseHeaders: [] } }),
    auth({ protocol: 'GRPC', grpc: { allowedHeaders: ['cookie'] }, forwardBody: { maxSize: 0 } }), [...auth({ http: {} }), ...auth({ http: {} })],
    auth({ http: { path: 'check' } }), auth({ http: { path: '/a//b' } }), auth({ http: { path: '/%41' } }),
  ],
  neither: [
    [{ type: 'RequestRedirect' }], [{ type: 'URLRewrite' }], [{ type: 'CORS' }], [{ type: 'ExternalAuth' }], [{ ...cors()[0], urlRewrite: {} }],
    [{ ...cors()[0], requestRedirect: {} }], [{ ...rewrite()[0], cors: {} }], [{ ...auth({ http: {} })[0], ...rewrite()[0] }],
    [...redirect(), ...redirect()], [...rewrite(), ...rewrite()], [...cors(), ...cors()], [...redirect(), ...rewrite()],
    redirect({ scheme: 'ftp' }), redirect({ statusCode: 304 }), redirect({ port: 0 }), redirect({ hostname: '*.company.com' }), redirect({ hostname: '' }),
    redirect({ path: { type: 'ReplaceFullPath' } }), redirect({ path: { type: 'ReplacePrefixMatch' } }), redirect({ path: {} }),
    redirect({ path: { ...PREFIX, replaceFullPath: '/' } }),
    redirect({ path: { type: 'ReplaceFullPath', replaceFullPath: '/', replacePrefixMatch: '/' } }), rewrite({ path: { ...PREFIX, replaceFullPath: '/' } }),
    rewrite({ path: { type: 'ReplacePrefixMatch' } }), rewrite({ path: { type: 'ReplaceFullPath' } }),
    rewrite({ path: { type: 'ReplaceFullPath', replaceFullPath: text(1025) } }), rewrite({ hostname: 'A.com' }),
    cors({ allowOrigins: ['*', 'https://a.com'] }), cors({ allowMethods: ['*', 'GET'] }), cors({ allowHeaders: ['*', 'a'] }), cors({ maxAge: 0 }),
    cors({ allowOrigins: ['a.com'] }), cors({ allowOrigins: ['https://a.com/'] }), cors({ allowOrigins: ['https://a.*.com'] }), cors({ allowMethods: ['get'] }),
    cors({ allowHeaders: ['a', 'a'] }), cors({ allowHeaders: times(65, (index) => `x-${index}`) }), cors({ exposeHeaders: ['a b'] }),
    cors({ allowOrigins: ['https://a.com', 'https://a.com'] }), cors({ allowCredentials: 'yes' }),
    auth({}), auth({ protocol: 'GRPC' }), auth({ http: {}, grpc: {} }), auth({ protocol: 'GRPC', http: {}, grpc: {} }), auth({ http: { path: '/a b' } }),
    auth({ http: { path: '' } }),
    auth({ backendRef: { name: 'a' }, http: {} }), auth({ protocol: undefined }), auth({ http: { allowedHeaders: ['a', 'a'] } }),
    auth({ http: { allowedHeaders: times(65, (index) => `x-${index}`) } }), auth({ http: { path: text(1025) } }), auth({ protocol: 'TCP', http: {} }),
  ],
};

const path = (value: string, type?: string): object => ({ matches: [{ path: { value, ...(type && { type }) } }] });
const query = (...queryParams: object[]): object => ({ matches: [{ queryParams }] });
const param = (fields: object = {}): object => ({ name: 'page', value: '2', ...fields });
const timeouts = (fields: object): object => ({ timeouts: fields });
const REPLACES = rewrite({ path: PREFIX });
const replacing = (matches: unknown): object => ({ filters: REPLACES, matches });
const ONE_PREFIX = { path: { type: 'PathPrefix', value: '/old' } };
const EXACT = { path: { type: 'Exact', value: '/old' } };

/** Rules that HTTP alone has. */
export const RULES_OF_HTTP: ByChannel<object> = {
  both: [
    path('/'), path('/a%20b;c=d,e'), path('/%41'), path('/a#?', 'RegularExpression'), path('', 'RegularExpression'), path(`/${text(1023)}`, 'Exact'),
    path('/a.b/..c'),
    query(param(), param({ name: 'Page', type: 'RegularExpression' })), query(...times(16, (index) => param({ name: `p${index}` }))),
    { matches: [{ method: 'TRACE' }] },
    ...DURATIONS.map((request) => timeouts({ request })), timeouts({ request: '0s', backendRequest: '1h' }),
    timeouts({ request: '1s', backendRequest: '1000ms' }), timeouts({ backendRequest: '99999h' }), replacing(undefined), replacing([{ method: 'GET' }]),
    replacing([ONE_PREFIX]), { filters: redirect(), backendRefs: [] },
    { matches: [EXACT], backendRefs: [backend({ filters: REPLACES }), backend({ filters: REPLACES })] },
  ],
  experimental: [
    { retry: {} }, { retry: { codes: [400, 599], attempts: 1, backoff: '100ms' } }, { retry: { codes: [], attempts: 2_147_483_648 } },
  ],
  neither: [
    ...['a', '', '/a//b', '/a/./b', '/a/../b', '/a/.', '/a/..', '/a%2Fb', '/a%2fb', '/a#b', '/a b', '/a?b', '/é', '/%zz'].map((value) => path(value, 'Exact')),
    path('/a', 'Prefix'), path(text(1025), 'RegularExpression'), { matches: [{ method: 'get' }] }, query(param(), param()), query(param({ name: '' })),
    query(param({ name: 'a b' })), query(param({ value: '' })), query(param({ value: text(1025) })),
    query(...times(17, (index) => param({ name: `p${index}` }))),
    ...NO_DURATIONS.map((request) => timeouts({ request })), timeouts({ request: '1s', backendRequest: '2s' }),
    timeouts({ request: '1ms', backendRequest: '1s' }),
    replacing([]), replacing([ONE_PREFIX, ONE_PREFIX]), replacing([EXACT]), { matches: [EXACT], filters: redirect({ path: PREFIX }) },
    { matches: [EXACT], backendRefs: [backend({ filters: REPLACES }), backend()] },
    { matches: [EXACT], backendRefs: [backend({ filters: redirect({ path: PREFIX }) })] },
    { filters: redirect(), backendRefs: [backend()] }, { retry: { codes: [399] } }, { retry: { codes: [600] } }, { retry: { codes: [503, 503] } },
    { retry: { attempts: 0 } }, { retry: { backoff: '1d' } }, { retry: { attempts: 1.5 } },
  ],
};
