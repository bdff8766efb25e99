import {
  type AllowedListeners, type AllowedRoutes, type GatewayListener, ListenerNamespacesFrom, ListenerProtocol, TlsMode,
} from '../../src';
import { ECHO } from './http-filter-cases';
import { missingGrants } from './http-route-cases';
import {
  ALL, APP, backend, type Builder, exact, GATEWAY_API, grant, http, INFRA, infraGateway, MESH, prefix, route, SAME,
} from './parts';

const kinds = (...names: string[]): AllowedRoutes => ({ kinds: names.map((kind) => ({ kind })) });
const sets = (fromNamespaces: ListenerNamespacesFrom): AllowedListeners => ({ namespaces: { fromNamespaces } });

const tcp = (name: string, port: number): GatewayListener =>
  ({ name, port, protocol: ListenerProtocol.TCP, allowedRoutes: kinds('TCPRoute') });
const udp = (name: string, port: number): GatewayListener =>
  ({ name, port, protocol: ListenerProtocol.UDP, allowedRoutes: kinds('UDPRoute') });
const passthrough = (name: string, hostname?: string): GatewayListener => ({
  name, port: 443, protocol: ListenerProtocol.TLS, ...(hostname && { hostname }), tls: { mode: TlsMode.PASSTHROUGH },
  allowedRoutes: { ...SAME, ...kinds('TLSRoute') },
});

export const tcpInvalidBackend: Builder = (chart) =>
  infraGateway(chart, 'tcp-invalid-cross-namespace-backend-ref-gateway', [tcp('tcp', 9321)]);

export const tcpSeveralRoutes: Builder = (chart) => infraGateway(chart, 'tcp-multi-route-attach-gateway', [{
  ...tcp('tcp', 9310), allowedRoutes: { ...SAME, kinds: [{ kind: 'TCPRoute', group: GATEWAY_API }] },
}]);

export const tcpSections: Builder = (chart) =>
  infraGateway(chart, 'tcp-multi-listener-gateway', [tcp('one', 9300), tcp('two', 9301), tcp('three', 9302)]);

export const tcpWeights: Builder = (chart) => infraGateway(chart, 'tcp-weighted-gateway', [tcp('tcp', 9300)]);

export const udpInvalidBackend: Builder = (chart) => infraGateway(chart, 'udp-gateway-invalid-backend', [udp('udp', 5300)]);

export const udpSeveralRoutes: Builder = (chart) => infraGateway(chart, 'udp-multi-route-attach-gateway', [udp('udp', 5301)]);

export const udpAllListeners: Builder = (chart) =>
  infraGateway(chart, 'udp-attach-all-listeners-gateway', [udp('udp-1', 5310), udp('udp-2', 5311), udp('udp-3', 5312)]);

export const udpWeights: Builder = (chart) => infraGateway(chart, 'udp-weighted-gateway', [udp('udp', 5300)]);

export const udpReferenceGrant: Builder = (chart) => {
  infraGateway(chart, 'udp-gateway-reference-grant', [udp('udp', 5300)]);
  grant(chart, 'udp-reference-grant', { group: GATEWAY_API, kind: 'UDPRoute', namespace: INFRA },
    { group: '', kind: 'Service', name: 'udp-echo-reference-grant' }, APP);
};

export const tlsInvalidBackend: Builder = (chart) =>
  infraGateway(chart, 'gateway-tlsroute-invalid-backend-ref-nonexistent', [{ ...passthrough('tls'), allowedRoutes: SAME }]);

export const tlsOtherHostname: Builder = (chart) => {
  infraGateway(chart, 'gateway-tls-exact-hostname', [passthrough('tls', 'www.example.com')]);
  infraGateway(chart, 'gateway-tls-wildcard-hostname', [passthrough('tls', '*.example.com')]);
};

export const tlsInvalidGrant: Builder = (chart) => {
  missingGrants(chart, 'TLSRoute', APP, 'tls-backend', 'Service');
  infraGateway(chart, 'gateway-tlsroute-referencegrant', [passthrough('https', '*.example.com')]);
};

export const tlsPassthroughKinds: Builder = (chart) => infraGateway(chart, 'gateway-tlsroute-passthrough-supported-kind', [{
  ...passthrough('tls-passthrough'), allowedRoutes: { ...SAME, ...kinds('TCPRoute', 'TLSRoute') },
}]);

export const tlsTerminateKinds: Builder = (chart) => infraGateway(chart, 'gateway-tlsroute-terminate-supported', [{
  ...passthrough('tls-terminate', 'terminate.example.com'), port: 8443,
  tls: { mode: TlsMode.TERMINATE, certificateRefs: [{ name: 'tls-terminate-checks-certificate' }] },
}]);

export const tlsSimple: Builder = (chart) => infraGateway(chart, 'gateway-tlsroute', [passthrough('https', '*.example.com')]);

const LISTENER = http('gateway-listener', { hostname: 'gateway-listener.com', allowedRoutes: ALL });

export const noListenerSets: Builder = (chart) =>
  infraGateway(chart, 'gateway-does-not-allow-listenerset', [LISTENER], { allowedListeners: sets(ListenerNamespacesFrom.NONE) });

export const selectedListenerSets: Builder = (chart) =>
  infraGateway(chart, 'gateway-allows-listenerset-in-selected-namespace', [LISTENER], {
    allowedListeners: { namespaces: { fromNamespaces: ListenerNamespacesFrom.SELECTOR, selector: { matchLabels: { allowed: 'ns' } } } },
  });

export const allListenerSets: Builder = (chart) => infraGateway(chart, 'gateway-with-listener-sets-test-supported-route-kinds', [LISTENER], {
  allowedListeners: sets(ListenerNamespacesFrom.ALL),
});

const conflict = (kind: string): Builder => (chart) => {
  const name = `${kind}-conflict-with-gateway-listener`;
  infraGateway(chart, `gateway-with-listenerset-${kind}-conflict`, [LISTENER, http(name, { hostname: `${name}.com`, allowedRoutes: ALL })], {
    allowedListeners: sets(ListenerNamespacesFrom.SAME),
  });
};

export const hostnameConflict: Builder = conflict('hostname');
export const protocolConflict: Builder = conflict('protocol');

export const dualParents: Builder = (chart) => {
  const name = 'gateway-dual-parentref';
  infraGateway(chart, name, [http('gw-dual-parentref-listener', { hostname: 'gw-dual.com', allowedRoutes: SAME })], {
    allowedListeners: sets(ListenerNamespacesFrom.SAME),
  });
  const set = { kind: 'ListenerSet', group: GATEWAY_API, name: 'ls-dual-parentref', namespace: INFRA };
  const section = { sectionName: 'ls-dual-parentref-listener' };
  route(chart, 'route-dual-parentref-both', {
    parentRefs: [{ name, namespace: INFRA }, set],
    rules: [{ matches: [prefix('/dualboth')], backendRefs: [backend('infra-backend-v1')] }],
  }, INFRA);
  route(chart, 'route-dual-parentref-one', {
    parentRefs: [{ name, namespace: INFRA, ...section }, { ...set, ...section }],
    rules: [{ matches: [prefix('/dualone')], backendRefs: [backend('infra-backend-v2')] }],
  }, INFRA);
};

export const scopedParents: Builder = (chart) => {
  const name = 'gateway-parentref';
  infraGateway(chart, name, [http('gw-parentref-listener', { hostname: 'gw-parentref.com', allowedRoutes: SAME })], {
    allowedListeners: sets(ListenerNamespacesFrom.SAME),
  });
  route(chart, 'route-parentref-gwonly', {
    parentRefs: [{ name, namespace: INFRA }], rules: [{ matches: [prefix('/gwonly')], backendRefs: [backend('infra-backend-v1')] }],
  }, INFRA);
  route(chart, 'route-parentref-lsonly', {
    parentRefs: [{ kind: 'ListenerSet', group: GATEWAY_API, name: 'listenerset-parentref', namespace: INFRA }],
    rules: [{ matches: [prefix('/lsonly')], backendRefs: [backend('infra-backend-v2')] }],
  }, INFRA);
};

export const meshNamedRule: Builder = (chart) => route(chart, 'mesh-http-named-rules', {
  parentRefs: [ECHO],
  rules: [
    { name: 'named-rule', matches: [prefix('/named')], backendRefs: [backend('echo-v1')] },
    { matches: [prefix('/unnamed')], backendRefs: [backend('echo-v2')] },
  ],
}, MESH);

export const meshWeights: Builder = (chart) => route(chart, 'mesh-weighted-backends', {
  parentRefs: [ECHO], rules: [{ backendRefs: [backend('echo-v1', { weight: 70 }), backend('echo-v2', { weight: 30 })] }],
}, MESH);

export const meshSplit: Builder = (chart) => route(chart, 'mesh-split', {
  parentRefs: [{ group: '', kind: 'Service', name: 'echo' }],
  rules: [
    { matches: [exact('/v1')], backendRefs: [{ name: 'echo-v1', port: 80 }] },
    { matches: [exact('/v2')], backendRefs: [{ name: 'echo-v2', port: 80 }] },
  ],
}, MESH);
