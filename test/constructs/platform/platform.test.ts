import { App, Chart, Testing } from 'cdk8s';
import {
  ClusterProfile, EnvoyGatewayDeployment, GatewayInfrastructure, type GatewayInfrastructureProps, GatewayProxies,
  HaproxyDeployment, Implementation, KongDeployment, OperatorChart, PlatformChart,
} from '../../../src';
import type { ProxyPeers } from '../../../src/manifest/grant-data';

const gateway = { name: 'edge', namespace: 'infra', className: 'public' };

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

  test('proxies may run elsewhere', () => {
    expect(Implementation.istio({ proxies: GatewayProxies.ciliumIngress() })._proxiesOf(gateway)).toStrictEqual({ form: 'ciliumEntity', entity: 'ingress' });
    expect(Implementation.istio({ proxies: GatewayProxies.pods({ istio: 'ingress' }, { namespace: 'istio-ingress' }) })._proxiesOf(gateway))
      .toStrictEqual({ form: 'pods', namespace: 'istio-ingress', podLabels: { istio: 'ingress' } });
  });

  test('ports behind which clients see 80 and 443', () => {
    expect(Implementation.traefik()._facts().ports).toEqual({ http: 8000, https: 8443 });
    expect(Implementation.traefik({ httpPort: 80, httpsPort: 443 })._facts().ports).toEqual({ http: 80, https: 443 });
    expect(Implementation.istio()._facts().ports).toEqual({ http: 80, https: 443 });
  });

  test('a custom one may differ in everything', () => {
    const implementation = Implementation.custom({
      name: 'Acme', controllerName: 'acme.example/gateway', className: 'acme', httpPort: 8080, httpsPort: 8443, readsCertificateRefs: false,
      classParameters: { group: 'acme.example', kind: 'AcmeClass' }, gatewayParameters: { group: '', kind: 'ConfigMap' },
      isolatesListeners: true, detectsMisdirectedRequests: true, unsupportedFeatures: ['HTTPRouteRequestMirror'],
    });
    expect(implementation._facts()).toStrictEqual({
      name: 'Acme', controllerName: 'acme.example/gateway', className: 'acme', ports: { http: 8080, https: 8443 }, entryPoints: false,
      classParameters: { group: 'acme.example', kind: 'AcmeClass' }, gatewayParameters: { group: '', kind: 'ConfigMap' },
      proxies: { form: 'none', reason: expect.stringMatching(/GatewayProxies\.pods/) as string },
      readsCertificateRefs: false, ownCertificates: 'its own parameters',
      unsupportedFeatures: ['HTTPRouteRequestMirror'], isolatesListeners: true, detectsMisdirectedRequests: true,
    });
  });

  test('an installation may have another controller name', () => {
    expect(Implementation.istio({ controllerName: 'istio.io/second' }).controllerName).toBe('istio.io/second');
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a controller name without a path', () => Implementation.istio({ controllerName: 'istio' }), /istio: controllerName "istio": .*domain and a path/],
    ['a port that is none', () => Implementation.traefik({ httpPort: 0 }), /traefik: httpPort 0/],
    ['a deployment that is none', () => Implementation.envoyGateway({ deployment: '__proto__' as EnvoyGatewayDeployment }), /deployment "__proto__"/],
    ...(['readsCertificateRefs', 'isolatesListeners', 'detectsMisdirectedRequests'] as const).map((flag): [string, () => unknown, RegExp] => [
      `${flag} in text`, () => Implementation.custom({ name: 'A', controllerName: 'a.b/c', [flag]: 'false' as never }),
      new RegExp(`^Implementation\\.custom: ${flag} "false": it is neither true nor false; write true or false`)]),
    ['a feature that is none', () => Implementation.custom({ name: 'A', controllerName: 'a.b/c', unsupportedFeatures: ['HTTPRouteRequestMirorr'] }),
      /^Implementation\.custom: unsupportedFeatures\[0\] "HTTPRouteRequestMirorr": it is no feature of Gateway API.*; write "HTTPRouteRequestMirror"/],
    ['a feature that is near none', () => Implementation.custom({ name: 'A', controllerName: 'a.b/c', unsupportedFeatures: [7 as never] }),
      /unsupportedFeatures\[0\] 7: .*; write one such as "HTTPRouteRequestMirror"/],
    ['proxies that are none', () => Implementation.istio({ proxies: {} as GatewayProxies }), /proxies \{\}: it is not a GatewayProxies/],
    ['proxies that are every pod', () => GatewayProxies.pods({}), /every pod/],
    ['a placeholder that is none', () => GatewayProxies.pods({ app: '{team}' }), /labels\["app"\] "\{team\}"/],
    ['proxies at no address', () => GatewayProxies.addresses([]), /cidrs is empty/],
    ['a custom one without a name', () => Implementation.custom({ name: ' ', controllerName: 'a.b/c' }), /custom: name " ": it is empty/],
    ...(['envoyGateway', 'istio', 'traefik', 'nginxGatewayFabric', 'cilium', 'kong', 'kgateway', 'contour', 'awsLoadBalancerController', 'gke', 'haproxy',
      'custom'] as const).map((factory): [string, () => unknown, RegExp] => [`${factory} with null`, () => Implementation[factory](null as never),
      new RegExp(`^Implementation\\.${factory}: options null: it is not an object`)]),
    ['pods with null', () => GatewayProxies.pods({ app: 'x' }, null as never), /^GatewayProxies\.pods: options null: it is not an object/],
    ['labels in text', () => GatewayProxies.pods('app=x' as never), /^GatewayProxies\.pods: labels "app=x": it is not a map/],
    ['a namespace of Envoy Gateway where its proxies stand beside each Gateway',
      () => Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.GATEWAY_NAMESPACE, namespace: 'eg' }),
      /^Implementation\.envoyGateway: namespace "eg": proxies stand in the namespace of each Gateway; leave it out/],
    ['a namespace of Kong\'s operator', () => Implementation.kong({ namespace: 'kong' }),
      /^Implementation\.kong: namespace "kong": Kong Operator runs proxies beside each Gateway; leave it out, or write deployment: KongDeployment\.INGRESS/],
    ['a release of Kong\'s operator', () => Implementation.kong({ release: 'edge' }), /^Implementation\.kong: release "edge": Kong Operator runs/],
    ['parameters of no kind', () => Implementation.custom({ name: 'A', controllerName: 'a.b/c', classParameters: { group: 'a.b', kind: '' } }),
      /classParameters .*it names no kind/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
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
    ['parameters that are null', { parametersRef: null as never }, /parametersRef null: it is not an object; write \{ name, namespace \}/],
    ['labels in text', { metadata: { labels: 'a=b' as never } }, /metadata\.labels "a=b": it is not a map/],
    ['metadata that is null', { metadata: null as never }, /metadata null: it is not an object/],
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

  test('needs a scope and props', () => {
    expect(() => new GatewayInfrastructure(undefined as never, 'x', { implementation: Implementation.istio() }))
      .toThrow(/^GatewayInfrastructure: scope undefined: it is not a construct/);
    expect(() => new GatewayInfrastructure(platform(), 'x', undefined as never)).toThrow(/implementation undefined: it is not an Implementation/);
    expect(() => new GatewayInfrastructure(platform(), 'x', null as never)).toThrow(/implementation undefined: it is not an Implementation/);
    expect(() => GatewayInfrastructure.existing(null as never)).toThrow(/implementation undefined: it is not an Implementation/);
    expect(() => GatewayInfrastructure.fromContract(undefined as never)).toThrow(/file undefined: it is not a path/);
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
