import { backendTlsPolicyTraps } from '../../src/manifest/backend-tls-policy-traps';
import type { FieldProblem } from '../../src/manifest/field-problem';
import { gatewayClassTraps } from '../../src/manifest/gateway-class-traps';
import { gatewayTraps } from '../../src/manifest/gateway-traps';
import { listenerSetTraps } from '../../src/manifest/listener-set-traps';
import { referenceGrantTraps } from '../../src/manifest/reference-grant-traps';
import { xBackendTrafficPolicyTraps } from '../../src/manifest/x-backend-traffic-policy-traps';
import { xBackendTraps } from '../../src/manifest/x-backend-traps';
import { xMeshTraps } from '../../src/manifest/x-mesh-traps';

type Case = [string, unknown, string, unknown, RegExp, string];

const HTTP = { name: 'http', port: 80, protocol: 'HTTP' };
const CERTIFICATE = { certificateRefs: [{ name: 'tls' }] };
const HTTPS = { name: 'https', port: 443, protocol: 'HTTPS', tls: CERTIFICATE };
const TLS = { name: 'tls', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } };
const TCP = { name: 'tcp', port: 443, protocol: 'TCP' };
const UDP = { name: 'udp', port: 443, protocol: 'UDP' };
const GATEWAY_API = 'gateway.networking.k8s.io';

const gateway = (listeners: unknown[], fields: object = {}): unknown => ({ gatewayClassName: 'company', listeners, ...fields });
const kinds = (listener: object, ...names: string[]): object => ({ ...listener, allowedRoutes: { kinds: names.map((kind) => ({ kind })) } });
const admits = (namespaces: object): object => ({ ...HTTP, allowedRoutes: { namespaces } });
const perPort = (port: number): object => ({ tls: { frontend: { default: {}, perPort: [{ port, tls: {} }] } } });
const SELECTOR = { matchLabels: { team: 'shop' } };

/** One problem, with all that it says. */
function expectTrap(found: FieldProblem[], path: string, value: unknown, reason: RegExp, fix: string): void {
  expect(found).toStrictEqual([{ path, value, reason: expect.stringMatching(reason), fix }]);
}

describe('Gateway', () => {
  test.each<Case>([
    ['an IP address as hostname', gateway([{ ...HTTP, hostname: '10.0.0.1' }]),
      'spec.listeners[0].hostname', '10.0.0.1', /an IP address is not a hostname/, 'write a DNS name; routes match on the Host header or SNI'],
    ['a misspelled protocol', gateway([{ ...HTTP, protocol: 'Https' }]),
      'spec.listeners[0].protocol', 'Https', /the protocols are HTTP, HTTPS, TLS, TCP and UDP/, 'write "HTTPS"'],
    ['a word that is no protocol', gateway([{ ...HTTP, protocol: 'QUIC' }]),
      'spec.listeners[0].protocol', 'QUIC', /the protocols are/, 'write one of them, or a name such as "example.com/Bar"'],
    ['certificates of a connection that is passed on', gateway([{ ...TLS, tls: { mode: 'Passthrough', ...CERTIFICATE } }]),
      'spec.listeners[0].tls.certificateRefs', CERTIFICATE.certificateRefs, /nothing shows the certificate/, 'leave it out, or write mode "Terminate"'],
    ['Selector without a selector', gateway([admits({ from: 'Selector' })]), 'spec.listeners[0].allowedRoutes.namespaces.selector', undefined,
      /it is required/, 'write the labels of the namespaces, such as matchLabels with kubernetes.io/metadata.name'],
    ['a selector beside All', gateway([admits({ from: 'All', selector: SELECTOR })]), 'spec.listeners[0].allowedRoutes.namespaces.selector', SELECTOR,
      /"Selector" alone, and what stands beside it is "All"/, 'write "Selector" beside it, or leave it out'],
    ['a selector beside nothing', gateway([admits({ selector: SELECTOR })]), 'spec.listeners[0].allowedRoutes.namespaces.selector', SELECTOR,
      /"Selector" alone, and the default is "Same"/, 'write "Selector" beside it, or leave it out'],
    ['a selector for ListenerSets beside nothing', gateway([HTTP], { allowedListeners: { namespaces: { selector: SELECTOR } } }),
      'spec.allowedListeners.namespaces.selector', SELECTOR, /the default is "None"/, 'write "Selector" beside it, or leave it out'],
    ['routes that HTTP does not serve', gateway([kinds(HTTP, 'TCPRoute', 'TLSRoute')]), 'spec.listeners[0].allowedRoutes.kinds',
      [{ kind: 'TCPRoute' }, { kind: 'TLSRoute' }], /protocol HTTP serves none of them/, 'write "HTTPRoute", "GRPCRoute", or leave the kinds out'],
    ['routes that TCP does not serve', gateway([kinds(TCP, 'HTTPRoute')]), 'spec.listeners[0].allowedRoutes.kinds', [{ kind: 'HTTPRoute' }],
      /protocol TCP serves none of them/, 'write "TCPRoute", or leave the kinds out'],
    ['clear text on the port of TLS', gateway([HTTPS, { ...HTTP, port: 443 }]), 'spec.listeners[1].port', 443,
      /spec.listeners\[0\] listens there with protocol HTTPS: clear text and TLS/, 'write another port in one of the two'],
    ['TLS on the port of clear text', gateway([{ ...HTTP, port: 443, hostname: 'a.com' }, TLS]), 'spec.listeners[1].port', 443,
      /with protocol HTTP: clear text and TLS cannot share a port/, 'write another port in one of the two'],
    ['HTTPS and TLS of one hostname', gateway([{ ...HTTPS, hostname: 'a.com' }, { ...TLS, hostname: 'a.com' }]), 'spec.listeners[1].port', 443,
      /only the hostname tells HTTPS and TLS on one port apart/, 'write another port in one of the two'],
    ['HTTPS and TLS of every hostname', gateway([TLS, HTTPS]), 'spec.listeners[1].port', 443,
      /only the hostname tells HTTPS and TLS on one port apart/, 'write another port in one of the two'],
    ['TCP on the port of HTTPS', gateway([HTTPS, TCP]), 'spec.listeners[1].port', 443, /with protocol HTTPS: TCP takes every connection/,
      'write another port in one of the two'],
    ['HTTP on the port of TCP', gateway([TCP, { ...HTTP, port: 443 }]), 'spec.listeners[1].port', 443, /with protocol TCP: TCP takes every connection/,
      'write another port in one of the two'],
    ['a reserved label', gateway([HTTP], { infrastructure: { labels: { [`${GATEWAY_API}/gateway-name`]: 'x', team: 'edge' } } }),
      `spec.infrastructure.labels["${GATEWAY_API}/gateway-name"]`, `${GATEWAY_API}/gateway-name`,
      /the implementation sets keys of gateway.networking.k8s.io itself/, 'write a key of your own'],
    ['a reserved annotation', gateway([HTTP], { infrastructure: { annotations: { [`${GATEWAY_API}/x`]: 'y' } } }),
      `spec.infrastructure.annotations["${GATEWAY_API}/x"]`, `${GATEWAY_API}/x`, /the implementation sets keys/, 'write a key of your own'],
    ['TLS settings of a port that no listener has', gateway([HTTPS], perPort(8443)), 'spec.tls.frontend.perPort[0].port', 8443,
      /no listener of the Gateway has the port/, 'write the port of an HTTPS listener, or leave the entry out'],
    ['the group core of a certificate', gateway([{ ...HTTPS, tls: { certificateRefs: [{ group: 'core', kind: 'Secret', name: 'tls' }] } }]),
      'spec.listeners[0].tls.certificateRefs[0].group', 'core', /no API group has this name/, 'write ""'],
    ['the group core of parameters', gateway([HTTP], { infrastructure: { parametersRef: { group: 'core', kind: 'ConfigMap', name: 'p' } } }),
      'spec.infrastructure.parametersRef.group', 'core', /no API group has this name/, 'write ""'],
  ])('%s', (_, spec, path, value, reason, fix) => {
    expectTrap(gatewayTraps(spec), path, value, reason, fix);
  });

  test.each<[string, unknown]>([
    ['HTTPS without tls, as some clouds provide the certificate', gateway([{ ...HTTPS, tls: undefined }])],
    ['HTTPS and TLS of two hostnames', gateway([{ ...HTTPS, hostname: 'a.com' }, { ...TLS, hostname: 'b.com' }])],
    ['TCP and UDP on one port', gateway([TCP, UDP])],
    ['two hostnames on one port', gateway([HTTP, { ...HTTP, name: 'b', hostname: '*.b.com' }])],
    ['a protocol of an implementation beside others', gateway([HTTPS, { ...TCP, protocol: 'example.com/Bar' }])],
    ['kinds of which one is served', gateway([kinds(HTTP, 'TCPRoute', 'GRPCRoute')])],
    ['kinds of an implementation', gateway([{ ...HTTP, allowedRoutes: { kinds: [{ group: 'example.com', kind: 'TCPRoute' }, { kind: 'OwnRoute' }] } }])],
    ['Selector with a selector', gateway([admits({ from: 'Selector', selector: SELECTOR })])],
    ['an empty list of certificates beside Passthrough', gateway([{ ...TLS, tls: { mode: 'Passthrough', certificateRefs: [] } }])],
    ['TLS settings of a port that a ListenerSet may bring',
      gateway([HTTPS], { ...perPort(8443), allowedListeners: { namespaces: { from: 'Same' } } })],
    ['a label that is called group', gateway([HTTP], { infrastructure: { labels: { group: 'core' } } })],
    ['nothing that is a Gateway', { listeners: ['x', null], tls: { frontend: { perPort: ['x'] } }, infrastructure: { labels: 'x' } }],
    ['no object', undefined],
  ])('not refused: %s', (_, spec) => {
    expect(gatewayTraps(spec)).toEqual([]);
  });
});

describe('ListenerSet', () => {
  const set = (listeners: unknown[], parentRef: object = {}): unknown => ({ parentRef: { name: 'company', ...parentRef }, listeners });

  test.each<Case>([
    ['a parent that is no Gateway', set([HTTP], { kind: 'ListenerSet' }), 'spec.parentRef.kind', 'ListenerSet',
      /listeners are added to a Gateway/, 'write "Gateway"'],
    ['an IP address as hostname', set([HTTP, { ...HTTPS, hostname: '10.0.0.1' }]), 'spec.listeners[1].hostname', '10.0.0.1',
      /an IP address is not a hostname/, 'write a DNS name; routes match on the Host header or SNI'],
    ['clear text on the port of TLS', set([HTTPS, { ...HTTP, port: 443 }]), 'spec.listeners[1].port', 443, /clear text and TLS cannot share a port/,
      'write another port in one of the two'],
    ['the group core', set([{ ...HTTP, allowedRoutes: { kinds: [{ group: 'core', kind: 'HTTPRoute' }] } }]),
      'spec.listeners[0].allowedRoutes.kinds[0].group', 'core', /no API group has this name/, 'write ""'],
  ])('%s', (_, spec, path, value, reason, fix) => {
    expectTrap(listenerSetTraps(spec), path, value, reason, fix);
  });

  test.each<[string, unknown]>([
    ['a parent of an implementation', set([HTTP], { group: 'example.com', kind: 'Edge' })],
    ['TCP beside HTTP, as a conformance fixture has it', set([HTTP, { ...TCP, port: 80 }])],
    ['HTTPRoutes of a TLS listener, as a conformance fixture has it', set([kinds(TLS, 'HTTPRoute')])],
    ['no object', null],
  ])('not refused: %s', (_, spec) => {
    expect(listenerSetTraps(spec)).toEqual([]);
  });
});

describe('GatewayClass and XMesh', () => {
  const parameters = (fields: object): unknown => ({ controllerName: 'example.com/c', parametersRef: { name: 'p', ...fields } });

  describe.each([['GatewayClass', gatewayClassTraps], ['XMesh', xMeshTraps]])('%s', (_kind, traps) => {
    test.each<Case>([
      ['a namespace of what has none', parameters({ group: 'storage.k8s.io', kind: 'StorageClass', namespace: 'infra' }),
        'spec.parametersRef.namespace', 'infra', /StorageClass is cluster-scoped/, 'leave the namespace out'],
      ['no namespace of what has one', parameters({ group: '', kind: 'ConfigMap' }), 'spec.parametersRef.namespace', undefined,
        /ConfigMap stands in a namespace/, 'write which'],
      ['the group core', parameters({ group: 'core', kind: 'ConfigMap', namespace: 'infra' }), 'spec.parametersRef.group', 'core',
        /no API group has this name/, 'write ""'],
    ])('%s', (_, spec, path, value, reason, fix) => {
      expectTrap(traps(spec), path, value, reason, fix);
    });

    test.each<[string, unknown]>([
      ['a kind that nothing is known of', parameters({ group: 'example.com', kind: 'Config' })],
      ['a ConfigMap with its namespace', parameters({ group: '', kind: 'ConfigMap', namespace: 'infra' })],
      ['no object', []],
    ])('not refused: %s', (_, spec) => {
      expect(traps(spec)).toEqual([]);
    });
  });
});

describe('references', () => {
  const ROUTE = { group: GATEWAY_API, kind: 'HTTPRoute', namespace: 'shop' };

  test.each<[string, (spec: unknown) => FieldProblem[], unknown, string]>([
    ['who refers in a ReferenceGrant', referenceGrantTraps, { from: [ROUTE, { ...ROUTE, group: 'core' }], to: [] }, 'spec.from[1].group'],
    ['what a ReferenceGrant is for', referenceGrantTraps, { from: [ROUTE], to: [{ group: 'core', kind: 'Service' }] }, 'spec.to[0].group'],
    ['the target of a BackendTLSPolicy', backendTlsPolicyTraps, { targetRefs: [{ group: 'core', kind: 'Service', name: 'a' }] },
      'spec.targetRefs[0].group'],
    ['an authority of a BackendTLSPolicy', backendTlsPolicyTraps,
      { validation: { hostname: 'a.com', caCertificateRefs: [{ group: 'core', kind: 'ConfigMap', name: 'a' }] } },
      'spec.validation.caCertificateRefs[0].group'],
    ['the target of an XBackendTrafficPolicy', xBackendTrafficPolicyTraps, { targetRefs: [{ group: 'core', kind: 'Service', name: 'a' }] },
      'spec.targetRefs[0].group'],
    ['the certificate of an XBackend', xBackendTraps, { tls: { clientCertificateRef: { group: 'core', name: 'a' } } },
      'spec.tls.clientCertificateRef.group'],
  ])('the group core: %s', (_, traps, spec, path) => {
    expectTrap(traps(spec), path, 'core', /no API group has this name/, 'write ""');
  });

  test('a grant for the own namespace, or twice for the same, is no trap', () => {
    expect(referenceGrantTraps({ from: [ROUTE, ROUTE], to: [{ group: '', kind: 'Service' }] })).toEqual([]);
  });
});

describe('hostnames of backends', () => {
  const certificate = 'write a DNS name of its certificate';

  test.each<[string, (spec: unknown) => FieldProblem[], unknown, string, string]>([
    ['server name', backendTlsPolicyTraps, { validation: { hostname: '10.0.0.1' } }, 'spec.validation.hostname', certificate],
    ['DNS name', backendTlsPolicyTraps, { validation: { hostname: 'a.com', subjectAltNames: [{}, { type: 'Hostname', hostname: '10.0.0.1' }] } },
      'spec.validation.subjectAltNames[1].hostname', certificate],
    ['external hostname', xBackendTraps, { externalHostname: { hostname: '10.0.0.1' } }, 'spec.externalHostname.hostname', 'write its DNS name'],
    ['server name of an XBackend', xBackendTraps, { tls: { validation: { hostname: '10.0.0.1' } } }, 'spec.tls.validation.hostname', certificate],
  ])('an IP address as %s', (_, traps, spec, path, fix) => {
    expectTrap(traps(spec), path, '10.0.0.1', /an IP address is not a hostname/, fix);
  });

  test.each<[string, unknown]>([
    ['several targets', { targetRefs: [{ group: '', kind: 'Service', name: 'a' }, { group: '', kind: 'Service', name: 'b' }], validation: {} }],
    ['what is none', { validation: { subjectAltNames: ['x'] } }],
    ['no object', undefined],
  ])('not refused: %s', (_, spec) => {
    expect([...backendTlsPolicyTraps(spec), ...xBackendTraps(spec)]).toEqual([]);
  });
});
