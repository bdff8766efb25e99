import { addresses, altName, CA, cases, gateway, type Json, listener, listeners, object, policy, type RuleCases, serverNames, TARGET,
  xBackend } from './objects';

const CERTIFICATE = { certificateRefs: [{ name: 'company-tls' }] };
const labels = (fields: Json): ReturnType<typeof gateway> => gateway({ infrastructure: { labels: fields } });
const tls = (fields: Json): ReturnType<typeof gateway> => listeners({ protocol: 'HTTPS', tls: fields });
/** A Gateway that asks clients for certificates on some ports. */
export const frontend = (...ports: number[]): ReturnType<typeof gateway> => {
  const validation = { caCertificateRefs: [CA] };
  return gateway({ tls: { frontend: { default: {}, perPort: ports.map((port) => ({ port, tls: { validation } })) } } });
};
const delegated = (...some: Json[]): ReturnType<typeof object> => object('ListenerSet', {
  parentRef: { name: 'company' }, listeners: some.map((fields, index) => listener({ name: `l${index}`, ...fields })),
});
const section = (name: string): Json => ({ ...TARGET, sectionName: name });

/** Gateways, listeners, and what TLS of back ends is validated by. */
export const GATEWAY_CASES: Record<string, RuleCases> = {
  'listener-tls-of-protocol': cases('spec.listeners', [
    ['[0].tls', listeners({ tls: CERTIFICATE }), listeners({ protocol: 'TCP', tls: CERTIFICATE }), listeners({ protocol: 'UDP', tls: CERTIFICATE })],
    ['[1].tls', listeners({ protocol: 'HTTPS', tls: CERTIFICATE }, { port: 81, tls: CERTIFICATE })],
  ], [listeners({ tls: null }), listeners({ protocol: 'example.com/Own', tls: CERTIFICATE })]),
  'https-listener-terminates': cases('spec.listeners', [
    ['[0].tls.mode', listeners({ protocol: 'HTTPS', tls: { mode: 'Passthrough' } })],
  ], [listeners({ protocol: 'HTTPS' }), listeners({ protocol: 'HTTPS', tls: CERTIFICATE }), listeners({ protocol: 'TLS', tls: { mode: 'Passthrough' } })]),
  'tls-listener-has-mode': cases('spec.listeners', [
    ['[0].tls', listeners({ protocol: 'TLS' }), listeners({ protocol: 'TLS', tls: null })],
  ], [listeners({ protocol: 'TLS', tls: CERTIFICATE }), listeners({ protocol: 'TLS', tls: { mode: 'Passthrough' } })]),
  'listener-hostname-of-protocol': cases('spec.listeners', [
    ['[0].hostname', listeners({ protocol: 'TCP', hostname: 'a.com' }), listeners({ protocol: 'UDP', hostname: 'a.com' })],
  ], [listeners({ protocol: 'TCP' }), listeners({ hostname: 'a.com' })]),
  'listener-names-distinct': cases('spec.listeners', [], [listeners({}, { port: 81 })]),
  'listeners-distinct': cases('spec.listeners', [
    ['[1]', listeners({}, {}), listeners({ hostname: 'a.com' }, { hostname: 'a.com' }), listeners({ hostname: null }, {})],
    ['[2]', listeners({}, { port: 81 }, { port: 81 })],
  ], [listeners({}, { port: 81 }), listeners({}, { protocol: 'HTTPS' }), listeners({}, { hostname: 'a.com' }),
    listeners({ hostname: 'a.com' }, { hostname: 'b.com' })]),
  'delegated-listeners-distinct': cases('spec.listeners', [
    ['[1]', delegated({}, {}), delegated({ hostname: 'a.com' }, { hostname: 'a.com' })],
  ], [delegated({}, { port: 81 }), delegated({}, { hostname: 'a.com' })]),
  'terminate-has-certificate': cases('spec.listeners[0].tls', [
    ['.certificateRefs', tls({}), tls({ mode: 'Terminate' }), tls({ certificateRefs: [] }), tls({ options: {} }), tls({ certificateRefs: [], options: {} }),
      tls({ options: { 'example.com/a': null } })],
  ], [tls(CERTIFICATE), tls({ options: { 'example.com/a': 'b' } }), tls({ certificateRefs: [], options: { 'example.com/a': 'b' } }),
    listeners({ protocol: 'TLS', tls: { mode: 'Passthrough' } })]),
  'frontend-ports-distinct': cases('spec.tls.frontend.perPort', [], [frontend(443, 8443), frontend(443)]),
  'ip-addresses-distinct': cases('spec.addresses', [
    ['[1].value', addresses({ value: '1.2.3.4' }, { value: '1.2.3.4' }), addresses({ type: 'IPAddress', value: '::1' }, { value: '::1' })],
  ], [addresses({ value: '1.2.3.4' }, { value: '1.2.3.5' }), addresses({}, {}), addresses({ value: '1.2.3.4' }, { type: 'Hostname', value: '1.2.3.4' }),
    addresses({ type: 'example.com/own', value: 'a' }, { type: 'example.com/own', value: 'a' })]),
  'address-hostnames-distinct': cases('spec.addresses', [
    ['[2].value', addresses({ type: 'Hostname', value: 'a.com' }, {}, { type: 'Hostname', value: 'a.com' })],
  ], [addresses({ type: 'Hostname', value: 'a.com' }, { type: 'Hostname', value: 'b.com' }), addresses({ type: 'Hostname' }, { type: 'Hostname' })]),
  'address-hostname-form': cases('spec.addresses[0]', [
    ['.value', ...['A.com', 'a_b.com', '-a.com', 'a..com', '*', '', 'a.com.', '*.*.com', 'ü.com'].map((value) => addresses({ type: 'Hostname', value }))],
  ], ['a.com', '*.a.com', '1.2.3.4', 'a'].map((value) => addresses({ type: 'Hostname', value }))),
  'map-keys-form': cases('spec.infrastructure.labels', [
    ...['', '-a', 'A.com/a', 'a/b/c', '/a', 'a/', `a.com/${'x'.repeat(64)}`, 'ü'].map((key) => [key === '' || !/^[A-Za-z_$]/.test(key) || key.includes('/')
      ? `[${JSON.stringify(key)}]` : `.${key}`, labels({ [key]: 'b' })] as const),
    ['["A b"]', labels({ 'a': 'b', 'A b': 'b' })],
  ], [labels({ a: 'b' }), labels({ 'a.com/A_b.c-d': 'b' }), labels({ [`a.com/${'x'.repeat(63)}`]: 'b' }), labels({}), labels({ 'A b': null })]),
  'map-key-prefix-length': cases('spec.infrastructure.labels', [
    [`["${'a'.repeat(100)}…"]`, labels({ [`${'a'.repeat(253)}/b`]: 'c' })],
  ], [labels({ [`${'a'.repeat(252)}/b`]: 'c' })]),
  'target-refs-all-or-none-with-section': cases('spec.targetRefs', [['[1]', policy({}, TARGET, section('a')), policy({}, section('a'), TARGET)]], [
    policy({}, section('a'), section('b')), policy({}, TARGET, { ...section('a'), name: 'other' }),
  ]),
  'target-refs-distinct': cases('spec.targetRefs', [['[1]', policy({}, TARGET, TARGET), policy({}, section('a'), section('a'))]], [
    policy({}, TARGET, { ...TARGET, kind: 'Other' }), policy({}, TARGET, { ...TARGET, group: 'example.com' }), policy({}, section('a'), section('b')),
  ]),
  'authorities-named-or-well-known': cases('spec.validation', [['.wellKnownCACertificates', policy({ caCertificateRefs: [CA] })]], [
    policy(), policy({ caCertificateRefs: [] }), policy({ caCertificateRefs: [CA], wellKnownCACertificates: null }),
  ]),
  'authorities-given': cases('spec.validation', [
    ['.caCertificateRefs', policy({ wellKnownCACertificates: null }), policy({ wellKnownCACertificates: null, caCertificateRefs: [] })],
  ], [policy()]),
  'alt-name-has-hostname': cases('spec.validation.subjectAltNames[0]', [['.hostname', altName({ type: 'Hostname' })]],
    [altName({ type: 'Hostname', hostname: 'a.com' })]),
  'alt-name-hostname-of-type': cases('spec.validation.subjectAltNames[0]', [
    ['.hostname', altName({ type: 'URI', uri: 'spiffe://a/b', hostname: 'a.com' })],
  ], [altName({ type: 'URI', uri: 'spiffe://a/b' })]),
  'alt-name-has-uri': cases('spec.validation.subjectAltNames[0]', [['.uri', altName({ type: 'URI' })]], [altName({ type: 'URI', uri: 'a://' })]),
  'alt-name-uri-of-type': cases('spec.validation.subjectAltNames[0]', [
    ['.uri', altName({ type: 'Hostname', hostname: 'a.com', uri: 'spiffe://a/b' })],
  ], [altName({ type: 'Hostname', hostname: 'a.com', uri: null })]),
  'server-names-no-address': cases('spec.hostnames', [['[0]', serverNames('1.2.3.4')], ['[1]', serverNames('a.com', '0.0.0.0')]], [
    serverNames('1.2.3'), serverNames('1.2.3.256'), serverNames('01.2.3.4'), serverNames('1.2.3.4.5'),
  ]),
  'server-names-form': cases('spec.hostnames', [], [serverNames('a', 'a.com')]),
  'server-names-wildcard-form': cases('spec.hostnames', [], [serverNames('*.com', '*.1.2.3.4')]),
  'client-certificate-of-mode': cases('spec.tls', [
    ['.clientCertificateRef', xBackend({ tls: { mode: 'ClientAndServer' } }), xBackend({ tls: { mode: 'ServerOnly', clientCertificateRef: { name: 'a' } } }),
      xBackend({ tls: { mode: 'None', clientCertificateRef: { name: 'a' } } })],
  ], [xBackend({ tls: { mode: 'None' } }), xBackend({ tls: { mode: 'ClientAndServer', clientCertificateRef: { name: 'a' } } })]),
};
