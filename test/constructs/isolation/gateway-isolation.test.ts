import { App, Testing } from 'cdk8s';
import {
  ClusterProfile, Destination, EnvoyGatewayDeployment, Findings, GatewayInfrastructure, GatewayIsolation, type GatewayIsolationProps, GatewayProxies,
  Implementation, Listener, OperatorChart, PlatformChart, Pods, SharedGateway, Team, TeamChart,
} from '../../../src';
import { testGrant } from '../../util/grants';
import { type Emitted, ISSUED } from '../gateway/edge';

const backends = [Destination.namespace('shop', 8080)];
const cluster = ClusterProfile.eks({ networkPlugin: 'aws-vpc-cni' });

interface Rule { from?: unknown[]; to?: unknown[]; ports?: { protocol: string; port: number }[] }

class Guarded {
  public readonly app = new App();
  public readonly chart: OperatorChart;
  public readonly gateway: SharedGateway;
  readonly #infrastructure: GatewayInfrastructure;

  public constructor(implementation: Implementation, listeners?: Listener[]) {
    const platform = new PlatformChart(this.app, 'platform', { cluster });
    this.#infrastructure = new GatewayInfrastructure(platform, 'public', { implementation });
    this.chart = new OperatorChart(this.app, 'edge', { namespace: 'gateway-system' });
    this.gateway = this.another('company', listeners);
  }

  public another(id: string, listeners?: Listener[]): SharedGateway {
    const { https } = this.#infrastructure.implementation._facts().ports;
    const usual = [Listener.httpsPerHostname(`*.${id}.com`, { certificate: ISSUED, port: https })];
    return new SharedGateway(this.chart, id, { infrastructure: this.#infrastructure, listeners: listeners ?? usual });
  }

  public isolate(props: Partial<GatewayIsolationProps> = {}, id = 'iso'): this {
    new GatewayIsolation(this.chart, id, { gateway: this.gateway, backends, ...props });
    return this;
  }

  public policies(): Emitted[] {
    return (Testing.synth(this.chart) as Emitted[]).filter(({ kind }) => kind === 'NetworkPolicy');
  }

  public rules(index: number, direction: 'ingress' | 'egress'): Rule[] {
    return this.policies()[index].spec[direction] as Rule[];
  }

  public codes(...of: string[]): string[] {
    return Findings.of(this.app).filter(({ code }) => of.includes(code)).map(({ code, message }) => `${code} ${message}`);
  }
}

const OWN = { 'gateway.envoyproxy.io/owning-gateway-name': 'company', 'gateway.envoyproxy.io/owning-gateway-namespace': 'gateway-system' };
const portsOf = (rules: Rule[]): number[][] => rules.map(({ ports }) => (ports ?? []).map(({ port }) => port));

test('proxies of Envoy Gateway keep listeners, health, xDS and DNS, and reach the backends alone', () => {
  const [ingress, control, out] = new Guarded(Implementation.envoyGateway()).isolate().policies();
  for (const policy of [ingress, control, out]) {
    expect(policy.metadata.namespace).toBe('envoy-gateway-system');
    expect(policy.spec.podSelector).toEqual({ matchLabels: OWN });
  }
  const tcp = (port: number): object => ({ protocol: 'TCP', port });
  expect(ingress.spec.policyTypes).toEqual(['Ingress']);
  expect(ingress.spec.ingress).toEqual([{ ports: [tcp(10_080), tcp(10_443)] }, { ports: [tcp(19_003), tcp(19_002)] }]);
  expect(control.spec.policyTypes).toEqual(['Egress']);
  expect(control.spec.egress).toEqual([
    {
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
      ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
    },
    {
      to: [{
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
        podSelector: { matchLabels: { 'control-plane': 'envoy-gateway' } },
      }],
      ports: [tcp(18_000), tcp(18_002)],
    },
  ]);
  expect(out.spec.egress).toEqual([{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }], ports: [tcp(8080)] }]);
});

test.each<[string, Implementation, number[][], number[]]>([
  ['Istio', Implementation.istio(), [[80, 443], [15_021]], [15_012]],
  ['NGINX Gateway Fabric', Implementation.nginxGatewayFabric(), [[80, 443], [8081]], [8443]],
  ['kgateway', Implementation.kgateway(), [[80, 443], [8082]], [9977]],
  ['Contour', Implementation.contour(), [[8080, 8443], [8002]], [8001]],
  ['Envoy Gateway in the Gateway\'s namespace', Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.GATEWAY_NAMESPACE }),
    [[10_080, 10_443], [19_003, 19_002]], [18_000, 18_002]],
])('%s: ports of listeners, of health, and of the control plane', (_, implementation, opened, control) => {
  const guarded = new Guarded(implementation).isolate();
  expect(portsOf(guarded.rules(0, 'ingress'))).toEqual(opened);
  expect(portsOf(guarded.rules(1, 'egress')).slice(1)).toEqual([control]);
});

test('Contour\'s control plane is told by the gateway\'s name', () => {
  const [, { to }] = new Guarded(Implementation.contour()).isolate().rules(1, 'egress');
  expect(to).toEqual([expect.objectContaining({ podSelector: { matchLabels: { app: 'contour-company' } } })]);
});

test('Kong Operator says itself what comes in', () => {
  const policies = new Guarded(Implementation.kong()).isolate().policies();
  expect(policies.map(({ spec }) => spec.policyTypes)).toEqual([['Egress'], ['Egress']]);
});

test('metrics are open to those who are named, clients may be limited, and a port may differ', () => {
  const readers = { metricsReaders: [{ namespace: 'monitoring', podLabels: { app: 'prometheus' } }] };
  const guarded = new Guarded(Implementation.istio()).isolate({ ...readers, clientCidrs: ['203.0.113.0/24'], podPorts: [9080] });
  const [clients, health, metrics] = guarded.rules(0, 'ingress');
  expect(clients).toEqual({ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ protocol: 'TCP', port: 9080 }] });
  expect(health.from).toBeUndefined();
  expect(metrics.from).toEqual([
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }, podSelector: { matchLabels: { app: 'prometheus' } } },
  ]);
  expect(portsOf([metrics])).toEqual([[15_090, 15_020]]);
});

test('an address block as backend leaves metadata closed', () => {
  const [{ to }] = new Guarded(Implementation.istio()).isolate({ backends: [Destination.cidr('169.0.0.0/8', 443, { reason: 'legacy' })] }).rules(2, 'egress');
  expect(to).toEqual([{ ipBlock: { cidr: '169.0.0.0/8', except: ['169.254.169.254/32'] } }]);
});

const api = Destination.cidr('10.0.0.1/32', 6443, { reason: 'Kubernetes API' });

test('proxies that read the Kubernetes API need its address', () => {
  expect(() => new Guarded(Implementation.traefik()).isolate())
    .toThrow(/controlPlane: proxies of Traefik read the Kubernetes API.*without the way there they go out of service: write \[Destination\.cidr/);
  const [, { to }] = new Guarded(Implementation.traefik()).isolate({ controlPlane: [api] }).rules(1, 'egress');
  expect(to).toEqual([{ ipBlock: { cidr: '10.0.0.1/32' } }]);
});

describe('findings', () => {
  test('GW531: a namespace that the gateway admits, and that no backend names', () => {
    const guarded = new Guarded(Implementation.istio()).isolate();
    guarded.gateway.admit(new Team('shop'), { namespaces: ['shop'], hostnames: ['a.company.com'] });
    expect(guarded.codes('GW531')).toEqual([]);
    guarded.gateway.admit(new Team('bank'), { namespaces: ['bank'], hostnames: ['b.company.com'] });
    expect(guarded.codes('GW531')).toEqual([expect.stringMatching(/gateway "company" admits namespace "bank" of team "bank", and no backend/)]);
  });

  test('GW532: a listener that stays closed', () => {
    expect(new Guarded(Implementation.istio()).isolate().codes('GW532')).toEqual([]);
    expect(new Guarded(Implementation.istio()).isolate({ listenerPorts: [443] }).codes('GW532'))
      .toEqual([expect.stringMatching(/gateway "company" has a listener on TCP 80, which this isolation closes/)]);
  });

  test('GW533: another gateway of the same proxies', () => {
    const guarded = new Guarded(Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.MERGED_GATEWAYS })).isolate();
    const other = guarded.another('other');
    expect(guarded.codes('GW533')).toEqual([expect.stringMatching(/gateway gateway-system\/other is served by the same proxies/)]);
    expect(guarded.isolate({ gateway: other }, 'too').codes('GW533')).toEqual([]);
  });
});

test.each<[string, () => unknown, RegExp]>([
  ['proxies in the host\'s network', () => new Guarded(Implementation.cilium()).isolate(), /no policy can select the proxies of Cilium: they are a part of every node/],
  ['proxies outside the cluster', () => new Guarded(Implementation.gke()).isolate(), /no policy can select the proxies of GKE Gateway: they run outside the cluster/],
  ['no gateway', () => new Guarded(Implementation.istio()).isolate({ gateway: 'company' as never }), /gateway "company": it is not a SharedGateway/],
  ['metadata', () => new Guarded(Implementation.istio()).isolate({ backends: [Destination.cidr('169.254.169.254/32', 80, { reason: 'x' })] }),
    /backends\[0\] \(169\.254\.169\.254\/32 TCP 80\): it is a metadata address of the cluster/],
  ['no destination', () => new Guarded(Implementation.istio()).isolate({ backends: [Pods.labelled({ a: 'b' }, 1) as never] }), /backends\[0\] .*it is not a Destination/],
  ['ports that Kong chooses', () => new Guarded(Implementation.kong()).isolate({ listenerPorts: [0] }), /listenerPorts\[0\] 0/],
  ['a bad block', () => new Guarded(Implementation.istio()).isolate({ clientCidrs: ['10.0.0.0/99'] }), /clientCidrs\[0\] "10\.0\.0\.0\/99"/],
  ['an unknown control plane', () => new Guarded(Implementation.custom({
    name: 'Acme', controllerName: 'acme.com/gw', proxies: GatewayProxies.pods({ app: 'acme' }),
  })).isolate(), /it is not known what configures the proxies of Acme/],
  ['a second one', () => new Guarded(Implementation.istio()).isolate().isolate({}, 'two'), /gateway gateway-system\/company is restricted by edge\/iso already/],
  ['a team\'s scope', () => {
    const { app, gateway } = new Guarded(Implementation.istio());
    return new GatewayIsolation(new TeamChart(app, 'shop', { grants: [testGrant()] }), 'iso', { gateway, backends });
  }, /only the cluster operator can make it/],
])('refused: %s', (_, make, message) => {
  expect(make).toThrow(message);
});
