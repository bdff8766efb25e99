import { App, Chart } from 'cdk8s';
import {
  FrontendValidationMode, Gateway, GatewayAddressType, GatewayDefaultScope, type GatewaySpec, LabelSelectorOperator, ListenerNamespacesFrom,
  ListenerProtocol, RouteNamespacesFrom, TlsMode,
} from '../../../src';

const gatewayOf = (spec: unknown): Gateway => new Gateway(new Chart(new App(), 'edge'), 'gw', { spec: spec as GatewaySpec });
const messageOf = (spec: unknown): string => {
  try {
    gatewayOf(spec);
  } catch (error) {
    return (error as Error).message.replace(/^\[edge\/gw\] Gateway: /, '');
  }
  return 'accepted';
};
const HTTP = { name: 'http', port: 80, protocol: 'HTTP' };
const HTTPS = { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'tls' }] } };
const gateway = (fields: object, ...listeners: unknown[]): unknown =>
  ({ gatewayClassName: 'company', listeners: listeners.length > 0 ? listeners : [HTTP], ...fields });
const listener = (fields: object): unknown => gateway({}, { ...HTTP, ...fields });
const namespaces = (fields: object): unknown => listener({ allowedRoutes: { namespaces: fields } });
const AT = 'spec.listeners[0]';

test('every field of both channels, in the API\'s names', () => {
  const selector = {
    matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
    matchExpressions: [{ key: 'team', operator: LabelSelectorOperator.NOT_IN, values: ['x', ''] }],
  };
  const validation = { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca', namespace: 'pki' }], mode: FrontendValidationMode.ALLOW_VALID_ONLY };
  const options = { 'example.com/certificate': 'managed' };
  const spec: GatewaySpec = {
    gatewayClassName: 'company',
    addresses: [{ type: GatewayAddressType.HOSTNAME, value: '*.company.com' }, { value: '2001:db8::1' }, { type: 'example.com/pool', value: 'a b' }],
    infrastructure: { labels: { a: '' }, annotations: { 'a.io/b': 'c d' }, parametersRef: { group: 'e.io', kind: 'P', name: 'n' } },
    listeners: [
      {
        name: 'https', port: 443, protocol: ListenerProtocol.HTTPS, hostname: '*.company.com', tls: { mode: TlsMode.TERMINATE, options },
        allowedRoutes: { namespaces: { fromNamespaces: RouteNamespacesFrom.SELECTOR, selector }, kinds: [{ group: 'g.io', kind: 'K' }] },
      },
      { name: 'own', port: 443, protocol: 'example.com/Bar' },
    ],
    allowedListeners: { namespaces: { fromNamespaces: ListenerNamespacesFrom.SELECTOR, selector } },
    tls: {
      backend: { clientCertificateRef: { group: '', kind: 'Secret', name: 's', namespace: 'pki' } },
      frontend: { defaults: {}, perPort: [{ port: 443, tls: { validation } }] },
    },
    defaultScope: GatewayDefaultScope.ALL,
  };
  expect(gatewayOf(spec).toJson().spec).toStrictEqual({
    gatewayClassName: 'company',
    addresses: [{ type: 'Hostname', value: '*.company.com' }, { value: '2001:db8::1' }, { type: 'example.com/pool', value: 'a b' }],
    infrastructure: { labels: { a: '' }, annotations: { 'a.io/b': 'c d' }, parametersRef: { group: 'e.io', kind: 'P', name: 'n' } },
    listeners: [
      {
        name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.company.com', tls: { mode: 'Terminate', options },
        allowedRoutes: { namespaces: { from: 'Selector', selector }, kinds: [{ group: 'g.io', kind: 'K' }] },
      },
      { name: 'own', port: 443, protocol: 'example.com/Bar' },
    ],
    allowedListeners: { namespaces: { from: 'Selector', selector } },
    tls: {
      backend: { clientCertificateRef: { group: '', kind: 'Secret', name: 's', namespace: 'pki' } },
      frontend: { default: {}, perPort: [{ port: 443, tls: { validation } }] },
    },
    defaultScope: 'All',
  });
});

test.each([
  ['HTTPS without tls, as some clouds provide the certificate', gateway({}, { name: 'https', port: 443, protocol: 'HTTPS' })],
  ['TLS passed on', listener({ protocol: 'TLS', tls: { mode: 'Passthrough' } })],
  ['one port, protocol and two hostnames', gateway({}, { ...HTTP, hostname: 'a.com' }, { ...HTTP, name: 'b' })],
  ['an address without value, twice', gateway({ addresses: [{}, {}] })],
  ['64 listeners', gateway({}, ...Array.from({ length: 64 }, (_, i) => ({ ...HTTP, name: `l${i}`, port: i + 1 })))],
])('accepted: %s', (_, spec) => {
  expect(messageOf(spec)).toBe('accepted');
});

test.each<[unknown, string]>([
  [{ gatewayClassName: 'company' }, 'spec.listeners: it is required; write it'],
  [gateway({ gatewayClassName: '' }), 'spec.gatewayClassName "": it is empty'],
  [{ gatewayClassName: 'company', listeners: [] }, 'spec.listeners []: it is empty, and at least 1 entry is needed'],
  [gateway({}, ...new Array<unknown>(65).fill(HTTP)),
    'it has 65 entries, and 64 is the limit (Gateway API v1.6.1, GatewaySpec); leave at most 64, and put the rest into a ListenerSet'],
  [gateway({}, HTTP, { ...HTTP, port: 8080 }), 'spec.listeners[1] {"name":"http","port":8080,"protocol":"HTTP"}: spec.listeners[0] has the same name'],
  [gateway({}, HTTP, { ...HTTP, name: 'b' }), 'spec.listeners[0] has the same port, protocol and hostname; change one of the three'],
  [gateway({}, HTTPS, { ...HTTPS, name: 'b' }), 'has the same port, protocol and hostname'],
  [listener({ name: 'Web' }), `${AT}.name "Web": a name holds lower case letters`],
  [listener({ port: 0 }), `${AT}.port 0: it is outside 1 to 65535`],
  [listener({ port: 65_536 }), `${AT}.port 65536: it is outside 1 to 65535`],
  [listener({ port: NaN }), `${AT}.port NaN: it is not a whole number`],
  [listener({ port: 1.5 }), `${AT}.port 1.5: it is not a whole number`],
  [listener({ port: '80' }), `${AT}.port "80": it is not a whole number`],
  [listener({ port: undefined }), `${AT}.port: it is required`],
  [listener({ hostname: 'https://company.com' }), `${AT}.hostname "https://company.com": a hostname has no scheme; write "company.com"`],
  [listener({ hostname: '10.0.0.1' }), 'an IP address is not a hostname'],
  [listener({ protocol: 'HTTPs' }), 'and those of an implementation carry its domain; write "HTTPS"'],
  [listener({ protocol: 'QUIC' }), 'write one of them, or a name such as "example.com/Bar"'],
  [listener({ tls: HTTPS.tls }), `${AT}.tls {"certificateRefs":[{"name":"tls"}]}: protocol HTTP has no TLS; leave tls out, or write protocol "HTTPS"`],
  [listener({ protocol: 'UDP', tls: HTTPS.tls }), 'protocol UDP has no TLS; leave tls out'],
  [listener({ protocol: 'TCP', hostname: 'a.com' }), `${AT}.hostname "a.com": protocol TCP carries no hostname; leave the hostname out`],
  [listener({ protocol: 'HTTPS', tls: { mode: 'Passthrough' } }), `${AT}.tls.mode "Passthrough": HTTPS ends TLS at the gateway; write "Terminate"`],
  [listener({ protocol: 'HTTPS', tls: {} }), `${AT}.tls.certificateRefs: TLS that ends here needs a certificate; name a Secret, or the options`],
  [listener({ protocol: 'TLS', tls: { certificateRefs: [], options: {} } }), `${AT}.tls.certificateRefs []: TLS that ends here needs a certificate`],
  [listener({ protocol: 'TLS' }), `${AT}.tls: it is required; write tls with its mode`],
  [listener({ protocol: 'TLS', tls: { mode: 'terminate' } }), `${AT}.tls.mode "terminate": it is none of the values`],
  [listener({ protocol: 'HTTPS', tls: { options: { 'a b': 'c' } } }), `${AT}.tls.options["a b"] "a b": `],
  [namespaces({ fromNamespaces: 'Everyone' }), 'fromNamespaces "Everyone": it is none of the values that the API knows; write "All", "Selector" or "Same"'],
  [namespaces({ fromNamespaces: 'Selector' }), `${AT}.allowedRoutes.namespaces.selector: it is required; write the labels of the namespaces`],
  [namespaces({ selector: { matchLabels: { 'a b': 'c' } } }), 'selector.matchLabels["a b"] "a b": '],
  [namespaces({ selector: { matchLabels: { a: 'b c' } } }), 'selector.matchLabels["a"] "b c": a label value has at most 63'],
  [namespaces({ selector: { matchLabels: JSON.parse('{"__proto__": "x"}') } }), 'selector.matchLabels["__proto__"] "__proto__": '],
  [namespaces({ selector: { matchLabels: null } }), 'selector.matchLabels null: null is not a value'],
  [namespaces({ selector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }), 'matchExpressions[0].values: In needs values to compare with'],
  [namespaces({ selector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] } }),
    'matchExpressions[0].values ["x"]: Exists takes no values'],
  [namespaces({ selector: { matchExpressions: [{ key: 'a', operator: 'in', values: ['x'] }] } }), 'operator "in": it is none of the values'],
  [listener({ allowedRoutes: { kinds: new Array(9).fill({ kind: 'HTTPRoute' }) } }), 'it has 9 entries, and 8 is the limit'],
  [gateway({ allowedListeners: { namespaces: { fromNamespaces: 'Nobody' } } }), 'spec.allowedListeners.namespaces.fromNamespaces "Nobody": it is none'],
  [gateway({ addresses: [{ value: 'company.com' }] }), 'spec.addresses[0].value "company.com": it is not an IPv4 or IPv6 address'],
  [gateway({ addresses: [{ value: '10.0.0.256' }] }), 'it is not an IPv4 or IPv6 address'],
  [gateway({ addresses: [{ type: 'xIPAddressx', value: '10.0.0.1' }] }), 'spec.addresses[0].type "xIPAddressx": it is neither IPAddress'],
  [gateway({ addresses: [{ value: '10.0.0.1' }, { type: 'IPAddress', value: '10.0.0.1' }] }), 'spec.addresses[0] has the same address'],
  [gateway({ addresses: [{ type: 'Hostname', value: 'a_b' }] }), 'spec.addresses[0].value "a_b": '],
  [gateway({ addresses: new Array(17).fill({}) }), 'it has 17 entries, and 16 is the limit'],
  [gateway({ infrastructure: { labels: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`l${i}`, 'x'])) } }),
    'it has 9 entries, and 8 is the limit (Gateway API v1.6.1, GatewayInfrastructure); leave at most 8'],
  [gateway({ infrastructure: { labels: [] } }), 'spec.infrastructure.labels []: it is not a map of names to text'],
  [gateway({ infrastructure: { annotations: JSON.parse('{"__proto__": "x"}') } }), 'spec.infrastructure.annotations["__proto__"] "__proto__": '],
  [gateway({ infrastructure: { annotations: { a: 5 } } }), 'spec.infrastructure.annotations["a"] 5: it is not text'],
  [gateway({ tls: { frontend: {} } }), 'spec.tls.frontend.defaults: it is required'],
  [gateway({ tls: { frontend: { defaults: { validation: { caCertificateRefs: [] } } } } }),
    'spec.tls.frontend.defaults.validation.caCertificateRefs []: it is empty'],
  [gateway({ tls: { frontend: { defaults: {}, perPort: [{ port: 443, tls: {} }, { port: 443, tls: {} }] } } }),
    'spec.tls.frontend.perPort[0] has the same port'],
  [gateway({ defaultScope: 'Cluster' }), 'spec.defaultScope "Cluster": it is none of the values'],
])('refused: %j', (spec, message) => {
  expect(messageOf(spec)).toContain(message);
});
