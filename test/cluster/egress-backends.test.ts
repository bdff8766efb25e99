import { App, Testing } from 'cdk8s';
import { DefaultDenyAllowance, Destination, EgressBackend, EgressLockdown, MeshMode, OperatorChart, Pods, PolicyTier } from '../../src';
import type { ClusterData } from '../../src/manifest/grant-data';
import { grantData, testGrant } from '../util/grants';
import { describeCluster } from './harness/describe-cluster';
import { expectAccepted, expectNoWarnings } from './harness/expectations';
import { type KubernetesObject, manifestOf, namespacesOf } from './harness/manifests';

const reason = 'tried';
const STRIPE = Destination.host('api.stripe.com', 443, { reason });
const ONE_LABEL = Destination.oneLabelUnder('x.io', 443, { reason });
const ANY_DEPTH = Destination.anyDepthUnder('x.io', 443, { reason });
const BLOCKS = [
  Destination.cidr('198.51.100.0/24', 443, { reason, exceptions: ['198.51.100.7/32'], endPort: 444, morePorts: [8443] }),
  Destination.anywhere(8080, { reason, exceptions: ['203.0.113.0/24', '2001:db8::/32'] }),
];
const SINGLE = [Destination.cidr('203.0.113.7/32', 443, { reason }), Destination.cidr('2001:db8::7/128', 443, { reason })];
const PODS = [
  Destination.namespace('ledger', 5432), Destination.workload(Pods.labelled({ app: 'ledger' }, 5432), { namespace: 'ledger', endPort: 5440 }),
  Destination.through({ proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 }, STRIPE), Destination.namespace('orders', 9090),
];
const NAMED = [Destination.kubernetesApi({ reason }), Destination.metadata({ reason }), Destination.workloadIdentity({ reason })];

/** What each back end whose definitions are at hand is given: all that it can hold. */
const CASES: [string, EgressBackend, Destination[]][] = [
  ['NetworkPolicy', EgressBackend.networkPolicy(), [...BLOCKS, ...SINGLE, ...PODS, ...NAMED]],
  ['Cilium', EgressBackend.cilium({ version: '1.19' }), [STRIPE, ONE_LABEL, ANY_DEPTH, ...BLOCKS, ...SINGLE, ...PODS, ...NAMED]],
  ['Cilium before 1.19', EgressBackend.cilium({ version: '1.18' }), [STRIPE, ONE_LABEL]],
  ['ClusterNetworkPolicy', EgressBackend.clusterNetworkPolicy({ experimental: true }), [STRIPE, ANY_DEPTH, ...BLOCKS, ...SINGLE, ...PODS, ...NAMED]],
  ['ClusterNetworkPolicy, Baseline', EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.BASELINE }), [...BLOCKS, ...SINGLE, ...PODS, ...NAMED]],
  ['Istio', EgressBackend.istio(), [STRIPE, ANY_DEPTH, Destination.host('db.example.com', 5432, { reason }), ...SINGLE, ...PODS, ...NAMED]],
  [
    'an egress gateway', EgressBackend.egressGateway({ proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 }),
    [STRIPE, ...PODS.slice(0, 2), ...NAMED],
  ],
  ['a proxy', EgressBackend.proxy({ namespace: 'egress-system', image: 'squid:6.10' }), [STRIPE, ONE_LABEL, ANY_DEPTH, ...BLOCKS, ...PODS, ...NAMED]],
];

function objectsOf(backend: EgressBackend, allow: Destination[], some: Destination[]): KubernetesObject[] {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  const { dns, ...company } = grantData().cluster;
  // A plugin of which nothing is known may read the policies of every back end.
  const cluster: ClusterData = {
    ...company, networkPlugin: 'own', mesh: MeshMode.SIDECAR, apiServer: [{ cidr: '10.0.0.10/32', ports: [6443] }],
    dns: [...dns, { form: 'cidr', cidr: '169.254.20.10/32', ports: [53] }],
  };
  const grant = testGrant({ isolation: { ingress: true, egress: true }, cluster });
  const allowances = [
    DefaultDenyAllowance.monitoring({ namespace: 'monitoring', ports: [9090] }), DefaultDenyAllowance.meshControlPlane({ ambient: true }),
    DefaultDenyAllowance.acmeSolver({ proxyNamespace: 'envoy' }), DefaultDenyAllowance.telemetry({ namespace: 'observability' }),
    DefaultDenyAllowance.webhooks({ kubernetesApiCidrs: ['10.0.0.0/28'], podLabels: { app: 'hook' }, port: 9443 }),
  ];
  new EgressLockdown(chart, 'all', { grant, backend, allow, allowances });
  new EgressLockdown(chart, 'some', { grant, backend, pods: { app: 'web' }, allow: [...some, Destination.namespace('orders', 8080)] });
  return Testing.synth(chart) as KubernetesObject[];
}

describeCluster('back ends of EgressLockdown', 'standard', (cluster) => {
  test.each(CASES)('%s: the server takes every object', async (_, backend, allow) => {
    const some = allow.filter((destination) => BLOCKS.includes(destination));
    const manifests = objectsOf(backend, allow, some).map(manifestOf);
    await cluster.createNamespaces(namespacesOf(manifests));
    const verdicts = await cluster.dryRun(manifests);
    expectAccepted(verdicts);
    expectNoWarnings(verdicts);
  });
});
