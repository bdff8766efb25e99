import * as fs from 'node:fs';
import { App, Chart, Testing } from 'cdk8s';
import {
  ClusterProfile, EnvoyGatewayDeployment, GatewayApiChannel, GatewayInfrastructure, type GatewayInfrastructureProps, GatewayProxies, GkeDns,
  HaproxyDeployment, Implementation, KongDeployment, OperatorChart, PlatformChart,
} from '../../../src';
import type { ProxyPeers } from '../../../src/manifest/grant-data';
import { FEATURE_REPORTS, unsupportedOf } from '../../../src/manifest/implementation-features';
import { describeWithFacts, fact } from '../../util/facts';

const gateway = { name: 'edge', namespace: 'infra', className: 'public' };
const KUBE_DNS = { form: 'pods', namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, ports: [53] };

function platform(cluster?: ClusterProfile): PlatformChart {
  return new PlatformChart(new App(), 'platform', { cluster });
}

function infrastructure(props: GatewayInfrastructureProps): unknown[] {
  const chart = platform();
  new GatewayInfrastructure(chart, 'company-gateway-class', props);
  return Testing.synth(chart);
}

const gatewayClass = (spec: object, metadata: object = {}): object => ({
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: 'company-gateway-class', ...metadata }, spec,
});

describe('cluster profiles', () => {
  const AWS = ['169.254.169.254/32', 'fd00:ec2::254/128'];
  const GOOGLE = ['169.254.169.254/32', 'fd20:ce::254/128'];
  const AZURE = ['169.254.169.254/32', '168.63.129.16/32'];
  const ANY = [...AWS, 'fd20:ce::254/128', '168.63.129.16/32', '100.100.100.200/32'];

  test.each<[string, ClusterProfile, object]>([
    ['kubeadm', ClusterProfile.kubeadm(), { name: 'kubeadm', dns: [KUBE_DNS], metadataCidrs: ANY }],
    ['eks', ClusterProfile.eks(), { name: 'eks', dns: [KUBE_DNS], metadataCidrs: AWS }],
    ['eksAuto', ClusterProfile.eksAuto({ serviceCidr: '172.20.0.0/16' }), {
      name: 'eks-auto', dns: [{ form: 'cidr', cidr: '172.20.0.10/32', ports: [53] }], metadataCidrs: AWS,
    }],
    ['eksAuto with IPv6', ClusterProfile.eksAuto({ serviceCidr: 'fd12:3456:789a::/108' }), {
      name: 'eks-auto', dns: [{ form: 'cidr', cidr: 'fd12:3456:789a::a/128', ports: [53] }], metadataCidrs: AWS,
    }],
    ['gke', ClusterProfile.gke(), { name: 'gke', dns: [KUBE_DNS], metadataCidrs: GOOGLE }],
    ['gke with Cloud DNS', ClusterProfile.gke({ dns: GkeDns.CLOUD_DNS }), {
      name: 'gke', dns: [{ form: 'cidr', cidr: '169.254.169.254/32', ports: [53] }], metadataCidrs: GOOGLE,
    }],
    ['aks', ClusterProfile.aks(), { name: 'aks', dns: [KUBE_DNS], metadataCidrs: AZURE }],
    ['openShift', ClusterProfile.openShift(), {
      name: 'openshift',
      networkPlugin: 'ovn-kubernetes',
      dns: [{
        form: 'pods', namespace: 'openshift-dns', podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, ports: [53, 5353],
      }],
      metadataCidrs: ANY,
    }],
    ['kind', ClusterProfile.kind(), { name: 'kind', networkPlugin: 'kindnet', dns: [KUBE_DNS], metadataCidrs: ANY }],
    ['minikube', ClusterProfile.minikube(), { name: 'minikube', dns: [KUBE_DNS], metadataCidrs: ANY }],
  ])('%s', (_, profile, facts) => {
    expect(profile._data()).toStrictEqual({ gatewayApi: { version: '1.6', channel: 'standard' }, kubernetesVersion: '1.34', ...facts });
  });

  test('what no distribution decides is said on any of them', () => {
    const profile = ClusterProfile.eks({
      gatewayApiVersion: '1.5', gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL, kubernetesVersion: '1.36', networkPlugin: 'cilium',
      nodeLocalDns: ['169.254.20.10', 'fd00::10'],
    });
    expect(profile._data()).toStrictEqual({
      name: 'eks',
      gatewayApi: { version: '1.5', channel: 'experimental' },
      kubernetesVersion: '1.36',
      networkPlugin: 'cilium',
      dns: [KUBE_DNS, { form: 'cidr', cidr: '169.254.20.10/32', ports: [53] }, { form: 'cidr', cidr: 'fd00::10/128', ports: [53] }],
      metadataCidrs: AWS,
    });
  });

  test('a custom one takes every fact', () => {
    const profile = ClusterProfile.custom({
      name: 'on-premises',
      dns: [{ namespace: 'dns', podLabels: { app: 'resolver' }, ports: [5353] }, { cidr: '10.0.0.53/32' }],
      metadataCidrs: [],
    });
    expect(profile._data()).toStrictEqual({
      name: 'on-premises',
      gatewayApi: { version: '1.6', channel: 'standard' },
      kubernetesVersion: '1.34',
      dns: [
        { form: 'pods', namespace: 'dns', podLabels: { app: 'resolver' }, ports: [5353] },
        { form: 'cidr', cidr: '10.0.0.53/32', ports: [53] },
      ],
      metadataCidrs: [],
    });
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no Service CIDR', () => ClusterProfile.eksAuto(undefined as never), /eksAuto: serviceCidr undefined/],
    ['a Service CIDR that is none', () => ClusterProfile.eksAuto({ serviceCidr: '172.20.0.0' }), /eksAuto: serviceCidr "172.20.0.0": .*prefix length/],
    ['a Service CIDR without a tenth address', () => ClusterProfile.eksAuto({ serviceCidr: '10.0.0.0/30' }), /fewer than ten addresses/],
    ['a version that is none', () => ClusterProfile.eks({ gatewayApiVersion: 'v1' }), /eks: gatewayApiVersion "v1": it is not major\.minor/],
    ['a channel that is none', () => ClusterProfile.aks({ gatewayApiChannel: 'beta' as GatewayApiChannel }), /gatewayApiChannel "beta": .*EXPERIMENTAL/],
    ['a resolver that is none', () => ClusterProfile.gke({ dns: 'coredns' as GkeDns }), /gke: dns "coredns": .*GkeDns\.CLOUD_DNS/],
    ['a local cache that is no address', () => ClusterProfile.kind({ nodeLocalDns: ['cache.local'] }), /nodeLocalDns\[0\] "cache\.local": .*IP address/],
    ['local caches that are no list', () => ClusterProfile.kind({ nodeLocalDns: '169.254.20.10' as never }), /nodeLocalDns .*it is not a list/],
    ['a network plugin that is no name', () => ClusterProfile.kind({ networkPlugin: 'AWS VPC' }), /networkPlugin "AWS VPC"/],
    ['resolvers that are no list', () => ClusterProfile.custom({ name: 'x' } as never), /custom: dns undefined: it is not a list/],
    ['a resolver by both pods and address', () => ClusterProfile.custom({ name: 'x', dns: [{ cidr: '10.0.0.1/32', podLabels: { a: 'b' } }] }),
      /dns\[0\]: a resolver is named either by its pods or by its address/],
    ['a resolver that is every pod', () => ClusterProfile.custom({ name: 'x', dns: [{ namespace: 'dns', podLabels: {} }] }), /every pod/],
    ['a resolver with a label __proto__', () =>
      ClusterProfile.custom({ name: 'x', dns: [{ namespace: 'dns', podLabels: JSON.parse('{"__proto__":"x"}') as Record<string, string> }] }),
    /podLabels\["__proto__"\]/],
    ['a metadata address that is no CIDR', () => ClusterProfile.custom({ name: 'x', dns: [], metadataCidrs: ['10.0.0.300/32'] }), /metadataCidrs\[0\]/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('implementations', () => {
  const beside = (podLabels: object): object => ({ form: 'pods', namespace: 'infra', podLabels });
  const owning = { 'gateway.envoyproxy.io/owning-gateway-name': 'edge', 'gateway.envoyproxy.io/owning-gateway-namespace': 'infra' };
  const named = { 'gateway.networking.k8s.io/gateway-name': 'edge' };

  test.each<[string, Implementation, string, object]>([
    ['Envoy Gateway', Implementation.envoyGateway(), 'gateway.envoyproxy.io/gatewayclass-controller',
      { form: 'pods', namespace: 'envoy-gateway-system', podLabels: owning }],
    ['Envoy Gateway beside its gateways', Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.GATEWAY_NAMESPACE }),
      'gateway.envoyproxy.io/gatewayclass-controller', beside(owning)],
    ['Envoy Gateway with merged gateways',
      Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.MERGED_GATEWAYS, namespace: 'eg' }),
      'gateway.envoyproxy.io/gatewayclass-controller',
      { form: 'pods', namespace: 'eg', podLabels: { 'gateway.envoyproxy.io/owning-gatewayclass': 'public' } }],
    ['Istio', Implementation.istio(), 'istio.io/gateway-controller', beside(named)],
    ['Traefik', Implementation.traefik(), 'traefik.io/gateway-controller',
      { form: 'pods', namespace: 'traefik', podLabels: { 'app.kubernetes.io/name': 'traefik', 'app.kubernetes.io/instance': 'traefik-traefik' } }],
    ['Traefik of another release', Implementation.traefik({ release: 'edge', namespace: 'kube-system' }), 'traefik.io/gateway-controller',
      { form: 'pods', namespace: 'kube-system', podLabels: { 'app.kubernetes.io/name': 'traefik', 'app.kubernetes.io/instance': 'edge-kube-system' } }],
    ['NGINX Gateway Fabric', Implementation.nginxGatewayFabric(), 'gateway.nginx.org/nginx-gateway-controller', beside(named)],
    ['Cilium', Implementation.cilium(), 'io.cilium/gateway-controller', { form: 'ciliumEntity', entity: 'ingress' }],
    ['Kong', Implementation.kong(), 'konghq.com/gateway-operator', beside(named)],
    ['Kong Ingress Controller', Implementation.kong({ deployment: KongDeployment.INGRESS_CONTROLLER, release: 'edge' }),
      'konghq.com/kic-gateway-controller',
      { form: 'pods', namespace: 'kong', podLabels: {
        'app.kubernetes.io/name': 'kong', 'app.kubernetes.io/component': 'app', 'app.kubernetes.io/instance': 'edge',
      } }],
    ['kgateway', Implementation.kgateway(), 'kgateway.dev/kgateway', beside({ ...named, kgateway: 'kube-gateway' })],
    ['Contour', Implementation.contour(), 'projectcontour.io/gateway-controller', beside({ app: 'envoy-edge' })],
    ['GKE Gateway', Implementation.gke({ proxyOnlySubnets: ['10.129.0.0/23'] }), 'networking.gke.io/gateway',
      { form: 'addresses', cidrs: ['130.211.0.0/22', '35.191.0.0/16', '10.129.0.0/23'] }],
    ['AWS Load Balancer Controller', Implementation.awsLoadBalancerController({ proxies: GatewayProxies.addresses(['10.0.0.0/24']) }),
      'gateway.k8s.aws/alb', { form: 'addresses', cidrs: ['10.0.0.0/24'] }],
    ['HAProxy Ingress', Implementation.haproxy(), 'haproxy-ingress.github.io/controller',
      { form: 'pods', namespace: 'ingress-controller', podLabels: { 'app.kubernetes.io/name': 'haproxy-ingress' } }],
    ['HAProxy Unified Gateway', Implementation.haproxy({ deployment: HaproxyDeployment.UNIFIED_GATEWAY }), 'gate.haproxy.org/hug',
      { form: 'pods', namespace: 'haproxy-unified-gateway', podLabels: { run: 'haproxy-unified-gateway' } }],
    ['a custom one', Implementation.custom({
      name: 'Acme', controllerName: 'acme.example/gateway', proxies: GatewayProxies.pods({ gw: '{namespace}-{gateway}-{class}' }),
    }), 'acme.example/gateway', beside({ gw: 'infra-edge-public' })],
  ])('%s: controller name and proxies', (_, implementation, controllerName, proxies) => {
    expect(implementation.controllerName).toBe(controllerName);
    expect(implementation._proxiesOf(gateway)).toStrictEqual(proxies as ProxyPeers);
  });

  test('proxies that no one knows say which option names them', () => {
    expect(Implementation.awsLoadBalancerController()._proxiesOf(gateway)).toStrictEqual({
      form: 'none', reason: expect.stringMatching(/GatewayProxies\.addresses/) as string,
    });
  });

  test('ports behind which clients see 80 and 443', () => {
    expect(Implementation.traefik()._facts().ports).toEqual({ http: 8000, https: 8443 });
    expect(Implementation.traefik({ httpPort: 80, httpsPort: 443 })._facts().ports).toEqual({ http: 80, https: 443 });
    expect(Implementation.istio()._facts().ports).toEqual({ http: 80, https: 443 });
  });

  test('an installation may have another controller name', () => {
    expect(Implementation.istio({ controllerName: 'istio.io/second' }).controllerName).toBe('istio.io/second');
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a controller name without a path', () => Implementation.istio({ controllerName: 'istio' }), /istio: controllerName "istio": .*domain and a path/],
    ['a port that is none', () => Implementation.traefik({ httpPort: 0 }), /traefik: httpPort 0/],
    ['a deployment that is none', () => Implementation.envoyGateway({ deployment: '__proto__' as EnvoyGatewayDeployment }), /deployment "__proto__"/],
    ['proxies that are none', () => Implementation.istio({ proxies: {} as GatewayProxies }), /proxies \{\}: it is not a GatewayProxies/],
    ['proxies that are every pod', () => GatewayProxies.pods({}), /every pod/],
    ['a placeholder that is none', () => GatewayProxies.pods({ app: '{team}' }), /labels\["app"\] "\{team\}"/],
    ['proxies at no address', () => GatewayProxies.addresses([]), /cidrs is empty/],
    ['a custom one without a name', () => Implementation.custom({ name: ' ', controllerName: 'a.b/c' }), /custom: name " ": it is empty/],
    ['parameters of no kind', () => Implementation.custom({ name: 'A', controllerName: 'a.b/c', classParameters: { group: 'a.b', kind: '' } }),
      /classParameters .*it names no kind/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describeWithFacts('gateway-api')('features are what the conformance reports say', () => {
  interface Report {
    project: string; mode: string; version: string; gatewayAPIVersion: string; gatewayAPIChannel: string; alternates?: Report[];
    profiles: { supportedFeatures: string[]; unsupportedFeatures: string[] }[];
  }

  const { implementations } = JSON.parse(fs.readFileSync(fact('gateway-api/features.json'), 'utf8')) as { implementations: Report[] };
  const projects: Record<string, [string, string?]> = {
    envoyGateway: ['envoy-gateway'], envoyGatewayInNamespace: ['envoy-gateway', 'gateway-namespace-mode'], istio: ['istio'],
    traefik: ['traefik'], nginxGatewayFabric: ['nginx-gateway-fabric'], cilium: ['cilium'], kongOperator: ['kong-operator', 'expressions'],
    kongIngressController: ['kubernetes-ingress-controller', 'traditional_compatible'], kgateway: ['kgateway'], contour: ['contour'],
    awsLoadBalancerController: ['aws-load-balancer-controller'], gke: ['gke-gateway'], haproxyIngress: ['haproxy-ingress'],
  };

  test.each(Object.entries(FEATURE_REPORTS))('%s', (name, row) => {
    const [project, mode = 'default'] = projects[name];
    const newest = implementations.find((one) => one.project === project)!;
    const report = [newest, ...newest.alternates ?? []].find((one) => one.mode === mode)!;
    const supported = new Set(report.profiles.flatMap((profile) => profile.supportedFeatures));
    const unsupported = new Set(report.profiles.flatMap((profile) => profile.unsupportedFeatures).filter((feature) => !supported.has(feature)));
    expect(unsupportedOf(row).sort()).toEqual([...unsupported].sort());
    expect(row.isolatesListeners).toBe(supported.has('GatewayHTTPListenerIsolation'));
    expect(row.detectsMisdirectedRequests).toBe(supported.has('GatewayHTTPSListenerDetectMisdirectedRequests'));
    expect(row.report).toBe(`${report.version}, Gateway API ${report.gatewayAPIVersion} ${report.gatewayAPIChannel}`);
  });
});

describe('a GatewayInfrastructure', () => {
  test('is a GatewayClass named like the construct', () => {
    expect(infrastructure({ implementation: Implementation.istio(), description: 'Public traffic' })).toStrictEqual([
      gatewayClass({ controllerName: 'istio.io/gateway-controller', description: 'Public traffic' }),
    ]);
  });

  test('names parameters of the kind that the implementation reads', () => {
    const parametersRef = { name: 'proxies', namespace: 'envoy-gateway-system' };
    expect(infrastructure({ implementation: Implementation.envoyGateway(), parametersRef })).toStrictEqual([
      gatewayClass({
        controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
        parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'proxies', namespace: 'envoy-gateway-system' },
      }),
    ]);
  });

  test('carries the annotation that Kong Ingress Controller looks for', () => {
    const implementation = Implementation.kong({ deployment: KongDeployment.INGRESS_CONTROLLER });
    expect(infrastructure({ implementation, metadata: { name: 'kong', annotations: { owner: 'platform' } } })).toStrictEqual([
      gatewayClass({ controllerName: 'konghq.com/kic-gateway-controller' }, {
        name: 'kong', annotations: { 'konghq.com/gatewayclass-unmanaged': 'true', owner: 'platform' },
      }),
    ]);
  });

  test('carries no namespace, in whatever chart', () => {
    const chart = new PlatformChart(new App(), 'platform', { namespace: 'platform' });
    new GatewayInfrastructure(chart, 'edge', { implementation: Implementation.istio() });
    expect(Testing.synth(chart)).toStrictEqual([
      gatewayClass({ controllerName: 'istio.io/gateway-controller' }, { name: 'edge' }),
    ]);
  });

  test('knows the cluster of its scope', () => {
    const made = new GatewayInfrastructure(platform(ClusterProfile.aks()), 'edge', { implementation: Implementation.istio() });
    expect(made.cluster._data().name).toBe('aks');
    expect(new GatewayInfrastructure(platform(), 'edge', { implementation: Implementation.istio() }).cluster._data().name).toBe('generic');
  });

  test('refuses a scope whose cluster is no profile', () => {
    const chart = new PlatformChart(new App(), 'platform', { cluster: 'eks' as never });
    expect(() => new GatewayInfrastructure(chart, 'edge', { implementation: Implementation.istio() })).toThrow(/cluster "eks": it is not a ClusterProfile/);
  });

  test.each<[string, Partial<GatewayInfrastructureProps>, RegExp]>([
    ['parameters of a kind that no controller reads',
      { parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyGateway', name: 'x', namespace: 'y' } },
      /no controller reads kind "EnvoyGateway" of group "gateway\.envoyproxy\.io" here; write kind "EnvoyProxy"/],
    ['parameters for an implementation that reads none', { implementation: Implementation.traefik(), parametersRef: { name: 'x', namespace: 'y' } },
      /Traefik reads no parameters of a GatewayClass; remove it/],
    ['parameters that are read elsewhere', { implementation: Implementation.istio(), parametersRef: { name: 'x', namespace: 'y' } },
      /write it as parametersRef of the SharedGateway, which reads kind "ConfigMap" of group ""/],
    ['parameters without a namespace', { parametersRef: { name: 'x' } as never }, /parametersRef\.namespace undefined/],
    ['a description of more than 64 characters', { description: 'a'.repeat(65) }, /spec\.description .*65 characters, and 64/],
    ['no implementation', { implementation: undefined }, /implementation undefined: it is not an Implementation/],
    ['a name of 300 characters', { metadata: { name: 'a'.repeat(300) } }, /metadata\.name .*300 characters/],
    ['a namespace', { metadata: { namespace: 'x' } }, /metadata\.namespace "x": GatewayClass is cluster-scoped/],
  ])('refuses %s', (_, props, message) => {
    const make = (): unknown => infrastructure({ implementation: Implementation.envoyGateway(), ...props });
    expect(make).toThrow(message);
    expect(make).toThrow(/^\[platform\/company-gateway-class\] GatewayInfrastructure: /);
  });

  test('stands in a platform\'s scope alone', () => {
    const make = (scope: Chart): unknown => new GatewayInfrastructure(scope, 'edge', { implementation: Implementation.istio() });
    expect(() => make(new OperatorChart(new App(), 'edge'))).toThrow(/\[edge\/edge\] GatewayInfrastructure: .*cluster operator.*PlatformChart/);
    expect(() => make(new Chart(new App(), 'edge'))).toThrow(/no role is bound/);
  });

  test('has a name of its own in the app', () => {
    const app = new App();
    new GatewayInfrastructure(new PlatformChart(app, 'one'), 'edge', { implementation: Implementation.istio() });
    const again = (): unknown => new GatewayInfrastructure(new PlatformChart(app, 'two'), 'edge', { implementation: Implementation.istio() });
    expect(again).toThrow(/\[two\/edge\] GatewayInfrastructure: metadata\.name "edge": \[one\/edge\] is the GatewayClass of that name/);
  });
});

describe('an existing class', () => {
  test('has the name that is written, or the one that the implementation brings', () => {
    const implementation = Implementation.envoyGateway();
    expect(GatewayInfrastructure.existing({ className: 'public', implementation }).className).toBe('public');
    expect(GatewayInfrastructure.existing({ implementation }).className).toBe('eg');
  });

  test('needs a name where the implementation brings none', () => {
    expect(() => GatewayInfrastructure.existing({ implementation: Implementation.contour() })).toThrow(/className is missing/);
  });

  test('needs a cluster profile, if any', () => {
    const make = (): unknown => GatewayInfrastructure.existing({ implementation: Implementation.istio(), cluster: 'eks' as never });
    expect(make).toThrow(/GatewayInfrastructure\.existing: cluster "eks": it is not a ClusterProfile/);
  });
});
