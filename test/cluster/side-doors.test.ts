import { App, Testing } from 'cdk8s';
import { ClusterGuards, GuardMode, NetworkPolicyProtocol, OperatorChart, Subject, TeamAccess } from '../../src';
import type { Refusal } from '../../src/analysis/admission/judge-request';
import { TeamGrant } from '../../src/constructs/roles/team-grant';
import { resourceName } from '../../src/manifest/guards/closed-kinds';
import { DOOR_CASES } from '../guards/cases';
import type { Connection, DoorCase, Right } from '../guards/cases/door-case';
import { guardsCheck } from '../guards/check';
import { refusalsOf } from '../guards/evaluate';
import { GRANT, NEIGHBOUR, NEW, PLATFORM, policies, SETTINGS, TEAM } from '../guards/settings';
import type { Cluster } from './harness/cluster';
import { describeCluster } from './harness/describe-cluster';
import { type KubernetesObject, type Manifest, manifestOf } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import { inForce } from './harness/team-access';
import { typeChecks } from './harness/type-check';

const IDENTITY = { as: 'somebody', groups: ['system:masters', 'system:authenticated'] };

/** What TeamAccess and ClusterGuards emit from the settings of the cases. */
function emitted(): Manifest[] {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'doors-gateways' });
  const grants = [TeamGrant._fromData(GRANT)];
  new TeamAccess(chart, 'access', { grants, mode: GuardMode.ENFORCE });
  new ClusterGuards(chart, 'guards', {
    grants, mode: GuardMode.ENFORCE, platformNamespaces: [PLATFORM],
    neighbours: [{ fromNamespace: TEAM, toNamespace: NEIGHBOUR, toLabels: { app: 'pay' }, port: 8080, protocol: NetworkPolicyProtocol.TCP }],
    backendKinds: [{ namespace: TEAM, group: 'inference.networking.k8s.io', kind: 'InferencePool' }],
    platformObjects: [...SETTINGS.platformObjects], namespaceKeys: ['company.com/tier'], namespaceWriters: [Subject.group('doors-admins')],
  });
  return (Testing.synth(chart) as KubernetesObject[]).map(manifestOf);
}

const anything = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** A kind with any content, for admission to look at. */
function standIn(apiVersion: string, kind: string): Manifest {
  const [group, version] = apiVersion.split('/');
  const [plural] = resourceName(group, kind).split('.');
  return manifestOf({
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, annotations: { 'api-approved.kubernetes.io': 'unapproved, a stand-in for tests' } },
    spec: {
      group, scope: 'Namespaced', names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: anything } }],
    },
  });
}

async function standIns(cluster: Cluster): Promise<Manifest[]> {
  const kinds = new Map(DOOR_CASES.flatMap(({ manifest }) => (manifest ? [[`${manifest.apiVersion} ${manifest.kind}`, manifest]] : [])));
  const all = await Promise.all([...kinds.values()].map(async ({ apiVersion, kind }) =>
    (await cluster.resources.of({ apiVersion, kind }) ? [] : [standIn(apiVersion, kind)])));
  return all.flat();
}

/** Why the server refuses it; undefined where it does not. */
async function refusalOf(cluster: Cluster, { manifest, older, connection, username }: DoorCase): Promise<string | undefined> {
  const identity = { ...IDENTITY, ...(username !== undefined && { as: username }) };
  if (connection) return connect(cluster, connection);
  const tried = manifestOf(manifest as KubernetesObject);
  if (older) await cluster.install([manifestOf(older as KubernetesObject)]);
  const { accepted, message, code } = older ? await cluster.dryRunChange(tried, identity) : (await cluster.dryRun([tried], identity))[0];
  if (older) await cluster.delete([tried]);
  if (accepted) return undefined;
  if (code !== 403) throw new Error(`refused for something else: ${message}`);
  return message;
}

/** Behind admission there is no pod to connect to. */
async function connect(cluster: Cluster, { resource, subresource, namespace }: Connection): Promise<string | undefined> {
  const path = `/api/v1/namespaces/${namespace}/${resource}/a/${subresource}`;
  const { code, body } = await cluster.client.send({ method: 'POST', path, identity: IDENTITY });
  return code === 403 ? (body as { message: string }).message : undefined;
}

async function isAllowed(cluster: Cluster, { verb, group, resource }: Right): Promise<boolean> {
  const [plural, subresource] = resource.split('/');
  const resourceAttributes = { namespace: TEAM, verb, group, resource: plural, ...(subresource && { subresource }) };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user: 'ann', groups: ['team-doors'], resourceAttributes } };
  const { body } = await cluster.client.send({
    method: 'POST', path: '/apis/authorization.k8s.io/v1/subjectaccessreviews', body: JSON.stringify(review),
  });
  return (body as { status: { allowed: boolean } }).status.allowed;
}

const named = DOOR_CASES.map((one) => [`${one.door}, ${one.title}`, one] as const);

describeCluster('side doors on the server', 'standard', (cluster) => {
  const manifests = emitted();
  let crds: Manifest[] = [];
  let checked = new Map<DoorCase, Refusal[]>();

  beforeAll(async () => {
    checked = await guardsCheck(manifests.map(({ object }) => object), DOOR_CASES);
    crds = await standIns(cluster);
    await cluster.installCrds(crds);
    await inForce(cluster, manifests, [TEAM, PLATFORM, NEW, NEIGHBOUR]);
    await cluster.install([TEAM, PLATFORM].map((namespace) => (
      manifestOf({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }))));
  });
  afterAll(async () => {
    await cluster.delete([...crds, ...manifests]);
    await policiesInForce(cluster);
  });

  test('the policies that are judged without a server are those that are emitted', () => {
    const stored = manifests.filter(({ object }) => object.kind === 'ValidatingAdmissionPolicy');
    const byName = (a: { name?: string }, b: { name?: string }): number => (String(a.name) < String(b.name) ? -1 : 1);
    expect(stored.map(({ object }) => ({ name: object.metadata.name, spec: object.spec })).sort(byName))
      .toEqual(policies().sort(byName).map((one) => JSON.parse(JSON.stringify(one)) as object));
  });

  test('the expressions have the types of the kinds that they judge', async () => {
    const checks = await typeChecks(cluster, manifests.filter(({ object }) => object.metadata.name?.startsWith('gateway-access')));
    expect(checks.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
  });

  test.each(named.filter(([, { right, refusedBefore }]) => !right && !refusedBefore))('the verdict on %s is that of the server', async (_, one) => {
    const message = await refusalOf(cluster, one);
    // Who asks, and what is no object, no file says.
    const refusals = checked.get(one) ?? refusalsOf(one);
    expect(message === undefined).toBe(one.refusedBy === undefined);
    expect(refusals.length === 0).toBe(message === undefined);
    if (message === undefined) return;
    const [, policy] = /ValidatingAdmissionPolicy '([^']+)'/.exec(message) ?? [];
    expect(refusals.map((refusal) => refusal.policy)).toContain(policy);
    expect(refusals.some((refusal) => message.includes(refusal.message))).toBe(true);
  });

  test.each(named.filter(([, { right }]) => right))('RBAC decides %s', async (_, { right, refusedBy }) => {
    expect(await isAllowed(cluster, right!)).toBe(refusedBy === undefined);
  });
});
