import type { Identity } from '../harness/client';
import { describeCluster } from '../harness/describe-cluster';
import { expectAccepted, expectRefused } from '../harness/expectations';
import { type KubernetesObject, type Manifest, manifestOf } from '../harness/manifests';
import { policiesInForce } from '../harness/policies';
import { GATEWAY_API } from '../harness/team-access';
import { type Verdict, verdictOf } from '../harness/verdict';
import { DOORS_OF_KINDS, STUBS } from './doors-of-kinds';
import { DOORS_OF_NAMES } from './doors-of-names';
import { DOORS_OF_POLICIES, FOR_THE_PROXIES } from './doors-of-policies';
import { DOORS_OF_ROUTES } from './doors-of-routes';
import { DOORS_OF_WORKLOADS } from './doors-of-workloads';
import { named, withMetadata } from './rows';
import { stubCrd } from './stub-crds';
import { guards, ISOLATED, NAMESPACES, rights, SHOP, TENANT } from './world';

const controller = (name: string): Identity => ({
  as: `system:serviceaccount:kube-system:${name}`, groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
});
const COLLECTOR = controller('generic-garbage-collector');
const NAMESPACE_CONTROLLER = controller('namespace-controller');
const HOLD = 'proof.example.com/hold';

/** Everything that a guard refuses, as it stood there before. */
const OLDER: readonly Manifest[] = [...DOORS_OF_ROUTES, ...DOORS_OF_KINDS, ...DOORS_OF_WORKLOADS, ...DOORS_OF_NAMES, ...DOORS_OF_POLICIES]
  .filter(({ deny }) => deny.verb === 'create')
  .map(({ deny: { manifest } }, i) => withMetadata(named(manifest, `older-${i}`), { finalizers: [HOLD] }));

const statusOf = ({ object: { apiVersion } }: Manifest): object => (apiVersion.startsWith(GATEWAY_API) ? { parents: [] } : { conditions: [] });

describeCluster('objects that are older than the guards', 'standard', (cluster) => {
  const policies = guards();
  const given = rights();
  const crds = [
    ...STUBS.map((stub) => stubCrd(stub)), stubCrd({ group: 'externaldns.k8s.io', kind: 'DNSEndpoint', plural: 'dnsendpoints', version: 'v1alpha1' }),
  ];
  const denyAll = manifestOf({
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'default-deny', namespace: ISOLATED },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  } as KubernetesObject);
  const own = named(FOR_THE_PROXIES, 'own');

  beforeAll(async () => {
    await cluster.createNamespaces(NAMESPACES);
    await cluster.installCrds(crds);
    const accounts = NAMESPACES.map((namespace) => manifestOf({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }));
    await cluster.install([...accounts, ...given, ...OLDER, denyAll, own, ...policies]);
    await policiesInForce(cluster);
  });
  afterAll(async () => {
    await cluster.delete(policies);
    await policiesInForce(cluster);
    for (const manifest of OLDER) await patch(manifest, { metadata: { finalizers: null } });
    await cluster.delete([...crds, ...given, ...OLDER, denyAll, own]);
  });

  async function patch({ object }: Manifest, change: object, identity?: Identity, options = '', subresource = ''): Promise<Verdict> {
    const path = `${await cluster.pathOf(object)}${subresource}${options}`;
    const contentType = 'application/merge-patch+json';
    return verdictOf(manifestOf(object), await cluster.client.send({ method: 'PATCH', path, contentType, body: JSON.stringify(change), identity }));
  }
  const each = async (work: (manifest: Manifest) => Promise<Verdict>): Promise<void> => {
    const verdicts: Verdict[] = [];
    for (const manifest of OLDER) verdicts.push(await work(manifest));
    expectAccepted(verdicts);
  };
  const DRY = '?dryRun=All';

  test('are of every guard', () => {
    const guarded = policies.filter(({ object }) => object.kind === 'ValidatingAdmissionPolicy').map(({ object }) => String(object.metadata.name));
    expect(guarded.length).toBeGreaterThan(20);
    expect(OLDER.length).toBeGreaterThan(150);
  });

  test.each([['the garbage collector', COLLECTOR], ['the namespace controller', NAMESPACE_CONTROLLER]])('%s deletes each', async (_, who) => {
    await each((manifest) => cluster.dryRunDelete(manifest, who));
    expectAccepted([await cluster.dryRunDelete(denyAll, who), await cluster.dryRunDelete(own, who)]);
  });

  test('the namespace controller deletes all of a kind at once', async () => {
    const collections = new Set<string>();
    for (const { object } of [...OLDER, denyAll]) collections.add((await cluster.pathOf(object)).replace(/\/[^/]*$/, ''));
    for (const path of collections) {
      const { code, body } = await cluster.client.send({ method: 'DELETE', path: `${path}${DRY}`, identity: NAMESPACE_CONTROLLER });
      expect({ path, code, body: code === 200 ? '' : body }).toEqual({ path, code: 200, body: '' });
    }
  });

  test('the garbage collector takes finalizers and owners away from each', async () => {
    await each((manifest) => patch(manifest, { metadata: { finalizers: null } }, COLLECTOR, DRY));
    await each((manifest) => patch(manifest, { metadata: { ownerReferences: [] } }, COLLECTOR, DRY));
  });

  test('a status is written on each that has one', async () => {
    const without = ['Endpoints', 'EndpointSlice', 'NetworkPolicy', 'ReferenceGrant'];
    const withStatus = OLDER.filter(({ object: { apiVersion, kind } }) => !(without.includes(kind) && /k8s\.io|^v1$/.test(apiVersion)));
    const verdicts: Verdict[] = [];
    for (const manifest of withStatus) verdicts.push(await patch(manifest, { status: statusOf(manifest) }, undefined, DRY, '/status'));
    expectAccepted(verdicts);
  });

  test('what carries the labels of another keeps them while others change', async () => {
    const pod = (labels: object): Manifest => manifestOf({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'relabelled', namespace: SHOP, labels },
      spec: { hostNetwork: true, containers: [{ name: 'a', image: 'a' }] },
    } as KubernetesObject);
    const stray = { 'istio.io/dataplane-mode': 'none' };
    await cluster.delete(policies);
    await policiesInForce(cluster);
    await cluster.install([pod(stray)]);
    await cluster.install(policies);
    await policiesInForce(cluster);
    expectAccepted([await cluster.dryRunChange(pod({ ...stray, app: 'a' }))]);
    const refusal = { reason: 'Forbidden', message: /label or annotation linkerd\.io\/inject/ };
    expectRefused(await cluster.dryRunChange(pod({ ...stray, 'linkerd.io/inject': 'disabled' })), refusal);
    await cluster.delete([pod(stray)]);
  });

  test('a team deletes its own network policy, and not the default deny, while all others are let through', async () => {
    const refusal = { reason: 'Forbidden', message: /'gateway-access-proof-isolated-networkpolicies' .*this one is none of those/ };
    expectAccepted([await cluster.dryRunDelete(own, TENANT)]);
    expectRefused(await cluster.dryRunDelete(denyAll, TENANT), refusal);
  });
});
