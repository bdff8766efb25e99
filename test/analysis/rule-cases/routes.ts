import type { Manifest } from '../../../src/manifest/manifest';
import { backend, cases, filtered, grpc, http, type Json, object, parents, path, type RuleCases, times, xBackend, xPolicy } from './objects';

const OF_GATEWAY = { name: 'company' };
const at = (fields: Json): Json => ({ ...OF_GATEWAY, ...fields });
const refOf = (fields: Json): Manifest => http({ backendRefs: [{ name: 'a', ...fields }] });
const mirror = (fields: Json): Json => ({ type: 'RequestMirror', requestMirror: { backendRef: backend(), ...fields } });
const modifier = (kind: string): Json => ({ type: `${kind}HeaderModifier`, [`${kind.toLowerCase()}HeaderModifier`]: { remove: ['a'] } });
const REDIRECT = { type: 'RequestRedirect', requestRedirect: { port: 443 } };
const REWRITE = { type: 'URLRewrite', urlRewrite: { hostname: 'a.com' } };
const CORS = { type: 'CORS', cors: {} };
const PREFIX = { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' };
const redirectTo = (to: Json): Json => ({ type: 'RequestRedirect', requestRedirect: { path: to } });
const rewriteTo = (to: Json): Json => ({ type: 'URLRewrite', urlRewrite: { path: to } });
const origins = (...allowOrigins: string[]): Manifest => filtered({ type: 'CORS', cors: { allowOrigins } });
const EXACT = [{ path: { type: 'Exact', value: '/a' } }];
const TWO = [{ path: { value: '/a' } }, { path: { value: '/b' } }];
const replacing = (field: 'filters' | 'backend', filter: Json, matches?: Json[]): Manifest => http({
  ...matches && { matches }, ...field === 'filters' ? { filters: [filter] } : { backendRefs: [backend({ filters: [filter] })] },
});
const timeouts = (request: string, backendRequest: string): Manifest => http({ timeouts: { request, backendRequest } });
const method = (fields: Json): Manifest => grpc({ matches: [{ method: fields }] });
const session = (fields: Json): Manifest => http({ sessionPersistence: fields });
const authFilter = (fields: Json): Manifest => filtered({ type: 'ExternalAuth', externalAuth: { backendRef: backend(), ...fields } });
const budget = (interval: string): Manifest => xPolicy({ retryConstraint: { budget: { interval } } });
const rate = (interval: string): Manifest => xPolicy({ retryConstraint: { minRetryRate: { interval } } });

/** The two rules of a field that belongs to a type of filter: the filter with it, and one without. */
function ofType(field: string, filter: Json, other: Json): Pick<Record<'given' | 'type', RuleCases>, 'given' | 'type'> {
  const node = 'spec.rules[0].filters[0]';
  return {
    given: cases(node, [[`.${field}`, filtered({ type: filter.type }), filtered({ type: filter.type, [field]: null })]], [filtered(filter)]),
    type: cases(node, [[`.${field}`, filtered({ ...other, [field]: filter[field] })]], [filtered(other), filtered({ ...other, [field]: null })]),
  };
}

const paths = (refused: string[], accepted: string[]): RuleCases => cases(
  'spec.rules[0].matches[0].path',
  [['.value', ...refused.flatMap((value) => [path({ value }), path({ type: 'Exact', value })])]],
  [...accepted.map((value) => path({ value })), ...[...accepted, ...refused].map((value) => path({ type: 'RegularExpression', value }))],
);

const UNIONS: [string, string, Json, Json][] = [
  ['request-header-modifier', 'requestHeaderModifier', modifier('Request'), CORS],
  ['response-header-modifier', 'responseHeaderModifier', modifier('Response'), CORS],
  ['request-mirror', 'requestMirror', mirror({}), CORS],
  ['extension-ref', 'extensionRef', { type: 'ExtensionRef', extensionRef: { group: 'a.com', kind: 'A', name: 'a' } }, CORS],
  ['cors', 'cors', CORS, REWRITE],
  ['request-redirect', 'requestRedirect', REDIRECT, CORS],
  ['url-rewrite', 'urlRewrite', REWRITE, CORS],
  ['external-auth', 'externalAuth', { type: 'ExternalAuth', externalAuth: { protocol: 'GRPC', grpc: {}, backendRef: backend() } }, CORS],
];

const REPEATABLE: [string, Json][] = [
  ['request-header-modifier-once', modifier('Request')], ['response-header-modifier-once', modifier('Response')], ['cors-once', CORS],
  ['request-redirect-once', REDIRECT], ['url-rewrite-once', REWRITE],
];

const PATHS: Record<string, RuleCases> = {
  'path-absolute': paths(['a', 'a/b'], ['/a', '/']),
  'path-without-double-slash': paths(['//', '/a//b', '/a//'], ['/a/b/']),
  'path-without-dot-segment': paths(['/./a', '/a/./b'], ['/.a', '/a./b']),
  'path-without-parent-segment': paths(['/../a', '/a/../b'], ['/..a', '/.../a']),
  'path-without-encoded-slash': paths(['/a%2fb'], ['/a%252fb', '/a%2eb']),
  'path-without-encoded-capital-slash': paths(['/a%2Fb'], ['/a%2Eb']),
  'path-without-fragment': paths(['/a#b'], ['/a%23b']),
  'path-not-ending-in-parent-segment': paths(['/..', '/a/..'], ['/a..', '/...']),
  'path-not-ending-in-dot-segment': paths(['/.', '/a/.'], ['/a.']),
  'path-characters': paths(['/a b', '/ü', '/a?b', '/a%2', '/a%zz', '/a\n', '/a[b]', '/😀'], ["/-A9._~!$&'()*+,;=:@", '/%ff']),
  // Other types are refused by the enumeration before the rule is looked at.
  'path-type-known': cases('spec.rules[0].matches[0].path', [], [path({ type: 'PathPrefix', value: '/a' }), path({ type: null })]),
};

/** Routes: their parents, rules, matches and filters, and back ends of the experimental channel. */
export const ROUTE_CASES: Record<string, RuleCases> = {
  ...PATHS,
  ...Object.fromEntries(UNIONS.flatMap(([name, field, filter, other]) => {
    const { given, type } = ofType(field, filter, other);
    return [[`${name}-given`, given], [`${name}-of-type`, type]];
  })),
  ...Object.fromEntries(REPEATABLE.map(([name, filter]) => [
    name, cases('spec.rules[0].filters', [['[1]', filtered(filter, filter)], ['[2]', filtered(filter, mirror({}), filter)]],
      [filtered(filter, mirror({}), mirror({}))]),
  ])),
  'parent-refs-all-or-none-with-section': cases('spec.parentRefs', [
    ['[1]', parents(OF_GATEWAY, at({ sectionName: 'a' })), parents(at({ sectionName: 'a' }), OF_GATEWAY),
      parents(at({ port: 80 }), at({ port: 80, sectionName: 'a' }))],
  ], [parents(at({ sectionName: 'a' }), at({ sectionName: 'b' })), parents(OF_GATEWAY, { name: 'other', sectionName: 'a' }),
    parents(OF_GATEWAY, at({ namespace: 'default', sectionName: 'a' }))], 'standard'),
  'parent-refs-distinct': cases('spec.parentRefs', [
    ['[1]', parents(OF_GATEWAY, OF_GATEWAY), parents(OF_GATEWAY, at({ group: 'gateway.networking.k8s.io', kind: 'Gateway' })),
      parents(at({ port: 80 }), at({ port: 81 })),
      parents(at({ sectionName: 'a' }), at({ sectionName: 'a', port: 80 }))],
  ], [parents(OF_GATEWAY, at({ namespace: 'default' })), parents(OF_GATEWAY, at({ kind: 'ListenerSet' })),
    parents(OF_GATEWAY, at({ group: 'example.com' }))], 'standard'),
  'parent-refs-all-or-none-with-section-or-port': cases('spec.parentRefs', [
    ['[1]', parents(OF_GATEWAY, at({ sectionName: 'a' })), parents(OF_GATEWAY, at({ port: 80 })), parents(at({ sectionName: 'a' }), at({ port: 80 })),
      parents(at({ sectionName: 'a' }), at({ sectionName: 'a', port: 80 }))],
  ], [parents(at({ port: 80 }), at({ port: 81 })), parents(at({ sectionName: 'a', port: 80 }), at({ sectionName: 'b', port: 80 }))]),
  'parent-refs-distinct-by-port': cases('spec.parentRefs', [
    ['[1]', parents(OF_GATEWAY, OF_GATEWAY), parents(at({ port: 80 }), at({ port: 80 })),
      parents(at({ sectionName: 'a', port: 80 }), at({ sectionName: 'a', port: 80 }))],
  ], [parents(at({ port: 80 }), at({ port: 81 })), parents(at({ sectionName: 'a', port: 80 }), at({ sectionName: 'a', port: 81 }))]),
  'service-ref-has-port': cases('spec.rules[0].backendRefs[0]', [
    ['.port', refOf({}), refOf({ group: '', kind: 'Service' }), refOf({ port: null }), refOf({ group: null, kind: null })],
  ], [refOf({ port: 80 }), refOf({ group: 'example.com' }), refOf({ kind: 'Other' })]),
  'http-matches-total': cases('spec.rules', [
    ['', object('HTTPRoute', { rules: [{ matches: times(64) }, { matches: times(64) }, {}] })],
  ], [object('HTTPRoute', { rules: [{ matches: times(64) }, { matches: times(63) }, {}] }),
    object('HTTPRoute', { rules: [{ matches: times(64) }, { matches: times(64) }] })]),
  'grpc-matches-total': cases('spec.rules', [
    ['', object('GRPCRoute', { rules: [{ matches: times(64) }, { matches: times(64) }, { matches: times(1) }] })],
  ], [object('GRPCRoute', { rules: [{ matches: times(64) }, { matches: times(64) }, {}, {}] })]),
  'rule-names-distinct': cases('spec.rules', [['[1].name', object('HTTPRoute', { rules: [{ name: 'a' }, { name: 'a' }] })]], [
    object('HTTPRoute', { rules: [{ name: 'a' }, { name: 'b' }] }), object('HTTPRoute', { rules: [{}, {}, { name: null }] }),
  ]),
  'grpc-method-names-something': cases('spec.rules[0].matches[0].method',
    [['', method({}), method({ type: 'RegularExpression' }), method({ service: null })]], [
      method({ service: 'a' }), method({ method: 'a' }),
    ]),
  'grpc-service-form': cases('spec.rules[0].matches[0].method', [
    ['.service', ...['', '1a', 'a..b', 'a.', 'a-b', 'a/b', '..a', 'ü', 'a\n'].map((service) => method({ service }))],
  ], [...['a', '.a', 'A.B_c.d1', '_', '\u212a', '\u017f'].map((service) => method({ service })), method({ type: 'RegularExpression', service: '.*' })]),
  'grpc-method-form': cases('spec.rules[0].matches[0].method', [['.method', ...['', '1a', 'a.b', 'a-b', '\u212a'].map((name) => method({ method: name }))]], [
    ...['a', 'A1_', '_'].map((name) => method({ method: name })), method({ type: 'RegularExpression', method: '.*' }),
  ]),
  'mirror-percent-or-fraction': cases('spec.rules[0].filters[0].requestMirror',
    [['.percent', filtered(mirror({ percent: 1, fraction: { numerator: 1 } }))]], [
      filtered(mirror({ percent: 0 })), filtered(mirror({ fraction: { numerator: 1 } })), filtered(mirror({ percent: null, fraction: { numerator: 1 } })),
    ]),
  'fraction-within-whole': cases('spec.rules[0].filters[0].requestMirror.fraction', [
    ['.numerator', filtered(mirror({ fraction: { numerator: 101 } })), filtered(mirror({ fraction: { numerator: 3, denominator: 2 } }))],
  ], [filtered(mirror({ fraction: { numerator: 100 } })), filtered(mirror({ fraction: { numerator: 2, denominator: 2 } })),
    filtered(mirror({ fraction: { numerator: 0, denominator: 1 } }))]),
  'redirect-or-rewrite': cases('spec.rules[0].filters', [['[1]', filtered(REDIRECT, REWRITE)], ['[0]', filtered(REWRITE, REDIRECT)]],
    [filtered(REWRITE, CORS)]),
  'wildcard-alone': cases('spec.rules[0].filters[0].cors.allowOrigins', [
    ['[1]', origins('https://a.com', '*')], ['[0]', origins('*', 'https://a.com')],
  ], [origins('*'), origins('https://a.com', 'https://*.a.com'), origins()]),
  'redirect-without-backends': cases('spec.rules[0]', [['.backendRefs', http({ filters: [CORS, REDIRECT], backendRefs: [backend()] })]], [
    http({ filters: [REDIRECT], backendRefs: [] }), http({ filters: [CORS], backendRefs: [backend()] }),
    http({ backendRefs: [backend({ filters: [REDIRECT] })] }),
  ]),
  'redirect-prefix-known': cases('spec.rules[0]', [
    ['.filters[0].requestRedirect.path', ...[EXACT, TWO, []].map((matches) => replacing('filters', redirectTo(PREFIX), matches))],
  ], [replacing('filters', redirectTo(PREFIX)), replacing('filters', redirectTo(PREFIX), [{}]),
    replacing('filters', redirectTo({ type: 'ReplaceFullPath', replaceFullPath: '/' }), EXACT)]),
  'rewrite-prefix-known': cases('spec.rules[0]', [
    ['.filters[0].urlRewrite.path', ...[EXACT, TWO, []].map((matches) => replacing('filters', rewriteTo(PREFIX), matches))],
  ], [replacing('filters', rewriteTo(PREFIX), [{ path: null }]), replacing('filters', rewriteTo(PREFIX), [{ path: { value: '/a' } }])]),
  'backend-redirect-prefix-known': cases('spec.rules[0]', [
    ['.backendRefs[0].filters[0].requestRedirect.path', ...[EXACT, TWO, []].map((matches) => replacing('backend', redirectTo(PREFIX), matches))],
  ], [replacing('backend', redirectTo(PREFIX)),
    http({ matches: EXACT, backendRefs: [backend({ filters: [redirectTo(PREFIX)] }), backend({ filters: [redirectTo(PREFIX)] })] })]),
  'backend-rewrite-prefix-known': cases('spec.rules[0]', [
    ['.backendRefs[0].filters[0].urlRewrite.path', ...[EXACT, TWO, []].map((matches) => replacing('backend', rewriteTo(PREFIX), matches))],
    ['.backendRefs[1].filters[0].urlRewrite.path', http({ matches: EXACT, backendRefs: [backend(), backend({ filters: [rewriteTo(PREFIX)] })] })],
  ], [replacing('backend', rewriteTo(PREFIX)),
    http({ matches: EXACT, backendRefs: [backend({ filters: [rewriteTo(PREFIX)] }), backend({ filters: [rewriteTo(PREFIX)] })] })]),
  'backend-request-within-request': cases('spec.rules[0].timeouts', [
    ['.backendRequest', timeouts('1s', '1001ms'), timeouts('1h', '1h1ms'), timeouts('59m59s', '1h'), timeouts('1s1s', '3s')],
  ], [timeouts('1s', '1000ms'), timeouts('0s', '1h'), timeouts('0h0m', '1h'), timeouts('1h', '60m'),
    http({ timeouts: { backendRequest: '1h', request: null } })]),
  'replace-full-path-given': cases('spec.rules[0].filters[0].urlRewrite.path', [['.replaceFullPath', filtered(rewriteTo({ type: 'ReplaceFullPath' }))]], [
    filtered(rewriteTo({ type: 'ReplaceFullPath', replaceFullPath: '' })),
  ]),
  'replace-full-path-of-type': cases('spec.rules[0].filters[0].urlRewrite.path',
    [['.replaceFullPath', filtered(rewriteTo({ ...PREFIX, replaceFullPath: '' }))]], [
      filtered(rewriteTo({ ...PREFIX, replaceFullPath: null })),
    ]),
  'replace-prefix-match-given': cases('spec.rules[0].filters[0].requestRedirect.path', [
    ['.replacePrefixMatch', filtered(redirectTo({ type: 'ReplacePrefixMatch' }))],
  ], [filtered(redirectTo({ type: 'ReplacePrefixMatch', replacePrefixMatch: '' }))]),
  'replace-prefix-match-of-type': cases('spec.rules[0].filters[0].requestRedirect.path', [
    ['.replacePrefixMatch', filtered(redirectTo({ type: 'ReplaceFullPath', replaceFullPath: '/', replacePrefixMatch: '/' }))],
  ], [filtered(redirectTo({ type: 'ReplaceFullPath', replaceFullPath: '/' }))]),
  'permanent-cookie-has-timeout': cases('spec.rules[0].sessionPersistence',
    [['.absoluteTimeout', session({ cookieConfig: { lifetimeType: 'Permanent' } })]], [
      session({ cookieConfig: { lifetimeType: 'Permanent' }, absoluteTimeout: '1h' }), session({ cookieConfig: {} }), session({}),
    ]),
  'cookie-config-of-type': cases('spec.rules[0].sessionPersistence', [['.cookieConfig', session({ type: 'Header', cookieConfig: {} })]], [
    session({ type: 'Cookie', cookieConfig: {} }), session({ type: 'Header' }),
  ]),
  'auth-grpc-given': cases('spec.rules[0].filters[0].externalAuth', [['.grpc', authFilter({ protocol: 'GRPC' })]],
    [authFilter({ protocol: 'GRPC', grpc: {} })]),
  'auth-grpc-of-protocol': cases('spec.rules[0].filters[0].externalAuth', [['.grpc', authFilter({ protocol: 'HTTP', http: {}, grpc: {} })]], [
    authFilter({ protocol: 'HTTP', http: {}, grpc: null }),
  ]),
  'auth-http-given': cases('spec.rules[0].filters[0].externalAuth', [['.http', authFilter({ protocol: 'HTTP' })]],
    [authFilter({ protocol: 'HTTP', http: {} })]),
  'auth-http-of-protocol': cases('spec.rules[0].filters[0].externalAuth', [['.http', authFilter({ protocol: 'GRPC', http: {}, grpc: {} })]], [
    authFilter({ protocol: 'GRPC', grpc: {} }),
  ]),
  'external-hostname-of-type': cases('spec', [['.externalHostname', xBackend({ externalHostname: null })]], [xBackend()]),
  'external-hostname-outside-cluster': cases('spec.externalHostname.hostname', [
    ['', ...['a.b.svc.cluster.local', 'a.cluster.local'].map((hostname) => xBackend({ externalHostname: { hostname } }))],
  ], ['cluster.local', 'a.cluster.local.com', '10.0.0.1'].map((hostname) => xBackend({ externalHostname: { hostname } }))),
  'backend-port-name-form': cases('spec.port.name', [['', ...['https', 'a', 'A b'].map((name) => xBackend({ port: { port: 443, name } }))]], [
    xBackend({ port: { port: 443, name: '' } }),
  ]),
  'budget-interval-length': cases('spec.retryConstraint.budget.interval', [['', budget('999ms'), budget('0s'), budget('1h1ms'), budget('61m')]], [
    budget('1s'), budget('1h'), budget('1000ms'), budget('59m60s'),
  ]),
  'retry-rate-interval-length': cases('spec.retryConstraint.minRetryRate.interval', [['', rate('0s'), rate('0h'), rate('1h1ms')]], [rate('1ms'), rate('1h')]),
};
