import { type Chart, JsonPatch } from 'cdk8s';
import { type BackendRef, type ParentReference, type StreamRouteSpec, TcpRoute, TlsRoute, type TlsRouteSpec, UdpRoute } from '../../src';
import * as exampleGateways from './example-gateway-cases';
import * as listeners from './listener-cases';
import { APP, type Builder, INFRA, WEB } from './parts';

const named = (name: string, namespace?: string) => ({ metadata: { name, ...(namespace && { namespace }) } });

function tcp(chart: Chart, name: string, spec: StreamRouteSpec, namespace?: string): void {
  new TcpRoute(chart, `tcp-${name}`, { ...named(name, namespace), spec });
}

function udp(chart: Chart, name: string, spec: StreamRouteSpec, namespace?: string): void {
  new UdpRoute(chart, `udp-${name}`, { ...named(name, namespace), spec });
}

function tls(chart: Chart, name: string, spec: TlsRouteSpec, namespace?: string): TlsRoute {
  return new TlsRoute(chart, `tls-${name}`, { ...named(name, namespace), spec });
}

/** One parent and one rule. */
const spec = (parent: ParentReference, ...backendRefs: BackendRef[]): StreamRouteSpec => ({ parentRefs: [parent], rules: [{ backendRefs }] });

/** Three backends, of which one gets nothing. */
const weighted = (stem: string, port: number): BackendRef[] =>
  [70, 30, 0].map((weight, index) => ({ name: `${stem}-backend-v${index + 1}`, port, weight }));

export const tcpInvalidBackend: Builder = (chart) => {
  listeners.tcpInvalidBackend(chart);
  tcp(chart, 'tcp-invalid-cross-namespace-backend-ref', spec(
    { name: 'tcp-invalid-cross-namespace-backend-ref-gateway', sectionName: 'tcp' },
    { name: 'tcp-invalid-xns-backend', namespace: WEB, port: 3000 },
  ), INFRA);
};

export const tcpSeveralRoutes: Builder = (chart) => {
  listeners.tcpSeveralRoutes(chart);
  tcp(chart, 'tcproute-attach-older', spec(
    { name: 'tcp-multi-route-attach-gateway', sectionName: 'tcp' }, { name: 'tcp-attach-backend-1', port: 3000 },
  ), INFRA);
};

export const tcpSections: Builder = (chart) => {
  listeners.tcpSections(chart);
  const at = (name: string, section: Partial<ParentReference>, backend: string): void =>
    tcp(chart, name, spec({ name: 'tcp-multi-listener-gateway', ...section }, { name: backend, port: 3000 }), INFRA);
  at('tcp-route-by-port', { port: 9300 }, 'tcp-echo-one');
  at('tcp-route-by-section', { sectionName: 'two' }, 'tcp-echo-two');
  at('tcp-route-by-section-and-port', { sectionName: 'three', port: 9302 }, 'tcp-echo-three');
};

export const tcpWeights: Builder = (chart) => {
  listeners.tcpWeights(chart);
  tcp(chart, 'tcp-weighted-route', spec({ name: 'tcp-weighted-gateway', sectionName: 'tcp' }, ...weighted('tcp', 3000)), INFRA);
};

export const udpInvalidBackend: Builder = (chart) => {
  listeners.udpInvalidBackend(chart);
  udp(chart, 'udp-route-invalid-backend-ref-nonexistent', spec(
    { name: 'udp-gateway-invalid-backend', sectionName: 'udp' }, { name: 'nonexistent-service', port: 8080 },
  ), INFRA);
};

export const udpSeveralRoutes: Builder = (chart) => {
  listeners.udpSeveralRoutes(chart);
  udp(chart, 'udproute-attach-older', spec(
    { name: 'udp-multi-route-attach-gateway', sectionName: 'udp' }, { name: 'udp-attach-backend-1', port: 8080 },
  ), INFRA);
};

export const udpAllListeners: Builder = (chart) => {
  listeners.udpAllListeners(chart);
  udp(chart, 'udp-route-attach-all', spec(
    { name: 'udp-attach-all-listeners-gateway' }, { name: 'udp-echo-attach-all', port: 8080 },
  ), INFRA);
};

export const udpReferenceGrant: Builder = (chart) => {
  listeners.udpReferenceGrant(chart);
  udp(chart, 'udp-route-reference-grant', spec(
    { name: 'udp-gateway-reference-grant', sectionName: 'udp' }, { name: 'udp-echo-reference-grant', namespace: APP, port: 8080 },
  ), INFRA);
};

export const udpWeights: Builder = (chart) => {
  listeners.udpWeights(chart);
  udp(chart, 'udp-weighted-route', spec({ name: 'udp-weighted-gateway', sectionName: 'udp' }, ...weighted('udp', 8080)), INFRA);
};

export const tlsInvalidBackend: Builder = (chart) => {
  listeners.tlsInvalidBackend(chart);
  tls(chart, 'invalid-backend-ref-nonexistent', {
    ...spec({ name: 'gateway-tlsroute-invalid-backend-ref-nonexistent', namespace: INFRA },
      { name: 'nonexistent', namespace: INFRA, port: 443 }),
    hostnames: ['example.com'],
  }, INFRA);
};

export const tlsOtherHostname: Builder = (chart) => {
  listeners.tlsOtherHostname(chart);
  const mismatch = (id: number, parent: string, domain: string): TlsRoute => tls(chart, `tlsroute-hostname-mismatch-${id}`, {
    ...spec({ name: parent }, { name: 'tls-backend', port: 443 }), hostnames: [`www.${domain}`, `*.${domain}`],
  }, INFRA);
  mismatch(1, 'gateway-tls-exact-hostname', 'nomatch.com');
  mismatch(2, 'gateway-tls-wildcard-hostname', 'different.com');
};

export const tlsInvalidGrant: Builder = (chart) => {
  listeners.tlsInvalidGrant(chart);
  tls(chart, 'gateway-conformance-infra-test', {
    ...spec({ name: 'gateway-tlsroute-referencegrant' }, { name: 'tls-backend', namespace: APP, port: 443 }),
    hostnames: ['abc.example.com'],
  }, INFRA);
};

export const tlsSimple: Builder = (chart) => {
  listeners.tlsSimple(chart);
  tls(chart, 'gateway-conformance-infra-test', {
    ...spec({ name: 'gateway-tlsroute', namespace: INFRA }, { name: 'tcp-backend', port: 8443 }), hostnames: ['abc.example.com'],
  }, INFRA);
};

const app = (id: number, protocol: string, section: string): [string, StreamRouteSpec] => [
  `${protocol}-app-${id}`,
  spec({ name: `my-${protocol}-gateway`, sectionName: section }, { name: `my-${section}-service`, port: 6000 }),
];

export const tcpExample: Builder = (chart) => {
  exampleGateways.tcpGateway(chart);
  tcp(chart, ...app(1, 'tcp', 'foo'));
  tcp(chart, ...app(2, 'tcp', 'bar'));
};

export const tcpRoute: Builder = (chart) => tcp(chart, ...app(1, 'tcp', 'foo'));

export const udpRoute: Builder = (chart) => udp(chart, ...app(1, 'udp', 'foo'));

const EXAMPLE: TlsRouteSpec = {
  ...spec({ name: 'example-gateway', sectionName: 'tls' }, { name: 'example-svc', port: 443 }), hostnames: ['example.com'],
};

export const tlsAlpha3: Builder = (chart) => {
  tls(chart, 'example-route', EXAMPLE);
};

/** v1alpha2 took routes without hostnames, which v1 refuses: so they go away after its checks. */
export const tlsAlpha2: Builder = (chart) => tls(chart, 'example-route', EXAMPLE).addJsonPatch(JsonPatch.remove('/spec/hostnames'));

export const tlsTerminated: Builder = (chart) => {
  tls(chart, 'bar-route', {
    ...spec({ name: 'example-gateway', sectionName: 'tls-terminate' }, { name: 'bar-svc', port: 8080 }), hostnames: ['bar.example.com'],
  });
};
