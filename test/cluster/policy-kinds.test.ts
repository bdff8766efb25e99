import { backendTlsPolicyProblems } from '../../src/manifest/backend-tls-policy-checks';
import type { FieldProblem } from '../../src/manifest/field-problem';
import { gatewayProblems } from '../../src/manifest/gateway-checks';
import { GATEWAY_API, GATEWAY_API_EXPERIMENTAL, type KindFacts, knownKind } from '../../src/manifest/kinds';
import { listenerSetProblems } from '../../src/manifest/listener-set-checks';
import { xBackendProblems } from '../../src/manifest/x-backend-checks';
import { xBackendTrafficPolicyProblems } from '../../src/manifest/x-backend-traffic-policy-checks';
import { xMeshProblems } from '../../src/manifest/x-mesh-checks';
import { describeCluster } from './harness/describe-cluster';
import { expectProblems, expectVerdicts, type Specs } from './harness/verdicts-on-specs';

type Problems = (spec: unknown) => FieldProblem[];

/** Specs of a kind that the API server takes, and those that it refuses. */
interface Judged extends Specs {
  readonly kind: KindFacts;
  readonly problems: Problems;
}

const TARGET = { group: '', kind: 'Service', name: 'payment' };
const SYSTEM = { hostname: 'payment.company.com', wellKnownCACertificates: 'System' };
const AUTHORITY = { group: '', kind: 'ConfigMap', name: 'authority' };
const policy = (validation: object, ...targetRefs: object[]): object =>
  ({ targetRefs: targetRefs.length > 0 ? targetRefs : [TARGET], validation: { ...SYSTEM, ...validation } });
const name = (fields: object): object => policy({ subjectAltNames: [fields] });

const BACKEND_TLS_POLICY: Judged = {
  kind: knownKind(GATEWAY_API, 'BackendTLSPolicy'),
  problems: backendTlsPolicyProblems,
  accepted: [
    policy({}), policy({ hostname: '10.0.0.1' }), policy({ caCertificateRefs: [] }), policy({ wellKnownCACertificates: 'example.com/Own_set.2' }),
    policy({ wellKnownCACertificates: undefined, caCertificateRefs: new Array(8).fill(AUTHORITY) }),
    policy({}, { ...TARGET, sectionName: 'a' }, { ...TARGET, sectionName: 'b' }), policy({}, TARGET, { ...TARGET, group: 'example.com' }),
    name({ type: 'Hostname', hostname: '*.company.com' }), name({ type: 'URI', uri: 'spiffe://company.com/a?b#c' }), name({ type: 'URI', uri: 'a://' }),
  ],
  refused: [
    policy({ caCertificateRefs: [AUTHORITY] }), policy({ wellKnownCACertificates: undefined }), policy({ wellKnownCACertificates: '' }),
    policy({ wellKnownCACertificates: 'system' }), policy({ wellKnownCACertificates: 'example.com/a/b' }), policy({ hostname: '*.company.com' }),
    policy({ hostname: 'Company.com' }), policy({ wellKnownCACertificates: undefined, caCertificateRefs: new Array(9).fill(AUTHORITY) }),
    policy({}, TARGET, TARGET), policy({}, TARGET, { ...TARGET, sectionName: 'a' }), policy({}, ...new Array<object>(17).fill(TARGET)),
    name({ type: 'Hostname' }), name({ type: 'URI' }), name({ type: 'Hostname', hostname: 'a.com', uri: 'a://b' }), name({ type: 'URI', uri: 'company.com' }),
    name({ type: 'URI', uri: 'a://b', hostname: 'a.com' }), name({ hostname: 'a.com' }),
  ],
};

const HTTP = { name: 'http', port: 80, protocol: 'HTTP' };
const TLS = { name: 'tls', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } };
/** Listeners of a Gateway and of a ListenerSet are held to the same. */
const ACCEPTED_LISTENERS: object[][] = [
  [HTTP], [{ ...HTTP, hostname: '10.0.0.1' }], [{ ...HTTP, protocol: 'HTTPs' }], [{ ...HTTP, protocol: 'example.com/Bar' }], [TLS],
  [HTTP, { ...HTTP, name: 'tcp', protocol: 'TCP' }], [{ ...HTTP, allowedRoutes: { namespaces: { from: 'Selector' } } }],
  [{ ...HTTP, allowedRoutes: { namespaces: { selector: { matchLabels: { a: 'b' } } }, kinds: [{ group: 'core', kind: 'TCPRoute' }] } }],
  [{ ...TLS, tls: { mode: 'Passthrough', certificateRefs: [{ name: 'tls' }] } }], [{ ...TLS, tls: { options: { 'a.io/b': '' } } }],
];
const REFUSED_LISTENERS: object[][] = [
  [], [HTTP, { ...HTTP, name: 'b' }], [HTTP, { ...HTTP, port: 81 }], [{ ...HTTP, protocol: 'HTTP S' }], [{ ...HTTP, protocol: 'example.com/' }],
  [{ ...TLS, tls: {} }], [{ ...TLS, tls: undefined }], [{ ...TLS, protocol: 'HTTPS' }], [{ ...TLS, protocol: 'HTTP' }], [{ ...HTTP, port: undefined }],
  [{ ...HTTP, protocol: 'UDP', hostname: 'a.com' }], [{ ...HTTP, allowedRoutes: { namespaces: { from: 'None' } } }],
];

const set = (listeners: object[], parentRef: object = {}): object => ({ parentRef: { name: 'company', ...parentRef }, listeners });
const LISTENER_SET: Judged = {
  kind: knownKind(GATEWAY_API, 'ListenerSet'),
  problems: listenerSetProblems,
  accepted: [...ACCEPTED_LISTENERS.map((listeners) => set(listeners)), set([HTTP], { kind: 'ListenerSet' }), set([HTTP], { group: '', kind: 'Service' })],
  refused: [
    ...REFUSED_LISTENERS.map((listeners) => set(listeners)), set([HTTP], { name: '' }), set([HTTP], { namespace: 'a.b' }), { listeners: [HTTP] },
  ],
};

const gateway = (listeners: object[], fields: object = {}): object => ({ gatewayClassName: 'company', listeners, ...fields });
const GATEWAY: Judged = {
  kind: knownKind(GATEWAY_API, 'Gateway'),
  problems: gatewayProblems,
  accepted: [
    ...ACCEPTED_LISTENERS.map((listeners) => gateway(listeners)),
    gateway([HTTP], { allowedListeners: { namespaces: { from: 'Selector' } } }), gateway([HTTP], { defaultScope: 'All' }),
    gateway([HTTP], { infrastructure: { labels: { 'gateway.networking.k8s.io/gateway-name': 'x' } } }),
    gateway([HTTP], { tls: { frontend: { default: {}, perPort: [{ port: 9999, tls: {} }] } } }),
  ],
  refused: [
    ...REFUSED_LISTENERS.map((listeners) => gateway(listeners)), gateway([HTTP], { allowedListeners: { namespaces: { from: 'Nobody' } } }),
    gateway([HTTP], { tls: { frontend: {} } }), gateway([HTTP], { addresses: [{ value: 'company.com' }] }),
  ],
};

const backend = (fields: object): object =>
  ({ type: 'ExternalHostname', externalHostname: { hostname: 'api.example.com' }, port: { port: 443 }, ...fields });
const backendTls = (fields: object): object => backend({ tls: { mode: 'ServerOnly', ...fields } });
const X_BACKEND: Judged = {
  kind: knownKind(GATEWAY_API_EXPERIMENTAL, 'XBackend'),
  problems: xBackendProblems,
  accepted: [
    backend({}), backend({ externalHostname: { hostname: '203.0.113.7' } }), backend({ port: { port: 443, name: '' } }), backend({ protocol: 'MCP' }),
    backendTls({}), backendTls({ validation: SYSTEM }), backendTls({ mode: 'None', validation: SYSTEM }),
    backendTls({ mode: 'ClientAndServer', clientCertificateRef: { name: 'client' } }),
  ],
  refused: [
    backend({ externalHostname: undefined }), backend({ externalHostname: { hostname: 'a.svc.cluster.local' } }), backend({ protocol: 'GRPC' }),
    backend({ port: { port: 443, name: 'Https' } }), backend({ port: { port: 443, name: 'a'.repeat(64) } }), backend({ type: 'Other' }),
    backend({ port: { port: 443, name: 'https' } }), backendTls({ mode: undefined }), backendTls({ mode: 'ClientAndServer' }),
    backendTls({ clientCertificateRef: { name: 'client' } }), backendTls({ validation: { hostname: 'a.com' } }),
  ],
};

const traffic = (fields: object): object => ({ targetRefs: [TARGET], ...fields });
const budget = (fields: object): object => traffic({ retryConstraint: { budget: fields } });
const rate = (fields: object): object => traffic({ retryConstraint: { minRetryRate: fields } });
const session = (sessionPersistence: object): object => traffic({ sessionPersistence });
const X_BACKEND_TRAFFIC_POLICY: Judged = {
  kind: knownKind(GATEWAY_API_EXPERIMENTAL, 'XBackendTrafficPolicy'),
  problems: xBackendTrafficPolicyProblems,
  accepted: [
    traffic({}), budget({ percent: 0, interval: '1s' }), budget({ interval: '1h' }), rate({ count: 1_000_000, interval: '1ms' }), rate({ interval: '60m' }),
    session({ type: 'Cookie', cookieConfig: {} }), session({ absoluteTimeout: '99999h', cookieConfig: { lifetimeType: 'Permanent' } }),
  ],
  refused: [
    { targetRefs: [] }, { targetRefs: [TARGET, TARGET] }, budget({ percent: 101 }), budget({ interval: '999ms' }), budget({ interval: '1h1ms' }),
    rate({ count: 0 }), rate({ interval: '0s' }), rate({ interval: '61m' }), rate({ interval: '1d' }), session({ type: 'Header', cookieConfig: {} }),
    session({ cookieConfig: { lifetimeType: 'Permanent' } }), session({ sessionName: 'a'.repeat(129) }),
  ],
};

const X_MESH: Judged = {
  kind: knownKind(GATEWAY_API_EXPERIMENTAL, 'XMesh'),
  problems: xMeshProblems,
  accepted: [{ controllerName: 'example.com/mesh', description: '', parametersRef: { group: '', kind: 'ConfigMap', name: 'p' } }],
  refused: [{}, { controllerName: 'mesh' }, { controllerName: 'example.com/mesh', description: 'a'.repeat(65) }],
};

describeCluster('checks of kinds against the server', 'experimental', (cluster) => {
  test.each([BACKEND_TLS_POLICY, LISTENER_SET, GATEWAY, X_BACKEND, X_BACKEND_TRAFFIC_POLICY, X_MESH].map((judged) => [judged.kind.kind, judged] as const))(
    '%s: both say the same', async (_, { kind, problems, ...specs }) => {
      await expectVerdicts(cluster, kind, specs);
      expectProblems(problems, specs);
    },
  );
});
