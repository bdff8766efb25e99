import { join } from 'node:path';
import {
  Backend, ClusterProfile, GatewayApp, GatewayInfrastructure, type GrantOptions, GuardMode, Implementation, Listener,
  OperatorChart, PlatformChart, RouteKind, RouteMatch, SharedGateway, Subject, Team, TeamAccess, TeamChart, TeamRoute,
  TlsCertificate,
} from 'cdk8s-gateway';
import { describeCluster } from './harness/describe-cluster';
import { manifestsOfProgram } from './harness/examples';
import { expectAccepted, expectRefused, type Refusal } from './harness/expectations';
import { type Manifest, namespacesOf } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import { type ParentRef, parentsOf, roleBinding, route, type RouteParts } from './harness/requests';
import { typeChecks } from './harness/type-check';

const GRANTS: Record<string, GrantOptions> = {
  catalog: { namespaces: ['catalog'], hostnames: ['shop.example.com'], prefixes: ['/catalog', '/search'] },
  cart: { namespaces: ['cart'], hostnames: ['shop.example.com'], prefixes: ['/cart'] },
  rpc: { namespaces: ['rpc'], hostnames: ['rpc.example.com'], routeKinds: [RouteKind.HTTP_ROUTE, RouteKind.GRPC_ROUTE] },
};

/** One wildcard listener for three teams: two share a hostname by paths, one has gRPC too. */
function program(outdir: string): string[] {
  const manifests = join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: join(outdir, 'contracts') });
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.kind() });
  const infrastructure = new GatewayInfrastructure(platform, 'shared-class', { implementation: Implementation.envoyGateway() });
  const edge = new OperatorChart(app, 'edge', { namespace: 'shared-system' });
  const gateway = new SharedGateway(edge, 'shared', {
    infrastructure,
    listeners: [Listener.https('*.example.com', { certificate: TlsCertificate.fromSecret('wildcard') })],
  });
  for (const [name, options] of Object.entries(GRANTS)) {
    const grant = gateway.admit(new Team(name, { subjects: [Subject.group(`team-${name}`)] }), options);
    new TeamAccess(edge, `${name}-access`, { grants: [grant], mode: GuardMode.ENFORCE });
    new TeamRoute(new TeamChart(app, name, { grants: [grant] }), 'own', {
      metadata: { name: 'own' },
      rules: [{ matches: [RouteMatch.pathPrefix(options.prefixes?.[0] ?? '/')], backends: [Backend.service('own', 8080)] }],
    });
  }
  app.synth();
  return [manifests];
}

const forbidden = (message: RegExp): Refusal => ({ reason: 'Forbidden', message });
const path = (value: string, type = 'PathPrefix'): object[] => [{ path: { type, value } }];
const OUTSIDE = forbidden(/needs an exact path or a path prefix under \/catalog, \/search/);

describeCluster('a hostname that teams share by paths', 'standard', (cluster) => {
  let manifests: Manifest[] = [];
  let parent: ParentRef;
  const rights = roleBinding('sharers', 'cluster-admin');
  const deployer = { as: 'deployer', groups: ['sharers'] };
  const identities = (team: string): [string, { as: string; groups: string[] }][] =>
    [['a member', { as: 'someone', groups: [`team-${team}`] }], ['someone with all rights', deployer]];
  const attempt = (namespace: string, hostname: string, parts: Partial<RouteParts>): Manifest =>
    route({ namespace, hostnames: [hostname], parents: [parent], ...parts });

  beforeAll(async () => {
    manifests = manifestsOfProgram(program);
    [parent] = parentsOf(manifests.find(({ object }) => object.kind === 'HTTPRoute' && object.metadata.name === 'own')!);
    await cluster.createNamespaces(namespacesOf(manifests));
    await cluster.install([rights, ...manifests]);
    await policiesInForce(cluster);
    await cluster.dryRunUntil('accepted', attempt('rpc', 'rpc.example.com', {}), deployer);
  });
  afterAll(async () => {
    await cluster.delete([rights, ...manifests]);
    await policiesInForce(cluster);
  });

  test('the policies\' expressions have the types of the kinds that they judge', async () => {
    const checks = await typeChecks(cluster, manifests);
    expect(checks).not.toEqual([]);
    expect(checks.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
  });

  describe.each(identities('catalog'))('%s', (_, identity) => {
    test.each([
      ['its prefix', path('/catalog')],
      ['a path under its prefix', path('/catalog/shoes', 'Exact')],
      ['its other prefix', path('/search/')],
    ])('may take %s', async (_what, matches) => {
      expectAccepted(await cluster.dryRun([attempt('catalog', 'shop.example.com', { matches })], identity));
    });

    test.each<[string, object[] | undefined]>([
      ['the other team\'s prefix', path('/cart')],
      ['a path that only begins with the same letters', path('/catalogue')],
      ['every path', path('/')],
      ['a match by header without a path', [{ headers: [{ name: 'x', value: 'y' }] }]],
      ['a regex', path('/catalog/.*', 'RegularExpression')],
      ['one good match and one bad', [...path('/catalog'), ...path('/cart')]],
      ['no match, which takes every path', undefined],
    ])('is refused %s', async (_what, matches) => {
      expectRefused((await cluster.dryRun([attempt('catalog', 'shop.example.com', { matches })], identity))[0], OUTSIDE);
    });

    test('is refused another hostname of the listener', async () => {
      const request = attempt('catalog', 'rpc.example.com', { matches: path('/catalog') });
      expectRefused((await cluster.dryRun([request], identity))[0], forbidden(/hostname "rpc\.example\.com" is not granted/));
    });
  });

  describe.each(identities('rpc'))('with a grant of gRPC, %s', (_, identity) => {
    test('may write a GRPCRoute for its hostname', async () => {
      expectAccepted(await cluster.dryRun([attempt('rpc', 'rpc.example.com', { kind: 'GRPCRoute' })], identity));
    });

    test('is refused a GRPCRoute without hostname', async () => {
      const request = route({ kind: 'GRPCRoute', namespace: 'rpc', parents: [parent] });
      expectRefused((await cluster.dryRun([request], identity))[0], forbidden(/names no hostname/));
    });

    test('is refused a GRPCRoute for another team\'s hostname', async () => {
      const request = attempt('rpc', 'shop.example.com', { kind: 'GRPCRoute' });
      expectRefused((await cluster.dryRun([request], identity))[0], forbidden(/hostname "shop\.example\.com" is not granted/));
    });
  });
});
