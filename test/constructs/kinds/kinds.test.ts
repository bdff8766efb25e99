import { type ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Gateway, GatewayClass, type GatewaySpec, HttpRoute, ListenerProtocol, NetworkPolicy, NetworkPolicyType, ReferenceGrant,
  RouteNamespacesFrom,
} from '../../../src';

const CLASS = { controllerName: 'example.com/controller' };
const GATEWAY: GatewaySpec = { gatewayClassName: 'company', listeners: [{ name: 'http', port: 80, protocol: ListenerProtocol.HTTP }] };

const chartIn = (namespace?: string, app = new App()): Chart => new Chart(app, 'edge', { namespace, disableResourceNameHashes: true });
const jsonOf = (object: ApiObject): unknown => object.toJson();
const untyped = <T>(value: unknown): T => value as T;

describe('what is emitted', () => {
  test('a GatewayClass, without a namespace in whatever chart', () => {
    const gatewayClass = new GatewayClass(chartIn('gateway-system'), 'company-class', {
      spec: { ...CLASS, description: 'Public', parametersRef: { group: 'example.com', kind: 'Parameters', name: 'p', namespace: 'infra' } },
    });
    expect(jsonOf(gatewayClass)).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'company-class' },
      spec: {
        controllerName: 'example.com/controller', description: 'Public',
        parametersRef: { group: 'example.com', kind: 'Parameters', name: 'p', namespace: 'infra' },
      },
    });
    expect(() => new GatewayClass(chartIn(), 'c', { metadata: { namespace: 'infra' }, spec: CLASS }))
      .toThrow('[edge/c] GatewayClass: metadata.namespace "infra": GatewayClass is cluster-scoped; leave the namespace out');
  });

  test('a Gateway: what is not given is not there, and nothing is added', () => {
    expect(jsonOf(new Gateway(chartIn('gateway-system'), 'company-gateway', { spec: GATEWAY }))).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'company-gateway', namespace: 'gateway-system' },
      spec: { gatewayClassName: 'company', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
    });
  });

  test('an HttpRoute without anything in it; undefined is not written', () => {
    expect(jsonOf(new HttpRoute(chartIn('shop'), 'products', { spec: { hostnames: undefined } }))).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'edge-products', namespace: 'shop' }, spec: {},
    });
  });

  test('a ReferenceGrant: referrers are the API\'s from', () => {
    const grant = new ReferenceGrant(chartIn('shop'), 'certificates', {
      metadata: { name: 'certs', labels: { team: 'shop' }, annotations: { 'example.com/why': 'TLS' } },
      spec: { referrers: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'edge' }], to: [{ group: '', kind: 'Secret' }] },
    });
    expect(jsonOf(grant)).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ReferenceGrant',
      metadata: { name: 'certs', namespace: 'shop', labels: { team: 'shop' }, annotations: { 'example.com/why': 'TLS' } },
      spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'edge' }], to: [{ group: '', kind: 'Secret' }] },
    });
  });

  test('a NetworkPolicy with empty selectors and lists as given', () => {
    const policy = new NetworkPolicy(chartIn('shop'), 'deny', {
      spec: { podSelector: {}, policyTypes: [NetworkPolicyType.INGRESS, NetworkPolicyType.EGRESS], egress: [] },
    });
    expect(jsonOf(policy)).toStrictEqual({
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'edge-deny', namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [] },
    });
  });

  test('a JSON patch that adds a field nobody knows survives', () => {
    const route = new HttpRoute(chartIn('shop'), 'products', {
      spec: { hostnames: ['shop.company.com'], rules: [{ backendRefs: [{ name: 'products', port: 8080 }] }] },
    });
    route.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', { level: 3 }));
    expect(jsonOf(route)).toMatchObject({ spec: { hostnames: ['shop.company.com'], fieldOfTomorrow: { level: 3 } } });
    expect(route.chart.toJson()).toStrictEqual([jsonOf(route)]);
  });

  test('what the caller changes afterwards changes no manifest', () => {
    const listeners = [{ name: 'http', port: 80, protocol: ListenerProtocol.HTTP }];
    const gateway = new Gateway(chartIn(), 'company', { spec: { ...GATEWAY, listeners } });
    listeners[0].port = 8080;
    expect(jsonOf(gateway)).toMatchObject({ spec: { listeners: [{ port: 80 }] } });
  });
});

describe('names of Gateways and GatewayClasses', () => {
  test('are the construct\'s id, without a hash, at any depth', () => {
    const chart = new Chart(new App(), 'edge', { namespace: 'gateway-system' });
    expect(new Gateway(new Construct(chart, 'inner'), 'company-gateway', { spec: GATEWAY }).name).toBe('company-gateway');
    expect(new Gateway(chart, 'other', { metadata: { name: 'own.name' }, spec: GATEWAY }).name).toBe('own.name');
  });

  test.each([
    ['Company', 'and a DNS label holds lower case letters'],
    ['a'.repeat(64), 'and it has 64 characters, and 63 is the limit; shorten it to at most 63 characters, or set metadata.name'],
    ['4edges', 'and names of Services are made from it, and they start with a letter; write "gateway-4edges", or set metadata.name'],
    ['a.b', 'and a DNS label holds lower case letters'],
  ])('an id that cannot be a name is refused: %s', (id, reason) => {
    expect(() => new Gateway(chartIn(), id, { spec: GATEWAY }))
      .toThrow(`[edge/${id}] Gateway: id "${id}": it is the object's name too, ${reason}`);
    expect(new Gateway(chartIn(), id, { metadata: { name: 'edge' }, spec: GATEWAY }).name).toBe('edge');
  });

  test('are taken once in an app', () => {
    // GIVEN
    const app = new App();
    const edge = chartIn('gateway-system', app);
    const other = new Chart(app, 'other', { namespace: 'gateway-system' });
    new Gateway(edge, 'company', { spec: GATEWAY });
    new GatewayClass(edge, 'class', { metadata: { name: 'company' }, spec: CLASS });
    // THEN
    expect(() => new Gateway(other, 'company', { spec: GATEWAY })).toThrow(
      '[other/company] Gateway: metadata.name "company": [edge/company] is the Gateway of that name in namespace "gateway-system"; '
      + 'give one of them another name');
    expect(() => new GatewayClass(other, 'second', { metadata: { name: 'company' }, spec: CLASS }))
      .toThrow('[other/second] GatewayClass: metadata.name "company": [edge/class] is the GatewayClass of that name; give one');
    expect(new Gateway(other, 'company', { metadata: { namespace: 'elsewhere' }, spec: GATEWAY }).name).toBe('company');
  });

  test('are free again when their construct is removed, and when its construction failed', () => {
    const chart = chartIn('gateway-system');
    new Gateway(chart, 'company', { spec: GATEWAY });
    chart.node.tryRemoveChild('company');
    expect(() => new Gateway(chart, 'company', { spec: { ...GATEWAY, listeners: [] } })).toThrow(/listeners/);
    expect(new Gateway(chart, 'company', { spec: GATEWAY }).name).toBe('company');
  });
});

describe('bad arguments', () => {
  test('a refused construct is not left in the tree', () => {
    const chart = chartIn();
    expect(() => new HttpRoute(chart, 'route', { spec: { hostnames: ['http://x'] } })).toThrow(/hostnames\[0\]/);
    expect(chart.node.tryFindChild('route')).toBeUndefined();
  });

  test('all problems of a spec are said at once, up to ten', () => {
    const route = (count: number) => () => new HttpRoute(chartIn(), 'route', { spec: { hostnames: new Array<string>(count).fill('X') } });
    expect(route(2)).toThrow('[edge/route] HttpRoute: spec.hostnames[0] "X": a hostname is lower case; write "x"\n'
      + '  spec.hostnames[1] "X": a hostname is lower case; write "x"');
    expect(route(12)).toThrow(/hostnames\[9\] "X".*\n {2}and 2 more$/);
  });

  test.each([
    ['no props', undefined, '[edge/x] HttpRoute: props undefined: it is not an object; write { spec: { … } }'],
    ['no spec', {}, '[edge/x] HttpRoute: spec: it is not an object; write { parentRefs, hostnames, rules, useDefaultGateways }'],
    ['spec null', { spec: null }, '[edge/x] HttpRoute: spec null: it is not an object; write {'],
    ['a list', { spec: [] }, '[edge/x] HttpRoute: spec []: it is not an object; write {'],
    ['metadata null', { spec: {}, metadata: null }, '[edge/x] HttpRoute: metadata null: it is not an object; write { name, labels, annotations }'],
    ['a name of 300 characters', { spec: {}, metadata: { name: 'a'.repeat(300) } }, 'it has 300 characters, and 253 is the limit'],
    ['unicode', { spec: {}, metadata: { name: 'bücher' } }, '[edge/x] HttpRoute: metadata.name "bücher": a name holds lower case letters'],
    ['a namespace that is no label', { spec: {}, metadata: { namespace: 'a.b' } }, '[edge/x] HttpRoute: metadata.namespace "a.b": a DNS label'],
    ['__proto__ as a label', { spec: {}, metadata: { labels: JSON.parse('{"__proto__": "x"}') } },
      '[edge/x] HttpRoute: metadata.labels["__proto__"] "x": a key\'s name has 1 to 63 letters'],
    ['an annotation key with a space', { spec: {}, metadata: { annotations: { 'a b': 'x' } } },
      '[edge/x] HttpRoute: metadata.annotations["a b"] "x": a key\'s name has 1 to 63 letters'],
    ['an annotation key with a prefix that is no DNS name', { spec: {}, metadata: { annotations: { 'a_b/c': 'x' } } },
      'metadata.annotations["a_b/c"] "x": the part before "/" is not a DNS name; write a key such as "example.com/team"'],
    ['an annotation that is no text', { spec: {}, metadata: { annotations: { a: 1 } } },
      '[edge/x] HttpRoute: metadata.annotations["a"] 1: an annotation is text; write it in quotes'],
    ['annotations beyond 256 KiB in bytes', { spec: {}, metadata: { annotations: { a: 'é'.repeat(131_071), b: 'x' } } },
      'metadata.annotations["b"] "x": with it, the annotations of this object hold more than 262144 bytes, which is the limit '
      + '(Kubernetes API, ObjectMeta); shorten the annotations, or keep the text in a ConfigMap'],
    ['an unknown field', { spec: { hostname: 'shop.company.com' } },
      'spec.hostname "shop.company.com": the field is unknown; write one of parentRefs, hostnames, rules, useDefaultGateways, or add'],
  ])('%s', (_, props, message) => {
    expect(() => new HttpRoute(chartIn(), 'x', untyped(props))).toThrow(message);
  });

  test('annotations of 256 KiB, and keys in upper case, are fine', () => {
    const annotations = { 'Example.com/Team': 'x', 'a': 'é'.repeat((256 * 1024 - 'Example.com/Team'.length - 2) / 2) };
    const route = new HttpRoute(chartIn(), 'x', { spec: {}, metadata: { annotations } });
    expect(Object.keys(route.metadata.toJson().annotations)).toEqual(['Example.com/Team', 'a']);
  });

  test('two constructs of one name', () => {
    const chart = chartIn();
    new HttpRoute(chart, 'x', { spec: {} });
    expect(() => new HttpRoute(chart, 'x', { spec: {} })).toThrow('[edge/x] HttpRoute: its scope already holds a construct named "x"');
  });

  test('a field that two props set', () => {
    const namespaces = { fromNamespaces: RouteNamespacesFrom.SAME, from: 'All' };
    const spec = { ...GATEWAY, listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces } }] };
    expect(() => new Gateway(chartIn(), 'g', { spec })).toThrow(
      '[edge/g] Gateway: spec.listeners[0].allowedRoutes.namespaces.from "All": fromNamespaces says it already; leave one of the two out');
  });

  test.each<[string, unknown, string]>([
    ['controllerName without a path', { controllerName: 'example.com' },
      'spec.controllerName "example.com": it is not a domain, "/" and a path; write a name such as "example.com/gateway-controller"'],
    ['controllerName in upper case', { controllerName: 'Example.com/c' }, 'spec.controllerName "Example.com/c": it is not a domain'],
    ['no controllerName', {}, 'spec.controllerName: it is required; write it'],
    ['a long description', { ...CLASS, description: 'x'.repeat(65) }, 'it has 65 characters, and 64 is the limit; shorten it'],
    ['a group with a version', { ...CLASS, parametersRef: { group: 'a.io/v1', kind: 'K', name: 'n' } },
      'spec.parametersRef.group "a.io/v1": a group has no version; write "a.io"'],
    ['a namespace of what has none', { ...CLASS, parametersRef: { group: '', kind: 'Node', name: 'n', namespace: 'infra' } },
      'spec.parametersRef.namespace "infra": Node is cluster-scoped; leave the namespace out'],
    ['a kind with a space', { ...CLASS, parametersRef: { group: '', kind: 'Config Map', name: 'n' } }, 'spec.parametersRef.kind "Config Map": a kind'],
  ])('GatewayClass: %s', (_, spec, message) => {
    expect(() => new GatewayClass(chartIn(), 'c', untyped({ spec }))).toThrow(message);
  });

  test.each<[string, unknown, string]>([
    ['no referrer', { referrers: [], to: [{ group: '', kind: 'Secret' }] }, 'spec.referrers []: it is empty, and at least 1 entry is needed'],
    ['neither list', {}, 'spec.referrers: it is required; write it\n  spec.to: it is required; write it'],
    ['a namespace that is no label', { referrers: [{ group: '', kind: 'X', namespace: 'a.b' }], to: [{ group: '', kind: 'Secret' }] },
      'spec.referrers[0].namespace "a.b": a DNS label'],
    ['the group core', { referrers: [{ group: 'core', kind: 'X', namespace: 'a' }], to: [{ group: '', kind: 'Secret' }] },
      'spec.referrers[0].group "core": no API group has this name'],
    ['17 targets', { referrers: [{ group: '', kind: 'X', namespace: 'a' }], to: new Array(17).fill({ group: '', kind: 'Secret' }) },
      'it has 17 entries, and 16 is the limit (Gateway API v1.6.1, ReferenceGrantSpec); leave at most 16, and put the rest into another ReferenceGrant'],
  ])('ReferenceGrant: %s', (_, spec, message) => {
    expect(() => new ReferenceGrant(chartIn(), 'g', untyped({ spec }))).toThrow(message);
  });
});
