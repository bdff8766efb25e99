import * as path from 'node:path';
import { Duration } from 'cdk8s';
import {
  Backend, ClusterProfile, Destination, EgressBackend, EgressGateway, EgressHost, EgressLockdown,
  GatewayApp, GatewayInfrastructure, GatewayIsolation, Implementation, Isolation, Listener, Neighbour, OperatorChart,
  PlatformChart, Pods, RouteMatch, SharedGateway, Team, TeamChart, type TeamGrant, TeamIsolation, TeamNamespaces, TeamRoute,
  TlsCertificate,
} from 'cdk8s-gateway';

const cluster = ClusterProfile.eks({ networkPlugin: 'cilium' });

/** A team that leaves the cluster through a gateway of its own, and talks to one neighbour. Returns the folders to apply. */
export function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });
  const platform = new PlatformChart(app, 'platform', { cluster });
  const infrastructure = new GatewayInfrastructure(platform, 'istio', { implementation: Implementation.istio() });

  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const certificate = TlsCertificate.fromClusterIssuer('letsencrypt-prod');
  const gateway = new SharedGateway(edge, 'edge', {
    infrastructure, listeners: [Listener.httpsPerHostname('*.shop.example', { certificate })],
  });
  const grant = gateway.admit(new Team('checkout'), {
    namespaces: ['checkout-prod'], hostnames: ['pay.shop.example'], isolation: Isolation.BOTH,
  });
  new GatewayIsolation(edge, 'edge-isolation', { gateway, backends: [Destination.namespace('checkout-prod', 8080)] });
  isolateTeams(edge, grant);
  openEgress(new OperatorChart(app, 'egress', { namespace: 'egress' }), infrastructure, grant);

  const team = new TeamChart(app, 'checkout', { grants: [grant] });
  const api = Backend.service('checkout-api', 80, { pods: Pods.labelled({ app: 'checkout-api' }, 8080) });
  new TeamRoute(team, 'api', { rules: [{ matches: [RouteMatch.pathPrefix('/')], backends: [api] }] });

  app.synth();
  return [manifests];
}

/** Both teams are closed, and one way between them is open. */
function isolateTeams(edge: OperatorChart, grant: TeamGrant): void {
  new TeamIsolation(edge, 'checkout-isolation', { team: TeamNamespaces.granted(grant), quota: { routes: 20 } });
  const ledger = TeamNamespaces.named(new Team('ledger'), ['ledger-prod'], cluster);
  new TeamIsolation(edge, 'ledger-isolation', { team: ledger, quota: {} });
  Neighbour.allow(edge, 'checkout-to-ledger', {
    client: { namespace: 'checkout-prod', podLabels: { app: 'checkout-api' } },
    server: { namespace: 'ledger-prod', pods: Pods.labelled({ app: 'ledger' }, 5432) },
    reason: 'bookings',
  });
}

/** The gateway to two hosts, and the lockdown that leaves only the way there. */
function openEgress(chart: OperatorChart, infrastructure: GatewayInfrastructure, grant: TeamGrant): void {
  const out = new EgressGateway(chart, 'checkout-egress', {
    infrastructure,
    clients: [TeamNamespaces.granted(grant)],
    destinations: [
      EgressHost.https('api.stripe.com', {
        reason: 'card payments', requestTimeout: Duration.seconds(10),
        circuitBreaker: { maxConnections: 100, consecutiveErrors: 5 },
      }),
      EgressHost.tls('files.bank.example', { reason: 'settlement files', port: 8443 }),
    ],
  });
  new EgressLockdown(chart, 'checkout-lockdown', {
    grant, backend: EgressBackend.egressGateway(out), allow: out.destinations,
  });
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/egress-gateway');
