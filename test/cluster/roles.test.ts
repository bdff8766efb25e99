import type { Identity } from './harness/client';
import { describeCluster } from './harness/describe-cluster';
import { synthesizeExample } from './harness/examples';
import { expectAccepted, expectRefused, type Refusal } from './harness/expectations';
import { type Manifest, manifestOf, namespacesOf } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import {
  gateway, gatewayClass, listenerSet, openEgress, type ParentRef, parentsOf, referenceGrant, roleBinding, route, type RouteParts,
} from './harness/requests';

/** One team of the company: what it was granted, as its own routes show it. */
interface Team {
  readonly name: string;
  readonly namespace: string;
  readonly hostname: string;
  readonly parent: ParentRef;
}

/** What someone tries, and the answer. */
type Attempt = [what: string, request: (mine: Team, theirs: Team) => Manifest, refusal: Refusal];

const forbidden = (message: RegExp): Refusal => ({ reason: 'Forbidden', message });
const unhosted = (mine: Team, kind: RouteParts['kind']): Manifest => route({ kind, namespace: mine.namespace, parents: [mine.parent] });
const hosted = (mine: Team, hostnames: string[], parts: Partial<RouteParts> = {}): Manifest =>
  route({ namespace: mine.namespace, parents: [mine.parent], hostnames, ...parts });

/** What RBAC keeps from a team. */
const BEYOND_RIGHTS: Attempt[] = [
  ['a Gateway', (mine) => gateway(mine.namespace), forbidden(/cannot create resource "gateways"/)],
  ['a GatewayClass', gatewayClass, forbidden(/cannot create resource "gatewayclasses".* at the cluster scope/)],
  ['a ListenerSet on the gateway', (mine) => listenerSet(mine.namespace, mine.parent), forbidden(/cannot create resource "listenersets"/)],
  [
    'a route in a foreign namespace', (_, theirs) => hosted(theirs, [theirs.hostname]),
    forbidden(/cannot create resource "httproutes".* in the namespace "(ecommerce|analytics)-prod"/),
  ],
  [
    'a ReferenceGrant in a foreign namespace', (mine, theirs) => referenceGrant(theirs.namespace, mine.namespace),
    forbidden(/cannot create resource "referencegrants".* in the namespace "(ecommerce|analytics)-prod"/),
  ],
  [
    'more rights for itself', (mine) => roleBinding(`team-${mine.name}`, 'edit', mine.namespace),
    forbidden(/cannot create resource "rolebindings"/),
  ],
];

/** What the admission policies keep from anyone in a team's namespace. */
const BEYOND_GRANT: Attempt[] = [
  ['a route for the other team\'s hostname', (mine, theirs) => hosted(mine, [theirs.hostname]), forbidden(/hostname ".*" is not granted/)],
  [
    'a route for its own hostname and the other team\'s', (mine, theirs) => hosted(mine, [mine.hostname, theirs.hostname]),
    forbidden(/hostname ".*" is not granted/),
  ],
  ['a route for all hostnames of the domain', (mine) => hosted(mine, ['*.company.com']), forbidden(/hostname "\*\.company\.com" is not granted/)],
  [
    'a route of the older version for the other team\'s hostname',
    (mine, theirs) => hosted(mine, [theirs.hostname], { apiVersion: 'gateway.networking.k8s.io/v1beta1' }),
    forbidden(/hostname ".*" is not granted/),
  ],
  ['an HTTPRoute without hostname', (mine) => unhosted(mine, 'HTTPRoute'), forbidden(/names no hostname/)],
  ['an HTTPRoute with an empty list of hostnames', (mine) => hosted(mine, []), forbidden(/names no hostname/)],
  ['a GRPCRoute without hostname', (mine) => unhosted(mine, 'GRPCRoute'), forbidden(/not granted this kind of route here, only HTTPRoute/)],
  ['a TLSRoute without hostname', (mine) => unhosted(mine, 'TLSRoute'), { reason: 'Invalid', message: /spec\.hostnames: Required value/ }],
  ['a TCPRoute, which has no hostname', (mine) => unhosted(mine, 'TCPRoute'), forbidden(/not granted this kind of route/)],
  ['a UDPRoute, which has no hostname', (mine) => unhosted(mine, 'UDPRoute'), forbidden(/not granted this kind of route/)],
  ['a GRPCRoute for its hostname', (mine) => hosted(mine, [mine.hostname], { kind: 'GRPCRoute' }), forbidden(/not granted this kind of route/)],
  ['a TLSRoute for its hostname', (mine) => hosted(mine, [mine.hostname], { kind: 'TLSRoute' }), forbidden(/not granted this kind of route/)],
  [
    'a parent without section', (mine) => hosted(mine, [mine.hostname], { parents: [{ ...mine.parent, sectionName: undefined }] }),
    forbidden(/parent gateway-system\/company-gateway\/ .*is not granted/),
  ],
  [
    'the other team\'s section', (mine, theirs) => hosted(mine, [theirs.hostname], { parents: [theirs.parent] }),
    forbidden(/parent gateway-system\/company-gateway\/\S+ .*is not granted/),
  ],
  [
    'a foreign gateway beside its own', (mine) => hosted(mine, [mine.hostname], { parents: [mine.parent, { ...mine.parent, name: 'other' }] }),
    forbidden(/parent gateway-system\/other\/\S+ .*is not granted/),
  ],
  [
    'a gateway of that name in another namespace',
    (mine) => hosted(mine, [mine.hostname], { parents: [{ ...mine.parent, namespace: 'elsewhere' }] }),
    forbidden(/parent elsewhere\/company-gateway\/\S+ .*is not granted/),
  ],
  [
    'a Service of another namespace as parent',
    (mine) => hosted(mine, [mine.hostname], { parents: [{ group: '', kind: 'Service', namespace: 'elsewhere', name: 'other' }] }),
    forbidden(/parent Service .*other.* is not granted/),
  ],
  ['no parent', (mine) => hosted(mine, [mine.hostname], { parents: undefined }), forbidden(/names no parent/)],
];

describeCluster('the company\'s roles', 'standard', (cluster) => {
  let company: Manifest[] = [];
  const rights = roleBinding('deployers', 'cluster-admin');
  const deployer: Identity = { as: 'deployer', groups: ['deployers'] };

  beforeAll(async () => {
    company = synthesizeExample('company');
    await cluster.createNamespaces([...namespacesOf(company), 'elsewhere']);
    await cluster.install([rights, ...company.filter((manifest) => !isTeams(manifest))]);
    await policiesInForce(cluster);
  });
  afterAll(async () => {
    await cluster.delete([rights, ...company]);
    await policiesInForce(cluster);
  });

  describe.each([['ecommerce', 'analytics'], ['analytics', 'ecommerce']])('team %s', (name, other) => {
    const member: Identity = { as: `someone-of-${name}`, groups: [`team-${name}`] };
    const own = (): Manifest[] => ownManifests(company, name);
    const attempt = (request: Attempt[1]): Manifest => request(teamOf(company, name), teamOf(company, other));

    test('its own manifests are accepted from a member', async () => {
      await cluster.dryRunUntil('accepted', routeOf(company, name), member);
      expectAccepted(await cluster.apply(own(), member));
    });

    test('its own manifests are accepted from someone with all rights', async () => {
      await cluster.dryRunUntil('accepted', routeOf(company, name), deployer);
      expectAccepted(await cluster.dryRun(own(), deployer));
    });

    test.each(BEYOND_RIGHTS)('a member is refused %s', async (_, request, refusal) => {
      expectRefused((await cluster.dryRun([attempt(request)], member))[0], refusal);
    });

    test.each(BEYOND_GRANT)('a member is refused %s', async (_, request, refusal) => {
      expectRefused((await cluster.dryRun([attempt(request)], member))[0], refusal);
    });

    test.each(BEYOND_GRANT)('someone with all rights is refused %s', async (_, request, refusal) => {
      expectRefused((await cluster.dryRun([attempt(request)], deployer))[0], refusal);
    });

    test.each([['a member', member], ['someone with all rights', deployer]])('%s is refused the change of a stored route', async (_, who) => {
      const stored = routeOf(company, name);
      await cluster.install([stored]);
      const spec = { ...stored.object.spec as object, hostnames: [teamOf(company, other).hostname] };
      expectRefused((await cluster.dryRun([manifestOf({ ...stored.object, spec })], who))[0], forbidden(/hostname ".*" is not granted/));
    });

    test('a member cannot touch what the operators own', async () => {
      const owned = company.filter((manifest) => !isTeams(manifest));
      const names = new Set(owned.map(({ object }) => object.kind));
      expect([...names]).toEqual(expect.arrayContaining(['Gateway', 'GatewayClass', 'Certificate', 'Role', 'ValidatingAdmissionPolicy']));
      for (const manifest of owned) {
        expectRefused(await cluster.dryRunDelete(manifest, member), forbidden(/./));
        expectRefused((await cluster.dryRun([manifest], member))[0], forbidden(/./));
      }
    });

    test('a member cannot read the other team\'s Secrets', async () => {
      const secret = manifestOf({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'password', namespace: `${other}-prod` } });
      await cluster.install([secret]);
      expectRefused(await cluster.tryRead(secret, member), forbidden(/cannot get resource "secrets"/));
      await cluster.delete([secret]);
    });
  });

  test('a member of the isolated team may write no policy that opens its egress', async () => {
    const member = { as: 'someone', groups: ['team-ecommerce'] };
    expectRefused((await cluster.dryRun([openEgress('ecommerce-prod')], member))[0], forbidden(/only policies that let its gateway's proxies/));
  });

  test('a member of the other team may write no NetworkPolicy at all', async () => {
    const member = { as: 'someone', groups: ['team-analytics'] };
    expectRefused((await cluster.dryRun([openEgress('analytics-prod')], member))[0], forbidden(/cannot create resource "networkpolicies"/));
  });
});

const CHARTS: Record<string, RegExp> = { ecommerce: /shop\.k8s\.yaml$/, analytics: /analytics\.k8s\.yaml$/ };

function isTeams({ source = '' }: Manifest): boolean {
  return Object.values(CHARTS).some((chart) => chart.test(source));
}

function ownManifests(company: Manifest[], team: string): Manifest[] {
  return company.filter(({ source = '' }) => CHARTS[team].test(source));
}

function routeOf(company: Manifest[], team: string): Manifest {
  const found = ownManifests(company, team).find(({ object }) => object.kind === 'HTTPRoute');
  if (!found) throw new Error(`team ${team} has no HTTPRoute`);
  return found;
}

function teamOf(company: Manifest[], name: string): Team {
  const found = routeOf(company, name);
  const { hostnames } = found.object.spec as { hostnames: string[] };
  return { name, namespace: `${name}-prod`, hostname: hostnames[0], parent: parentsOf(found)[0] };
}
