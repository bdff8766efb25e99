import { join } from 'node:path';
import {
  Backend, ClusterGuards, ClusterProfile, Destination, EgressLockdown, GatewayApp, GatewayInfrastructure, GuardMode, Implementation,
  Isolation, Listener, OperatorChart, PlatformChart, Pods, RouteMatch, SharedGateway, Subject, Team, TeamAccess, TeamChart, TeamRoute,
  TlsCertificate,
} from 'cdk8s-gateway';
import { describeCluster } from '../harness/describe-cluster';
import { manifestsOfProgram } from '../harness/examples';
import { expectAccepted } from '../harness/expectations';
import { type Manifest, namespacesOf } from '../harness/manifests';
import { policiesInForce } from '../harness/policies';
import { PIPELINE, rights } from './world';

const NAMESPACE = 'own-shop';
const payments = Destination.cidr('198.51.100.0/24', 443, { exceptions: ['198.51.100.7/32'], reason: 'card network' });
const beside = Destination.cidr('203.0.113.0/24', 443, { reason: 'tax authority' });

/** A team that is isolated both ways, with a route, ways out of its grant, and one more that its lockdown alone names. */
function program(outdir: string): string[] {
  const manifests = join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: join(outdir, 'contracts') });
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.kind({ networkPlugin: 'calico' }) });
  const infrastructure = new GatewayInfrastructure(platform, 'own-class', { implementation: Implementation.envoyGateway() });
  const edge = new OperatorChart(app, 'edge', { namespace: 'own-gateways' });
  const gateway = new SharedGateway(edge, 'own', {
    infrastructure, listeners: [Listener.httpsPerHostname('*.example.com', { certificate: TlsCertificate.fromSecret('wildcard') })],
  });
  const grant = gateway.admit(new Team('own', { subjects: [Subject.group('team-own')] }), {
    namespaces: [NAMESPACE], hostnames: ['own.example.com'], isolation: Isolation.BOTH, egress: [payments],
  });
  new EgressLockdown(edge, 'lockdown', { grant, allow: [beside] });
  new TeamAccess(edge, 'access', { grants: [grant], mode: GuardMode.ENFORCE });
  new ClusterGuards(edge, 'guards', { grants: [grant], mode: GuardMode.ENFORCE });
  new TeamRoute(new TeamChart(app, 'own', { grants: [grant] }), 'api', {
    rules: [{
      matches: [RouteMatch.pathPrefix('/')],
      backends: [Backend.service('api', 8080, { pods: Pods.labelled({ app: 'api' }, 8080) })],
    }],
  });
  app.synth();
  return [manifests];
}

describeCluster('what the library itself emits, under its own guards', 'standard', (cluster) => {
  const pipeline = rights().filter(({ object }) => object.kind === 'ClusterRoleBinding');
  let manifests: Manifest[] = [];

  beforeAll(async () => {
    manifests = manifestsOfProgram(program);
    await cluster.createNamespaces(['flux-system', ...namespacesOf(manifests)]);
    await cluster.install([...pipeline, ...manifests.filter(({ object }) => object.kind.startsWith('ValidatingAdmissionPolicy'))]);
    await policiesInForce(cluster);
  });
  afterAll(async () => {
    await cluster.delete([...pipeline, ...manifests]);
    await policiesInForce(cluster);
  });

  test('passes, from the account that applies every file', async () => {
    expect(manifests.map(({ object }) => object.kind)).toEqual(expect.arrayContaining(['Gateway', 'HTTPRoute', 'NetworkPolicy', 'Role']));
    expectAccepted(await cluster.apply(manifests, PIPELINE));
    expectAccepted(await cluster.apply(manifests, PIPELINE));
  });
});
