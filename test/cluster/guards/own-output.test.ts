import { join } from 'node:path';
import {
  Backend, ClusterGuards, ClusterProfile, Destination, EgressLockdown, GatewayApp, GatewayInfrastructure, GuardMode, Implementation,
  Isolation, Listener, OperatorChart, PlatformChart, Pods, RouteMatch, SharedGateway, Subject, Team, TeamAccess, TeamChart, TeamRoute,
  TlsCertificate,
} from 'cdk8s-gateway';
import { MeshMode } from '../../../src';
import { GuardedCompany } from '../../util/guarded-company';
import { widened } from '../../util/widened';
import { describeCluster } from '../harness/describe-cluster';
import { manifestsOfProgram } from '../harness/examples';
import { expectAccepted, expectRefused } from '../harness/expectations';
import { type KubernetesObject, type Manifest, manifestOf, namespacesOf } from '../harness/manifests';
import { policiesInForce } from '../harness/policies';
import { gone, stubCrd } from './stub-crds';
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

describeCluster('what holds and opens networks for operators, under guards', 'standard', (cluster) => {
  const pipeline = rights().filter(({ object }) => object.kind === 'ClusterRoleBinding');
  const crds = [
    { group: 'k8s.ovn.org', version: 'v1', kind: 'EgressFirewall', plural: 'egressfirewalls' },
    { group: 'networking.gke.io', version: 'v1alpha1', kind: 'FQDNNetworkPolicy', plural: 'fqdnnetworkpolicies' },
    { group: 'networking.k8s.aws', version: 'v1alpha1', kind: 'ApplicationNetworkPolicy', plural: 'applicationnetworkpolicies' },
    { group: 'projectcalico.org', version: 'v3', kind: 'NetworkPolicy', plural: 'networkpolicies' },
  ].map((stub) => stubCrd(stub));
  const company = new GuardedCompany(MeshMode.SIDECAR);
  const manifests = (company.manifests() as unknown as KubernetesObject[]).map(manifestOf);
  const ofTeams = manifests.filter(({ object }) => company.teams().includes(String(object.metadata.namespace)) && object.kind !== 'Role');

  beforeAll(async () => {
    await gone(cluster, crds);
    await cluster.installCrds(crds);
    await cluster.createNamespaces(['flux-system', ...namespacesOf(manifests)]);
    await cluster.install([...pipeline, ...manifests.filter(({ object }) => object.kind.startsWith('ValidatingAdmissionPolicy'))]);
    await policiesInForce(cluster);
  });
  afterAll(async () => {
    await cluster.delete([...pipeline, ...manifests]);
    await cluster.delete(crds);
    await gone(cluster, crds);
    await policiesInForce(cluster);
  });

  test('passes, new and once more', async () => {
    expectAccepted(await cluster.dryRun(manifests, PIPELINE));
    expectAccepted(await cluster.apply(ofTeams, PIPELINE));
    expectAccepted(await cluster.apply(ofTeams, PIPELINE));
  });

  const named = (manifest: Manifest, name: string): Manifest =>
    manifestOf({ ...manifest.object, metadata: { ...manifest.object.metadata, name } });
  const denied = { reason: 'Forbidden', message: /ValidatingAdmissionPolicy 'cluster-guards-(closed-kinds|network-policies-(\d+|ungranted))'/ };

  test('is refused with one more peer, to the account that applies every file', async () => {
    const wider = ofTeams.map(({ object }) => manifestOf(widened(object as unknown as Parameters<typeof widened>[0]) as unknown as KubernetesObject));
    // What a kind does not know is refused before admission.
    const known = wider.filter(({ object }) => !['CiliumNetworkPolicy', 'ServiceEntry', 'Sidecar'].includes(object.kind));
    for (const verdict of await cluster.dryRun(known, PIPELINE)) expectRefused(verdict, denied);
  });

  test('is refused under another name, where teams may not write the kind', async () => {
    const closed = ofTeams.filter(({ object }) => object.apiVersion !== 'networking.k8s.io/v1').map((manifest) => named(manifest, 'own'));
    expect([...new Set(closed.map(({ object }) => object.kind))].sort()).toEqual([
      'ApplicationNetworkPolicy', 'CiliumNetworkPolicy', 'EgressFirewall', 'FQDNNetworkPolicy', 'NetworkPolicy', 'ServiceEntry', 'Sidecar',
    ]);
    for (const verdict of await cluster.dryRun(closed, PIPELINE)) expectRefused(verdict, denied);
  });
});
