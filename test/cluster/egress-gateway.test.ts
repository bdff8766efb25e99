import { Duration } from 'cdk8s';
import {
  CiliumEgressGateway, ClusterProfile, DefaultDenyAllowance, Destination, EgressHost, EgressSource, GatewayIsolation, GatewayProxies, Implementation,
  Listener, MeshMode, Neighbour, Pods, SharedGateway, Team, TeamIsolation, TeamNamespaces,
} from '../../src';
import { Way } from '../constructs/egress-gateway/team';
import { describeCluster } from './harness/describe-cluster';
import { expectAccepted, expectNoWarnings } from './harness/expectations';
import { type KubernetesObject, type Manifest, manifestOf, namespacesOf } from './harness/manifests';

const reason = 'card payments';
const circuitBreaker = { maxConnections: 10, maxPendingRequests: 5, maxRequests: 20, consecutiveErrors: 4, ejectionTime: Duration.millis(1500) };
const versions = [{ hostname: 'v1.partner.com', weight: 90 }, { hostname: 'v2.partner.com', weight: 10, port: 8443 }];
const retry = { attempts: 3, backoff: Duration.millis(250) };
const requestTimeout = Duration.seconds(90);

const PLAIN = [
  EgressHost.https('api.stripe.com', { reason }), EgressHost.tls('db.partner.com', { reason, port: 5433 }),
  EgressHost.https('own-ca.partner.com', { reason, authoritySecret: 'ca' }),
  EgressHost.https('mutual.partner.com', { reason, clientCertificateSecret: 'me', authoritySecret: 'ca' }),
  EgressHost.https('split.partner.com', { reason, versions, requestTimeout }), EgressHost.tls('split-tls.partner.com', { reason, versions }),
];
const RETRYING = EgressHost.https('retry.partner.com', { reason, retry, requestTimeout });
const BROKEN = [EgressHost.https('break.partner.com', { reason, circuitBreaker }), EgressHost.tls('break-tls.partner.com', { reason, circuitBreaker })];

const manifestsOf = (way: Way): Manifest[] => (way.emitted() as unknown as KubernetesObject[]).map(manifestOf);

function gatewayOf(implementation: Implementation, destinations: EgressHost[], options: { experimental?: boolean; xBackends?: boolean } = {}): Manifest[] {
  const way = new Way(implementation, options.experimental);
  way.isolate();
  way.gateway({ destinations, ...(options.xBackends && { xBackends: true }) });
  return manifestsOf(way);
}

const STANDARD: [string, () => Manifest[]][] = [
  ['Istio', () => gatewayOf(Implementation.istio(), [...PLAIN, ...BROKEN])],
  ['Envoy Gateway', () => gatewayOf(Implementation.envoyGateway(), [...PLAIN, ...BROKEN, RETRYING])],
  ['kgateway', () => gatewayOf(Implementation.kgateway(), [...PLAIN, ...BROKEN, RETRYING])],
  ['Cilium', cilium],
  ['isolation of teams, neighbours and a gateway\'s proxies', isolation],
  ['isolation of a gateway whose proxy Cilium runs', ciliumProxies],
];

const EXPERIMENTAL: [string, () => Manifest[]][] = [
  ['retries of Istio', () => gatewayOf(Implementation.istio(), [RETRYING], { experimental: true })],
  ['XBackends', () => gatewayOf(Implementation.istio(), [...PLAIN.filter((_, i) => ![1, 5].includes(i)), RETRYING], { experimental: true, xBackends: true })],
];

function cilium(): Manifest[] {
  const way = new Way(Implementation.istio());
  const clients = TeamNamespaces.named(new Team('shop'), ['shop-prod', 'shop-dev'], ClusterProfile.kubeadm({ networkPlugin: 'cilium' }));
  const v4 = Destination.cidr('203.0.113.0/24', 443, { reason, exceptions: ['203.0.113.7/32'] });
  const v6 = Destination.cidr('2001:db8:5::/48', 443, { reason });
  const nodes = { egress: 'true' };
  new CiliumEgressGateway(way.chart, 'addresses', {
    clients, destinations: [v4, v6], source: EgressSource.address('192.0.2.10', nodes), sourceV6: EgressSource.address('2001:db8::10', nodes),
  });
  new CiliumEgressGateway(way.chart, 'interface', { clients, destinations: [v4, v6], source: EgressSource.networkInterface('eth1', nodes) });
  return manifestsOf(way);
}

function isolation(): Manifest[] {
  const way = new Way(Implementation.istio());
  const gateway = new SharedGateway(way.chart, 'shared', { infrastructure: way.infrastructure, listeners: [Listener.http()] });
  const grant = gateway.admit(new Team('shop'), { namespaces: ['shop-prod'], hostnames: ['a.com'] });
  const ledger = { namespace: 'ledger-prod', pods: Pods.labelled({ app: 'ledger' }, 5432) };
  new TeamIsolation(way.chart, 'shop', {
    team: TeamNamespaces.granted(grant), gatewayBackends: [Pods.labelled({ app: 'web' }, 8080)], quota: { routes: 20, networkPolicies: 50 },
    allowances: [DefaultDenyAllowance.monitoring({ namespace: 'monitoring', ports: [9090] }), DefaultDenyAllowance.meshControlPlane({ ambient: true })],
  });
  new TeamIsolation(way.chart, 'ledger', { team: way.team('ledger'), quota: {} });
  Neighbour.allow(way.chart, 'shop-to-ledger', { client: { namespace: 'shop-prod' }, server: ledger, reason: 'bookings', mesh: MeshMode.AMBIENT });
  new GatewayIsolation(way.chart, 'proxies', {
    gateway, backends: [Destination.namespace('shop-prod', 8080), Destination.cidr('198.0.0.0/8', 443, { reason })],
    metricsReaders: [{ namespace: 'monitoring' }], clientCidrs: ['203.0.113.0/24', '2001:db8::/32'],
  });
  return manifestsOf(way);
}

function ciliumProxies(): Manifest[] {
  const way = new Way(Implementation.istio({ proxies: GatewayProxies.ciliumIngress() }));
  const gateway = new SharedGateway(way.chart, 'shared', { infrastructure: way.infrastructure, listeners: [Listener.http()] });
  const grant = gateway.admit(new Team('shop'), { namespaces: ['shop-prod'], hostnames: ['a.com'] });
  new TeamIsolation(way.chart, 'shop', { team: TeamNamespaces.granted(grant), gatewayBackends: [Pods.labelled({ app: 'web' }, 8080)] });
  return manifestsOf(way);
}

describe.each([['standard', STANDARD], ['experimental', EXPERIMENTAL]] as const)('egress gateways and isolation, %s channel', (channel, cases) => {
  describeCluster('every object is accepted, without a field that its schema does not know', channel, (cluster) => {
    test.each(cases)('%s', async (_, make) => {
      const manifests = make();
      await cluster.createNamespaces(namespacesOf(manifests));
      const verdicts = await cluster.dryRun(manifests);
      expectAccepted(verdicts);
      expectNoWarnings(verdicts);
    });
  });
});
