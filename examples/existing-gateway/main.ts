import * as path from 'node:path';
import {
  Backend, GatewayApp, GatewayInfrastructure, Implementation, Listener, OperatorChart, RouteMatch, SharedGateway, Team,
  TeamChart, TeamRoute, TlsCertificate,
} from 'cdk8s-gateway';

/** A gateway that already runs: nothing of it is emitted, and a team is admitted to it. Returns the folders to apply. */
export function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });

  const infrastructure = GatewayInfrastructure.existing({ className: 'eg', implementation: Implementation.envoyGateway() });
  const edge = new OperatorChart(app, 'edge', { namespace: 'infrastructure' });
  const gateway = SharedGateway.existing(edge, 'public', {
    name: 'public',
    infrastructure,
    listeners: [
      Listener.https('*.example.com', { name: 'https', certificate: TlsCertificate.fromSecret('wildcard-example-com') }),
    ],
  });
  const grant = gateway.admit(new Team('docs'), { namespaces: ['applications'], hostnames: ['docs.example.com'] });

  const docs = new TeamChart(app, 'docs', { grants: [grant] });
  new TeamRoute(docs, 'site', {
    rules: [{ matches: [RouteMatch.pathPrefix('/')], backends: [Backend.service('docs-site', 80)] }],
  });

  app.synth();
  return [manifests];
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/existing-gateway');
