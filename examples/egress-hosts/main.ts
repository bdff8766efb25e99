import * as path from 'node:path';
import {
  ClusterProfile, DefaultDenyAllowance, Destination, EgressBackend, EgressLockdown, GatewayApp, GatewayInfrastructure,
  Implementation, Isolation, Listener, OperatorChart, PlatformChart, SharedGateway, Team, TlsCertificate,
} from 'cdk8s-gateway';

/** Ways out by name, on a cluster with Cilium. Returns the folders to apply. */
export function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });

  const cluster = ClusterProfile.eks({ networkPlugin: 'cilium', egressBackend: EgressBackend.cilium({ version: '1.19' }) });
  const platform = new PlatformChart(app, 'platform', { cluster });
  const infrastructure = new GatewayInfrastructure(platform, 'edge-class', { implementation: Implementation.envoyGateway() });
  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const gateway = new SharedGateway(edge, 'edge', {
    infrastructure,
    listeners: [Listener.httpsPerHostname('*.shop.example', { certificate: TlsCertificate.fromIssuer('internal-ca') })],
  });
  const grant = gateway.admit(new Team('orders'), {
    namespaces: ['orders-prod'],
    hostnames: ['orders.shop.example'],
    isolation: Isolation.BOTH,
  });

  // What every pod of the team may reach.
  new EgressLockdown(edge, 'orders-egress', {
    grant,
    allow: [
      Destination.host('api.stripe.com', 443, { reason: 'card payments' }),
      Destination.anyDepthUnder('carrier.example', 443, { reason: 'tracking, at hosts of each country' }),
      Destination.workloadIdentity({ reason: 'invoices in a bucket' }),
      Destination.namespace('orders-prod', 8080, { reason: 'its own services' }),
    ],
    allowances: [
      DefaultDenyAllowance.telemetry({ namespace: 'observability' }),
      DefaultDenyAllowance.monitoring({ namespace: 'monitoring', ports: [9090] }),
    ],
  });
  // And what its controller may reach beside that.
  new EgressLockdown(edge, 'controller-egress', {
    grant,
    pods: { app: 'orders-controller' },
    allow: [Destination.kubernetesApi({ reason: 'leader election' })],
  });

  app.synth();
  return [manifests];
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/egress-hosts');
