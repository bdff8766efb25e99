import * as path from 'node:path';
import {
  Backend, ClusterProfile, Destination, EgressLockdown, EgressNeeds, GatewayApp, GatewayInfrastructure, Implementation,
  Isolation, Listener, OperatorChart, PlatformChart, Pods, RouteMatch, SharedGateway, Team, TeamChart, TeamRoute,
  TlsCertificate,
} from 'cdk8s-gateway';

/** A team that reaches what it needs and nothing else. Returns the folders to apply. */
export function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });

  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.gke({ networkPlugin: 'dataplane-v2' }) });
  const infrastructure = new GatewayInfrastructure(platform, 'edge-class', { implementation: Implementation.istio() });
  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const gateway = new SharedGateway(edge, 'edge', {
    infrastructure,
    listeners: [Listener.httpsPerHostname('*.bank.example', { certificate: TlsCertificate.fromIssuer('internal-ca') })],
  });
  const grant = gateway.admit(new Team('payments'), {
    namespaces: ['payments-prod'],
    hostnames: ['pay.bank.example'],
    isolation: Isolation.BOTH,
  });

  new EgressLockdown(edge, 'payments-egress', {
    grant,
    allow: [
      Destination.cidr('198.51.100.0/24', 443, { exceptions: ['198.51.100.7/32'], reason: 'card network, without its tests' }),
      Destination.cidr('2001:db8:5::/48', 443, { reason: 'card network over IPv6' }),
      Destination.workload(Pods.labelled({ app: 'ledger' }, 5432), { namespace: 'ledger-prod', reason: 'bookings' }),
      Destination.namespace('observability', 4317, { reason: 'traces' }),
    ],
  });

  const team = new TeamChart(app, 'payments', { grants: [grant] });
  const api = Backend.service('payment-api', 8080, { pods: Pods.labelled({ app: 'payment-api' }, 8080) });
  new TeamRoute(team, 'api', { rules: [{ matches: [RouteMatch.pathPrefix('/v1')], backends: [api] }] });
  new EgressNeeds(team, 'needs', {
    destinations: [
      Destination.cidr('198.51.100.16/28', 443, { reason: 'authorizations' }),
      Destination.workload(Pods.labelled({ app: 'ledger' }, 5432), { namespace: 'ledger-prod', reason: 'bookings' }),
    ],
  });

  app.synth();
  return [manifests];
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/egress');
