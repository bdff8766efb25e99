import { App, Testing } from 'cdk8s';
import { ClusterGuards, GuardMode, OperatorChart } from '../../src';
import { describeCluster } from './harness/describe-cluster';
import { expectAccepted, expectRefused } from './harness/expectations';
import { type KubernetesObject, type Manifest, manifestOf } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import { grant, inForce } from './harness/team-access';

const NAMESPACE = 'cluster-guarded';
const object = (apiVersion: string, kind: string, spec: object, metadata: object = {}): Manifest =>
  manifestOf({ apiVersion, kind, metadata: { name: 'tried', namespace: NAMESPACE, ...metadata }, spec });
const service = (spec: object) => object('v1', 'Service', { selector: { app: 'a' }, ports: [{ port: 80 }], ...spec });
const pod = (spec: object, metadata?: object) => object('v1', 'Pod', { containers: [{ name: 'a', image: 'a' }], ...spec }, metadata);
const policy = (spec: object) => object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, ...spec });
const certificate = (...dnsNames: string[]) => object('cert-manager.io/v1', 'Certificate', { secretName: 's', issuerRef: { name: 'i' }, dnsNames });

describeCluster('admission of side doors', 'standard', (cluster) => {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'guarded-gateways' });
  new ClusterGuards(chart, 'guards', { grants: [grant({ namespaces: [NAMESPACE] })], mode: GuardMode.ENFORCE });
  const manifests = (Testing.synth(chart) as KubernetesObject[]).map(manifestOf);
  beforeAll(async () => {
    await inForce(cluster, manifests, [NAMESPACE]);
    await cluster.install([manifestOf({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: NAMESPACE } })]);
  });
  afterAll(async () => {
    await cluster.delete(manifests);
    await policiesInForce(cluster);
  });

  test.each<[string, Manifest]>([
    ['a Service', service({})],
    ['a pod', pod({})],
    ['a NetworkPolicy for its own pods', policy({ ingress: [{ from: [{ podSelector: {} }] }] })],
    ['a Certificate', certificate('shop.company.com')],
    ['a Certificate of a webhook', certificate(`hook.${NAMESPACE}.svc`)],
  ])('%s passes', async (_, manifest) => {
    expectAccepted(await cluster.dryRun([manifest]));
  });

  test.each<[string, string, Manifest]>([
    ['a NodePort', 'services', service({ type: 'NodePort' })],
    ['a Service without selector', 'services', service({ selector: undefined })],
    ['a pod on the node\'s network', 'pods', pod({ hostNetwork: true })],
    ['a pod outside its mesh', 'pods', pod({}, { annotations: { 'sidecar.istio.io/inject': 'false' } })],
    ['an Ingress', 'closed-kinds', object('networking.k8s.io/v1', 'Ingress', { defaultBackend: { service: { name: 'a', port: { number: 80 } } } })],
    ['a NetworkPolicy to everywhere', 'network-policies-0', policy({ egress: [{}] })],
    ['a Certificate of another', 'certificates-0', certificate('bank.company.com')],
  ])('%s is refused, whoever applies it', async (_, guard, manifest) => {
    const message = new RegExp(`ValidatingAdmissionPolicy 'cluster-guards-${guard}'`);
    expectRefused((await cluster.dryRun([manifest]))[0], { reason: 'Forbidden', message });
  });
});
