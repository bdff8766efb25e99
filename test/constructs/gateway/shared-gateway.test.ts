import { App, Chart } from 'cdk8s';
import {
  Findings, GatewayInfrastructure, HttpRedirect, Implementation, Listener, OperatorChart, SharedGateway, type SharedGatewayProps, Team,
  TeamChart, TlsCertificate,
} from '../../../src';
import { testGrant } from '../../util/grants';
import { Edge, https, ISSUED, perHostname, REDIRECT, secret, secure } from './edge';

describe('a SharedGateway', () => {
  test('is the Gateway, named like the construct, in the chart\'s namespace', () => {
    const edge = new Edge();
    const gateway = edge.gateway({ listeners: [https('shop.company.com', 'shop-tls')] });
    expect(edge.emitted('Gateway')).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'company-gateway', namespace: 'gateway-system' },
      spec: {
        gatewayClassName: 'public',
        listeners: [REDIRECT, secure('https-shop-company-com', 'shop.company.com', { name: 'shop-tls' })],
      },
    }]);
    expect([gateway.gatewayName, gateway.gatewayNamespace]).toEqual(['company-gateway', 'gateway-system']);
  });

  test('stands where its metadata says', () => {
    const edge = new Edge();
    const gateway = edge.gateway({ metadata: { name: 'public', namespace: 'infra', labels: { tier: 'edge' } } });
    expect(edge.emitted('Gateway')[0].metadata).toEqual({ name: 'public', namespace: 'infra', labels: { tier: 'edge' } });
    expect([gateway.gatewayName, gateway.gatewayNamespace]).toEqual(['public', 'infra']);
    expect(edge.emitted('HTTPRoute')[0].metadata.namespace).toBe('infra');
  });

  test('takes addresses, labels, annotations and parameters for what the implementation makes', () => {
    const edge = new Edge(Implementation.istio());
    edge.gateway({
      addresses: ['203.0.113.10', '2001:db8::10', 'gateway.company.com'],
      infrastructureLabels: { team: 'edge' },
      infrastructureAnnotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' },
      parametersRef: { name: 'proxies' },
    });
    expect(edge.emitted('Gateway')[0].spec).toEqual({
      gatewayClassName: 'public',
      listeners: [REDIRECT],
      addresses: [
        { type: 'IPAddress', value: '203.0.113.10' }, { type: 'IPAddress', value: '2001:db8::10' },
        { type: 'Hostname', value: 'gateway.company.com' },
      ],
      infrastructure: {
        labels: { team: 'edge' },
        annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' },
        parametersRef: { group: '', kind: 'ConfigMap', name: 'proxies' },
      },
    });
  });

  test('listens on the ports of its implementation', () => {
    const edge = new Edge(Implementation.traefik());
    edge.gateway({ listeners: [https('shop.company.com', 'shop-tls')] });
    expect(edge.listeners()).toEqual([
      { ...REDIRECT, port: 8000 }, secure('https-shop-company-com', 'shop.company.com', { name: 'shop-tls' }, undefined, 8443),
    ]);
  });

  test('stands in an operator\'s scope alone', () => {
    const { infrastructure, app } = new Edge();
    const make = (scope: Chart): unknown => new SharedGateway(scope, 'gw', { infrastructure, listeners: [perHostname()] });
    expect(() => make(new TeamChart(app, 'shop', { grants: [testGrant()] })))
      .toThrow(/^\[shop\/gw\] SharedGateway: it stands in a scope of the application team "ecommerce".*cluster operator.*OperatorChart/);
    expect(() => make(new Chart(app, 'plain', { namespace: 'x' }))).toThrow(/no role is bound/);
  });

  test('needs a scope and props', () => {
    const { chart, infrastructure } = new Edge();
    expect(() => new SharedGateway(undefined as never, 'gw', { infrastructure, listeners: [perHostname()] }))
      .toThrow(/^SharedGateway: scope undefined: it is not a construct/);
    for (const props of [undefined, null]) {
      expect(() => new SharedGateway(chart, 'gw', props as never)).toThrow(/^\[edge\/gw\] SharedGateway: infrastructure is not the platform's/);
      expect(() => SharedGateway.existing(chart, 'gw', props as never)).toThrow(/^\[edge\/gw\] SharedGateway\.existing: infrastructure is not/);
    }
  });

  test('has a name of its own in its namespace', () => {
    const edge = new Edge();
    edge.gateway();
    const second = new OperatorChart(edge.app, 'second', { namespace: 'gateway-system' });
    const again = (): unknown => new SharedGateway(second, 'company-gateway', { infrastructure: edge.infrastructure, listeners: [perHostname()] });
    expect(again).toThrow(/\[second\/company-gateway\] SharedGateway: .*\[edge\/company-gateway\] is the Gateway of that name in namespace "gateway-system"/);
  });

  test.each<[string, Partial<SharedGatewayProps>, RegExp]>([
    ['no infrastructure', { infrastructure: undefined }, /infrastructure is not the platform's; write a GatewayInfrastructure/],
    ['parameters that are null', { parametersRef: null as never }, /parametersRef null: it is not an object/],
    ['addresses that hold null', { addresses: [null as never] }, /addresses\[0\].* null/],
    ['no listeners', { listeners: [] }, /listeners \[\]: a gateway listens for something/],
    ['a listener that is none', { listeners: ['https' as never] }, /listeners\[0\] "https": it is not a Listener/],
    ['a name that no Service can be made from', { metadata: { name: '1-edge' } }, /metadata\.name "1-edge": .*start with a letter/],
    ['a name of 300 characters', { metadata: { name: 'a'.repeat(300) } }, /metadata\.name .*300 characters/],
    ['a namespace that is no DNS label', { metadata: { namespace: 'Gateway System' } }, /metadata\.namespace "Gateway System"/],
    ['a label __proto__', { metadata: { labels: JSON.parse('{"__proto__":"x"}') as Record<string, string> } }, /metadata\.labels\["__proto__"\]/],
    ['annotations that are no map', { infrastructureAnnotations: null as never }, /infrastructureAnnotations null: it is not a map/],
    ['addresses that are no list', { addresses: '10.0.0.1' as never }, /addresses "10\.0\.0\.1": it is not a list/],
    ['addresses that are none', { addresses: ['10.0.0.300'] }, /spec\.addresses\[0\]\.value "10\.0\.0\.300": it is not an IPv4 or IPv6 address/],
    ['something else than a redirect', { httpRedirect: true as never }, /httpRedirect is not an HttpRedirect/],
    ['parameters of a kind that no controller reads', { parametersRef: { kind: 'ConfigMap', group: '', name: 'x' } },
      /no controller reads kind "ConfigMap" of group "" here; write kind "EnvoyProxy"/],
  ])('refuses %s', (_, props, message) => {
    const make = (): unknown => new Edge().gateway(props);
    expect(make).toThrow(message);
    expect(make).toThrow(/^\[edge\/company-gateway\] SharedGateway: /);
  });

  test('refuses what the implementation ignores, and says who can', () => {
    expect(() => new Edge(Implementation.traefik()).gateway({ addresses: ['203.0.113.10'] }))
      .toThrow(/addresses: Traefik does not support it \(GatewayStaticAddresses.*Cilium, Envoy Gateway, Istio, NGINX Gateway Fabric, kgateway/);
    expect(() => new Edge(Implementation.traefik()).gateway({ infrastructureLabels: { a: 'b' } }))
      .toThrow(/infrastructureLabels: Traefik does not support it \(GatewayInfrastructurePropagation.*Envoy Gateway/);
    expect(() => new Edge().gateway({ infrastructureLabels: { a: 'b' } })).not.toThrow();
    expect(() => new Edge().gateway({ infrastructureLabels: Object.fromEntries([...'abcdefghi'].map((key) => [key, 'x'])) }))
      .toThrow(/spec\.infrastructure\.labels .*9 entries, and 8 is the limit \(Gateway API v1\.6\.1, GatewayInfrastructure\); leave at most 8/);
    expect(() => new Edge(Implementation.istio()).gateway({ infrastructureLabels: { 'gateway.networking.k8s.io/gateway-name': 'x' } }))
      .toThrow(/the implementation sets keys of gateway\.networking\.k8s\.io itself/);
  });

  test('needs a namespace', () => {
    const { app, infrastructure } = new Edge();
    expect(() => new SharedGateway(new OperatorChart(app, 'bare'), 'gw', { infrastructure, listeners: [perHostname()] }))
      .toThrow(/\[bare\/gw\] SharedGateway: the namespace of the Gateway is not known; write it on the chart/);
  });

  test('leaves nothing behind where it was refused', () => {
    const edge = new Edge();
    expect(() => edge.gateway({ listeners: [] })).toThrow();
    expect(edge.chart.node.children).toEqual([]);
    expect(edge.gateway().gatewayName).toBe('company-gateway');
  });

  test('without any listener is a finding', () => {
    const edge = new Edge();
    edge.gateway({ httpRedirect: HttpRedirect.off('TLS ends before the gateway') });
    expect(Findings.of(edge.app)).toEqual([expect.objectContaining({ code: 'GW001', path: 'spec.listeners', construct: 'edge/company-gateway' })]);
  });
});

describe('the redirect', () => {
  const route = (requestRedirect: object): object => ({
    parentRefs: [{
      group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'company-gateway', namespace: 'gateway-system', sectionName: 'http',
    }],
    rules: [{
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301, ...requestRedirect } }],
    }],
  });
  const specs = (props: Partial<SharedGatewayProps>, implementation?: Implementation): unknown[] => {
    const edge = new Edge(implementation);
    edge.gateway(props);
    return edge.emitted('HTTPRoute').map(({ spec }) => spec);
  };

  test('answers clear text beside HTTPS with 301, from a listener for the Gateway\'s own namespace', () => {
    expect(specs({})).toStrictEqual([route({})]);
  });

  test('names no port where clients see 443 behind another one', () => {
    expect(specs({}, Implementation.traefik())).toStrictEqual([route({})]);
  });

  test('names the port that the HTTPS listeners stand on', () => {
    const listeners = [Listener.https('a.company.com', { certificate: ISSUED, port: 9443 })];
    expect(specs({ listeners })).toEqual([{ ...route({ port: 9443 }), hostnames: ['a.company.com'] }]);
  });

  test('names the hostnames served over HTTPS, as teams are admitted, sixteen to a route', () => {
    const edge = new Edge();
    const gateway = edge.gateway();
    const hostnames = Array.from({ length: 18 }, (_, i) => `h${i}.company.com`).sort();
    gateway.admit(new Team('shop'), { namespaces: ['shop'], hostnames });
    expect(edge.emitted('HTTPRoute').map(({ spec }) => spec)).toEqual([
      { ...route({}), hostnames: hostnames.slice(0, 16) }, { ...route({}), hostnames: hostnames.slice(16) },
    ]);
  });

  test('names the hostname of a wildcard listener', () => {
    const edge = new Edge();
    const gateway = edge.gateway({ listeners: [Listener.https('*.company.com', { certificate: TlsCertificate.fromSecret('wildcard') })] });
    gateway.admit(new Team('shop'), { namespaces: ['shop'], hostnames: ['a.company.com'] });
    expect(edge.emitted('HTTPRoute').map(({ spec }) => spec)).toEqual([{ ...route({}), hostnames: ['*.company.com'] }]);
  });

  test('takes ports', () => {
    const edge = new Edge();
    edge.gateway({ httpRedirect: HttpRedirect.toHttps({ port: 8080, httpsPort: 8443 }) });
    expect(edge.listeners()[0]).toEqual({ ...REDIRECT, port: 8080 });
    expect(edge.emitted('HTTPRoute')[0].spec).toEqual(route({ port: 8443 }));
  });

  test('is left out with a reason, beside a declared listener for HTTP, and where nothing is HTTPS', () => {
    expect(specs({ listeners: [https('a.company.com')], httpRedirect: HttpRedirect.off('the load balancer redirects') })).toEqual([]);
    const edge = new Edge();
    const httpRedirect = HttpRedirect.off('the load balancer redirects');
    edge.gateway({ listeners: [https('a.company.com')], httpRedirect, metadata: { annotations: { owner: 'edge' } } });
    expect(edge.emitted('Gateway')[0].metadata).toMatchObject({
      annotations: { owner: 'edge', 'gateway.cdk8s-gateway.io/no-http-redirect': 'the load balancer redirects' },
    });
    expect(specs({ listeners: [https('a.company.com'), Listener.http()] })).toEqual([]);
    expect(specs({ listeners: [Listener.http()] })).toEqual([]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no reason to be off', () => HttpRedirect.off(' '), /HttpRedirect\.off: reason is empty/],
    ['options that are null', () => HttpRedirect.toHttps(null as never), /^HttpRedirect\.toHttps: options null: it is not an object/],
    ['null for a redirect', () => specs({ listeners: [https('a.b')], httpRedirect: null as never }), /httpRedirect is not an HttpRedirect/],
    ['a port that is none', () => HttpRedirect.toHttps({ port: 65_536 }), /HttpRedirect\.toHttps: port 65536/],
    ['nothing to redirect to', () => specs({ listeners: [Listener.http()], httpRedirect: HttpRedirect.toHttps() }), /no listener is for HTTPS/],
    ['a listener that serves clear text', () => specs({ listeners: [https('a.b'), Listener.http()], httpRedirect: HttpRedirect.toHttps() }),
      /a listener for HTTP is declared/],
    ['several ports to choose from', () => specs({
      listeners: [8443, 9443].map((port) => Listener.https(`p${port}.company.com`, { certificate: ISSUED, port })),
    }), /listeners for HTTPS stand on ports 8443, 9443; .*HttpRedirect\.toHttps\(\{ httpsPort: 8443 \}\)/],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('an existing gateway', () => {
  const existing = (props: object = {}): { app: App; gateway: ReturnType<typeof SharedGateway.existing>; chart: OperatorChart } => {
    const app = new App();
    const chart = new OperatorChart(app, 'edge', { namespace: 'infra' });
    const infrastructure = GatewayInfrastructure.existing({ implementation: Implementation.istio() });
    const listeners = [Listener.https('*.example.com', { name: 'https', certificate: secret('wildcard') })];
    return { app, chart, gateway: SharedGateway.existing(chart, 'public', { name: 'public', infrastructure, listeners, ...props }) };
  };

  test('emits nothing of itself, and admits', () => {
    const { gateway, app } = existing();
    const grant = gateway.admit(new Team('docs'), { namespaces: ['docs'], hostnames: ['docs.example.com'] });
    expect(grant._data()).toMatchObject({
      gateway: { name: 'public', namespace: 'infra' },
      sections: [{ name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.example.com' }],
      hostnames: [{ hostname: 'docs.example.com', sections: ['https'], prefixes: ['/'] }],
      proxies: { form: 'pods', namespace: 'infra', podLabels: { 'gateway.networking.k8s.io/gateway-name': 'public' } },
    });
    expect(app.synthYaml()).toBe('');
  });

  test('may share certificates as it does, and makes no redirect', () => {
    const listeners = [https('a.example.com', 'shared'), https('b.example.com', 'shared')];
    const { gateway, chart } = existing({ listeners });
    gateway.admit(new Team('docs'), { namespaces: ['docs'], hostnames: ['a.example.com'] });
    expect(chart.node.findAll()).toHaveLength(2);
  });

  test.each<[string, object, RegExp]>([
    ['no name', { name: undefined }, /name undefined: it is not text/],
    ['a namespace that is none', { namespace: 'A' }, /namespace "A"/],
    ['listeners that it cannot get', { listeners: [perHostname()] }, /a gateway that runs already gets no further listeners/],
    ['listeners of one name', { listeners: [Listener.http({ name: 'x' }), Listener.http({ name: 'x', port: 8080 })] }, /have one name/],
    ['no infrastructure', { infrastructure: {} }, /infrastructure is not the platform's/],
  ])('refuses %s', (_, props, message) => {
    expect(() => existing(props)).toThrow(message);
  });
});
