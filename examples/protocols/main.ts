import * as path from 'node:path';
import {
  Backend, BackendTls, ClusterProfile, GatewayApp, GatewayInfrastructure, GrpcMatch, HttpCorsMethod, Implementation, Listener,
  OperatorChart, PlatformChart, RouteFilter, RouteKind, RouteMatch, SharedGateway, Team, TeamChart, type TeamGrant, TeamGrpcRoute,
  TeamRoute, TeamTcpRoute, TeamTlsRoute, TeamUdpRoute, TlsAuthority, TlsCertificate,
} from 'cdk8s-gateway';
import type { Construct } from 'constructs';

/** The platform team: which implementation. */
export function platform(app: Construct, implementation = Implementation.envoyGateway()): GatewayInfrastructure {
  const chart = new PlatformChart(app, 'platform', { cluster: ClusterProfile.kind() });
  return new GatewayInfrastructure(chart, 'edge-class', { implementation });
}

/** Cluster operators: one gateway for HTTPS, TLS, TCP and UDP, and a grant of the team for each kind of traffic. */
export function operators(app: Construct, infrastructure: GatewayInfrastructure): TeamGrant[] {
  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const certificate = TlsCertificate.fromClusterIssuer('letsencrypt-prod');
  const gateway = new SharedGateway(edge, 'edge', {
    infrastructure,
    listeners: [
      Listener.httpsPerHostname('*.example.com', { certificate }),
      Listener.tls('mqtt.example.com', { certificate, port: 8883 }),
      Listener.tlsPassthrough('vault.example.com', { port: 8200 }),
      Listener.tcp(5432, { name: 'postgres' }),
      Listener.udp(8125, { name: 'statsd' }),
    ],
  });
  const shop = new Team('shop');
  const namespaces = ['shop'];
  return [
    gateway.admit(shop, { namespaces, hostnames: ['shop.example.com'] }),
    gateway.admit(shop, { namespaces, hostnames: ['grpc.example.com'], routeKinds: [RouteKind.GRPC_ROUTE] }),
    gateway.admit(shop, { namespaces, hostnames: ['mqtt.example.com', 'vault.example.com'], routeKinds: [RouteKind.TLS_ROUTE] }),
    gateway.admit(shop, {
      namespaces, listenerNames: ['postgres', 'statsd'], routeKinds: [RouteKind.TCP_ROUTE, RouteKind.UDP_ROUTE],
    }),
  ];
}

/** Pages of another origin may call, and one of two backends learns that it is the new one. */
export function api(chart: TeamChart): void {
  new TeamRoute(chart, 'api', {
    rules: [{
      matches: [RouteMatch.pathPrefix('/api')],
      filters: [RouteFilter.cors({
        allowOrigins: ['https://www.example.com'],
        allowMethods: [HttpCorsMethod.GET, HttpCorsMethod.PUT],
        allowHeaders: ['x-cart'],
      })],
      backends: [
        Backend.service('api', 8080),
        Backend.service('api-next', 8080, { filters: [RouteFilter.replaceRequestHeaders({ 'x-release': 'next' })] }),
      ],
    }],
  });
}

/** From the gateway to accounts it is TLS too, with a certificate that the company's own authority signed. */
export function accounts(chart: TeamChart): void {
  const backend = Backend.service('accounts', 8443);
  new TeamRoute(chart, 'accounts', { rules: [{ matches: [RouteMatch.pathPrefix('/accounts')], backends: [backend] }] });
  new BackendTls(chart, 'accounts-tls', {
    backend, portName: 'https', hostname: 'accounts.internal.example.com', authority: TlsAuthority.configMap('internal-ca'),
  });
}

/** One method of one service, and all methods of another. */
export function calls(chart: TeamChart): void {
  new TeamGrpcRoute(chart, 'calls', {
    rules: [
      { matches: [GrpcMatch.method('shop.v1.Catalog', 'List')], backends: [Backend.service('catalog', 9090)] },
      { matches: [GrpcMatch.service('shop.v1.Orders')], backends: [Backend.service('orders', 9090)] },
    ],
  });
}

/** What the gateway does not look into: it ends TLS for mqtt, passes it on to vault, and knows the others by port. */
export function streams(chart: TeamChart): void {
  new TeamTlsRoute(chart, 'mqtt', { hostnames: ['mqtt.example.com'], backends: [Backend.service('mqtt', 1883)] });
  new TeamTlsRoute(chart, 'vault', { hostnames: ['vault.example.com'], backends: [Backend.service('vault', 8200)] });
  new TeamTcpRoute(chart, 'postgres', { backends: [Backend.service('postgres', 5432)] });
  new TeamUdpRoute(chart, 'statsd', { backends: [Backend.service('statsd', 8125)] });
}

/** One team with HTTP, gRPC, TLS, TCP and UDP through one gateway. Returns the folders to apply. */
export function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });
  // Each route finds the grant for its kind.
  const shop = new TeamChart(app, 'shop', { grants: operators(app, platform(app)) });
  api(shop);
  accounts(shop);
  calls(shop);
  streams(shop);
  app.synth();
  return [manifests];
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/protocols');
