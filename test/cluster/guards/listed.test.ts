import type { Identity } from '../harness/client';
import { describeCluster } from '../harness/describe-cluster';
import { expectAccepted, expectRefused, type Refusal } from '../harness/expectations';
import { type KubernetesObject, type Manifest, manifestOf } from '../harness/manifests';
import { policiesInForce } from '../harness/policies';
import { route } from './doors-of-routes';
import { objectIn } from './rows';
import { stubCrd } from './stub-crds';
import { ABSENT, ADMIN, CERT_MANAGER, guards, NAMESPACES, PIPELINE, rights, SHOP } from './world';

const denied = (policy: string): Refusal => ({ reason: 'Forbidden', message: new RegExp(`ValidatingAdmissionPolicy 'cluster-guards-${policy}'`) });
const asMaster = (as: string): Identity => ({ as, groups: ['system:masters', 'system:authenticated'] });
const ISSUER = asMaster(`system:serviceaccount:${CERT_MANAGER}:cert-manager`);
const LISTED = asMaster('namespaces');

describeCluster('guards and what is listed in them', 'standard', (cluster) => {
  const policies = guards();
  const given = rights();
  beforeAll(async () => {
    await cluster.createNamespaces(['flux-system', ...NAMESPACES]);
    const account = manifestOf({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: SHOP } });
    await cluster.install([account, ...given, ...policies]);
    await policiesInForce(cluster);
  });
  afterAll(async () => {
    await cluster.delete([...given, ...policies]);
    await policiesInForce(cluster);
  });

  const namespace = (name: string, metadata: object = {}): Manifest =>
    manifestOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...metadata } } as KubernetesObject);
  const guarded = { labels: { 'istio-injection': 'disabled', 'company.com/tier': 'a' }, annotations: { 'linkerd.io/inject': 'disabled' } };

  test('the listed identity creates granted namespaces and sets guarded keys, and nobody else does', async () => {
    expectAccepted(await cluster.dryRun([namespace(ABSENT), namespace(ABSENT, guarded), namespace('proof-free', guarded)], LISTED));
    expectAccepted([await cluster.dryRunChange(namespace(SHOP, guarded), LISTED)]);
    for (const who of [PIPELINE, asMaster('somebody'), undefined]) {
      expectRefused((await cluster.dryRun([namespace(ABSENT)], who))[0], denied('namespaces'));
      expectRefused((await cluster.dryRun([namespace('proof-free', guarded)], who))[0], denied('namespaces'));
      expectRefused(await cluster.dryRunChange(namespace(SHOP, guarded), who), denied('namespaces'));
    }
  });

  test('a guarded key neither goes away nor changes, and stays where others change', async () => {
    const older = namespace('proof-older', { labels: { 'istio-injection': 'enabled' } });
    await cluster.apply([older], LISTED);
    expectAccepted([await cluster.dryRunChange(namespace('proof-older', { labels: { 'istio-injection': 'enabled', 'team': 'x' } }))]);
    expectRefused(await cluster.dryRunChange(namespace('proof-older')), denied('namespaces'));
    expectRefused(await cluster.dryRunChange(namespace('proof-older', { labels: { 'istio-injection': 'disabled' } })), denied('namespaces'));
  });

  test('a namespace cannot take the name of another by its label', async () => {
    const [{ result }] = await cluster.apply([namespace('proof-older', { labels: { 'kubernetes.io/metadata.name': CERT_MANAGER } })], LISTED);
    expect(result?.metadata).toMatchObject({ labels: { 'kubernetes.io/metadata.name': 'proof-older' } });
    await cluster.delete([namespace('proof-older')]);
  });

  test('what a tenant stores under the names of the policies decides nothing', async () => {
    const names = policies.filter(({ object }) => object.kind === 'ValidatingAdmissionPolicy').map(({ object }) => String(object.metadata.name));
    const maps = names.map((name) => manifestOf({
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: SHOP }, data: { map: 'bank.company.com', hostnames: 'bank.company.com' },
    } as KubernetesObject));
    expectAccepted(await cluster.apply(maps, ADMIN));
    await policiesInForce(cluster);
    const spec = { secretName: 's', issuerRef: { name: 'i' }, dnsNames: ['bank.company.com'] };
    const foreign = objectIn(SHOP, 'cert-manager.io/v1', 'Certificate', { spec });
    expectRefused((await cluster.dryRun([foreign], ADMIN))[0], denied('certificates-0'));
    await cluster.delete(maps);
  });

  describe('closed kinds that controllers write by themselves', () => {
    const stubs = [
      { group: 'cilium.io', version: 'v2', kind: 'CiliumEndpoint', plural: 'ciliumendpoints' },
      { group: 'networking.k8s.aws', version: 'v1alpha1', kind: 'PolicyEndpoint', plural: 'policyendpoints' },
      { group: 'elbv2.k8s.aws', version: 'v1beta1', kind: 'TargetGroupBinding', plural: 'targetgroupbindings' },
      { group: 'networking.gke.io', version: 'v1beta1', kind: 'ServiceNetworkEndpointGroup', plural: 'servicenetworkendpointgroups' },
    ];
    const crds = stubs.map((stub) => stubCrd(stub));
    beforeAll(() => cluster.installCrds(crds));
    afterAll(() => cluster.delete(crds));

    test.each([
      ['CiliumEndpoint', 'system:serviceaccount:kube-system:cilium'], ['CiliumEndpoint', `system:serviceaccount:${CERT_MANAGER}:cilium-operator`],
      ['PolicyEndpoint', 'eks:network-policy-controller'], ['TargetGroupBinding', 'system:serviceaccount:kube-system:aws-load-balancer-controller'],
      ['ServiceNetworkEndpointGroup', 'system:controller:glbc'],
    ])('a %s is written by %s, and by nobody else', async (kind, writer) => {
      const { group, version } = stubs.find((stub) => stub.kind === kind)!;
      const manifest = objectIn(SHOP, `${group}/${version}`, kind, { spec: { a: 1 } });
      expectAccepted(await cluster.dryRun([manifest], asMaster(writer)));
      const tenants = `system:serviceaccount:${SHOP}:${writer.split(':').pop()}`;
      for (const who of [ADMIN, PIPELINE, asMaster(tenants)]) expectRefused((await cluster.dryRun([manifest], who))[0], denied('closed-kinds'));
      const other = stubs.find((stub) => stub.kind !== kind)!;
      const another = objectIn(SHOP, `${other.group}/${other.version}`, other.kind, { spec: { a: 1 } });
      expectRefused((await cluster.dryRun([another], asMaster(writer)))[0], denied('closed-kinds'));
    });
  });

  describe('issuance', () => {
    const parent = [{ name: 'company-gateway', namespace: 'gateway-system', sectionName: 'shop' }];
    const challenge = [{ path: { type: 'Exact', value: '/.well-known/acme-challenge/token' } }];
    const metadata = {
      generateName: 'cm-acme-http-solver-', name: undefined, labels: { 'acme.cert-manager.io/http01-solver': 'true' },
      annotations: { 'sidecar.istio.io/inject': 'false' },
    };
    const pod = objectIn(SHOP, 'v1', 'Pod', {
      spec: { containers: [{ name: 'acmesolver', image: 'acmesolver', ports: [{ containerPort: 8089 }] }] },
    }, metadata);
    const service = (type: string): Manifest => objectIn(SHOP, 'v1', 'Service', {
      spec: { type, ports: [{ port: 8089 }], selector: { 'acme.cert-manager.io/http01-solver': 'true' } },
    });

    test('goes through: solver pod, Service and the route of a granted hostname', async () => {
      expectAccepted(await cluster.dryRun([pod, service('ClusterIP'), route('HTTPRoute', ['shop.company.com'], parent, challenge)], ISSUER));
    });

    test('opens nothing more: no foreign hostname, no NodePort, no such pod of others', async () => {
      const foreign = route('HTTPRoute', ['bank.company.com'], parent, challenge);
      expectRefused((await cluster.dryRun([foreign], ISSUER))[0], { reason: 'Forbidden', message: /hostname "bank\.company\.com" is not granted/ });
      expectRefused((await cluster.dryRun([service('NodePort')], ISSUER))[0], denied('services'));
      expectRefused((await cluster.dryRun([pod], ADMIN))[0], denied('pods'));
    });
  });
});
