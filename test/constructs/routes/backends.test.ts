import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Include, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Backend, Findings, Pods, RouteFilter, RouteMatch, TeamRoute } from '../../../src';
import type { ProxyPeers } from '../../../src/manifest/grant-data';
import { testGrant } from '../../util/grants';
import { codes, isolated, letsIn, policiesOf, product, rawService, routeTo, specsOf } from './backend-cases';
import { type Json, routeWith, rulesOf, shopChart } from './shop';

describe('gateway to backend', () => {
  test('under ingress isolation the route holds the policy that lets exactly the proxies in', () => {
    const chart = shopChart(isolated);
    routeTo(chart, 'products', Backend.service('product-api', 80, { pods: product() }));
    expect(policiesOf(chart)).toStrictEqual([{
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: expect.stringMatching(/^shop-products-gateway-to-product-api-8080-[0-9a-z]+$/), namespace: 'ecommerce-prod' },
      spec: letsIn({ app: 'product' }, 8080),
    }]);
    expect(Findings.of(chart)).toEqual([]);
  });

  test('without isolation there is none, and nobody has to know the pods', () => {
    const chart = shopChart();
    routeTo(chart, 'products', Backend.service('product-api', 80), Backend.service('other', 80, { pods: product() }));
    expect(policiesOf(chart)).toEqual([]);
  });

  test.each<[string, ProxyPeers, string, object]>([
    ['addresses', { form: 'addresses', cidrs: ['10.1.0.0/24', '2001:db8::/64'] }, 'networking.k8s.io/v1', letsIn({ app: 'product' }, 8080, [
      { ipBlock: { cidr: '10.1.0.0/24' } }, { ipBlock: { cidr: '2001:db8::/64' } },
    ])],
    ['a Cilium entity', { form: 'ciliumEntity', entity: 'ingress' }, 'cilium.io/v2', {
      endpointSelector: { matchLabels: { app: 'product' } },
      ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] }],
    }],
  ])('proxies known as %s', (_, proxies, apiVersion, spec) => {
    const chart = shopChart(testGrant({ isolation: { ingress: true, egress: false }, proxies }));
    routeTo(chart, 'products', Backend.service('product-api', 80, { pods: product() }));
    expect(policiesOf(chart)).toEqual([expect.objectContaining({ apiVersion, spec })]);
    expect(codes(chart)).toEqual([]);
  });

  test('proxies that nothing can name are an error that says whose option it is', () => {
    const chart = shopChart(testGrant({ isolation: { ingress: true, egress: false }, proxies: { form: 'none', reason: 'no pods' } }));
    const route = routeTo(chart, 'products', Backend.service('product-api', 80, { pods: product() }));
    expect(route.node.children).toEqual([]);
    expect(Findings.of(chart)).toEqual([expect.objectContaining({
      code: 'GW040', message: expect.stringMatching(/its proxies cannot be named \(no pods\)/), fix: expect.stringMatching(/Implementation.*without ingress/),
    })]);
  });

  test('one policy for each set of pods and port, mirrors and previews included', () => {
    const chart = shopChart(isolated);
    const route = new TeamRoute(chart, 'all', {
      rules: [{
        backends: [Backend.service('a', 80, { pods: product() }), Backend.service('a-too', 81, { pods: product() })],
        filters: [RouteFilter.mirror(Backend.service('shadow', 80, { pods: Pods.labelled({ app: 'shadow' }, 9090) }))],
      }],
    });
    route.addRule({ matches: [RouteMatch.pathPrefix('/b')], backends: [Backend.service('b', 80, { pods: Pods.labelled({ app: 'product' }, 9091) })] });
    route.addRule({ matches: [RouteMatch.pathPrefix('/c')], backends: [Backend.service('a', 80, { pods: product() })] });
    expect(specsOf(chart)).toEqual([
      letsIn({ app: 'product' }, 8080), letsIn({ app: 'shadow' }, 9090), letsIn({ app: 'product' }, 9091),
    ]);
  });

  test('two routes to one backend hold a policy each, of different names', () => {
    const chart = shopChart(isolated);
    routeTo(chart, 'a', Backend.service('web', 80, { pods: product() }));
    routeTo(chart, 'b', Backend.service('web', 80, { pods: product() }));
    expect(new Set(policiesOf(chart).map(({ metadata }) => (metadata as Json).name)).size).toBe(2);
    expect(codes(chart)).toEqual([]);
  });

  test('one Service with different pods is a contradiction', () => {
    const backends = [Backend.service('web', 80, { pods: product() }), Backend.service('web', 80, { pods: Pods.labelled({ app: 'x' }, 8080) })];
    expect(() => routeWith({ backends }, {}, isolated)).toThrow(/rules\[0\]\.backends\[1\]: another rule says other pods of Service "web"/);
  });

  test('unknown pods are an error at synth that names the option', () => {
    const chart = shopChart(isolated);
    const route = routeTo(chart, 'products', Backend.service('product-api', 80));
    route.addRule({ matches: [RouteMatch.pathPrefix('/again')], backends: [Backend.service('product-api', 80)] });
    expect(Findings.of(chart)).toEqual([{
      code: 'GW040', severity: 'error', category: 'semantic',
      message: expect.stringMatching(/the pods of product-api:80 are not known \(a Service by name does not say which pods it has\)/),
      fix: expect.stringMatching(/^write pods: Pods\.labelled\(/),
      resource: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', name: route.name, namespace: 'ecommerce-prod' },
      construct: 'shop/products',
    }]);
    expect(() => Testing.synth(chart)).toThrow(/\[shop\/products\] GW040/);
  });

  test('a backend of another namespace is let in by its owner', () => {
    const chart = shopChart(isolated);
    routeTo(chart, 'accounts', Backend.service('accounts', 80, { namespace: 'shared' }));
    expect(policiesOf(chart)).toEqual([]);
    expect(codes(chart).filter((code) => code === 'GW040')).toEqual([]);
  });
});

describe('Pods', () => {
  test.each([
    [() => Pods.labelled({}, 80), /^Pods\.labelled: labels \{\}: no label would select every pod of the namespace; write Pods\.labelled/],
    [() => Pods.labelled(undefined as never, 80), /labels undefined/],
    [() => Pods.labelled(JSON.parse('{"__proto__":"x"}') as never, 80), /labels\["__proto__"\]/],
    [() => Pods.labelled({ app: 'ü' }, 80), /labels\["app"\] "ü"/],
    [() => Pods.labelled({ app: 'a' }, 0), /port 0/],
    [() => Pods.labelled({ app: 'a' }, 'http' as never), /port "http": it is not a whole number/],
    [() => Pods.of('web' as never), /^Pods\.of: construct "web": it is not a construct/],
    [() => Pods.of(shopChart()), /"shop" neither is nor holds a workload \(Pod, /],
  ])('%s', (make, message) => {
    expect(make).toThrow(message);
  });

  const pod = (labels: object | undefined, ...ports: object[]): object =>
    ({ metadata: { labels }, spec: { containers: [{ name: 'main', ports }, { name: 'side' }] } });
  const workload = (kind: string, apiVersion: string, body: object): ApiObject =>
    new ApiObject(shopChart(), 'w', { apiVersion, kind, ...body });

  test.each([
    ['Deployment', 'apps/v1', { spec: { selector: { matchLabels: { app: 'a' } }, template: pod({ app: 'a', tier: 'web' }, { containerPort: 8080 }) } }],
    ['StatefulSet', 'apps/v1', {
      spec: { template: pod({ app: 'a', tier: 'web' }, { containerPort: 8080, protocol: 'TCP' }, { containerPort: 53, protocol: 'UDP' }) },
    }],
    ['Pod', 'v1', pod({ app: 'a', tier: 'web' }, { containerPort: 8080 })],
  ])('%s: all labels of its pods, and its only TCP port', (kind, apiVersion, body) => {
    expect(Pods.of(workload(kind, apiVersion, body))._data()).toEqual({ labels: { app: 'a', tier: 'web' }, port: 8080 });
  });

  test('a port can be said', () => {
    expect(Pods.of(workload('Deployment', 'apps/v1', { spec: { template: pod({ app: 'a' }) } }), 9090)._data()).toEqual({ labels: { app: 'a' }, port: 9090 });
  });

  test.each([
    ['no port', pod({ app: 'a' }), /declares no TCP port, and port says none/],
    ['several ports', pod({ app: 'a' }, { containerPort: 80 }, { containerPort: 81 }), /several TCP ports \(80, 81\)/],
    ['no label', pod(undefined, { containerPort: 80 }), /gives its pods no label/],
  ])('a template with %s is refused when it is used', (_, template, message) => {
    const pods = Pods.of(workload('Deployment', 'apps/v1', { spec: { template } }));
    expect(() => routeWith({ backends: [Backend.service('a', 80, { pods })] }, {}, isolated)).toThrow(message);
  });

  test('a workload of another group is none', () => {
    expect(() => Pods.of(workload('Deployment', 'example.com/v1', {}))).toThrow(/neither is nor holds a workload/);
  });
});

describe('Backend.of', () => {
  const SPEC = { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] };

  test('reads name, port and pods from an ApiObject', () => {
    const chart = shopChart(isolated);
    const route = routeTo(chart, 'web', Backend.of(rawService(chart, 'web-service', SPEC), { weight: 3 }));
    expect(rulesOf(route)[0].backendRefs).toEqual([{ group: '', kind: 'Service', name: 'web-service', port: 80, weight: 3 }]);
    expect(specsOf(chart)).toEqual([letsIn({ app: 'web' }, 8080)]);
    expect(codes(chart)).toEqual([]);
  });

  test.each([
    ['a name', { port: 80, targetPort: 'http' }, 'http'], ['nothing', { port: 80 }, 80],
  ])('the pods\' port is what targetPort says: %s', (_, port, expected) => {
    const chart = shopChart(isolated);
    routeTo(chart, 'web', Backend.of(rawService(chart, 'web', { selector: { app: 'web' }, ports: [port] })));
    expect(specsOf(chart)).toEqual([letsIn({ app: 'web' }, expected)]);
  });

  test('pods that are said win over the Service\'s selector', () => {
    const chart = shopChart(isolated);
    routeTo(chart, 'web', Backend.of(rawService(chart, 'web', SPEC), { pods: product() }));
    expect(specsOf(chart)).toEqual([letsIn({ app: 'product' }, 8080)]);
  });

  test('patches count, and so does the Service\'s own namespace', () => {
    const chart = shopChart();
    const service = rawService(chart, 'web', SPEC, { namespace: 'shared' });
    service.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 8888));
    expect(rulesOf(routeTo(chart, 'web', Backend.of(service)))[0].backendRefs).toMatchObject([{ namespace: 'shared', port: 8888 }]);
  });

  test('a Service in a construct, beside other objects, or in an included file', () => {
    const chart = shopChart();
    const holder = new Construct(chart, 'holder');
    new ApiObject(holder, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
    rawService(holder, 'web', SPEC);
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'backend-')), 'web.yaml');
    fs.writeFileSync(file, 'apiVersion: v1\nkind: Service\nmetadata: { name: included }\nspec: { ports: [{ port: 81 }] }\n');
    const route = routeTo(chart, 'web', Backend.of(holder), Backend.of(new Include(chart, 'file', { url: file })));
    expect(rulesOf(route)[0].backendRefs).toMatchObject([{ name: 'web', port: 80 }, { name: 'included', port: 81 }]);
  });

  test('several Services, none, or something else: refused', () => {
    const chart = shopChart();
    const holder = new Construct(chart, 'holder');
    expect(() => Backend.of(holder)).toThrow(/^Backend\.of: construct "shop\/holder" neither is nor holds a Service/);
    rawService(holder, 'a', SPEC);
    rawService(holder, 'b', SPEC);
    expect(() => Backend.of(holder)).toThrow(/holds 2 objects that could be meant \("shop\/holder\/a-object", "shop\/holder\/b-object"\); write the one/);
    expect(() => Backend.of(undefined as never)).toThrow(/construct undefined: it is not a construct/);
    expect(() => Backend.of({} as never)).toThrow(/construct \{\}: it is not a construct/);
    expect(() => Backend.of(new ApiObject(chart, 'k', { apiVersion: 'serving.knative.dev/v1', kind: 'Service' }))).toThrow(/neither is nor holds a Service/);
  });

  test.each([
    ['several ports', { ports: [{ name: 'http', port: 80 }, { port: 443 }, { port: 53, protocol: 'UDP' }] }, {},
      /rules\[0\]\.backends\[0\]: Service s has several ports: 80 \(http\), 443; write the one to use, such as Backend\.of\(service, \{ port: 80 \}\)/],
    ['no ports', {}, {}, /Service s has no TCP port/],
    ['another port', { ports: [{ port: 80, targetPort: 8080 }] }, { port: 8080 },
      /rules\[0\]\.backends\[0\]\.port 8080: Service s has only 80; write a port of the Service \(not of its pods\)/],
    ['another name', { type: 'ExternalName', externalName: 'example.com' }, { port: 80 }, /Service s is an ExternalName.*CVE-2021-25740/],
  ])('a Service with %s', (_, spec, options, message) => {
    const chart = shopChart();
    const backend = Backend.of(rawService(chart, 's', spec), options);
    expect(() => routeTo(chart, 'web', backend)).toThrow(message);
  });

  test('of several ports one can be said', () => {
    const chart = shopChart(isolated);
    const service = rawService(chart, 's', { selector: { app: 's' }, ports: [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8081 }] });
    const route = routeTo(chart, 'web', Backend.of(service, { port: 81 }));
    expect(rulesOf(route)[0].backendRefs).toMatchObject([{ port: 81 }]);
    expect(specsOf(chart)).toEqual([letsIn({ app: 's' }, 8081)]);
  });

  test('a Service without selector does not say its pods', () => {
    const chart = shopChart(isolated);
    routeTo(chart, 'web', Backend.of(rawService(chart, 's', { ports: [{ port: 80 }] })));
    expect(Findings.of(chart)).toMatchObject([{ code: 'GW040', message: expect.stringMatching(/s:80 are not known \(the Service selects no pods\)/) as string }]);
  });

  test('a Service that changes after the route is found at synth', () => {
    const chart = shopChart(isolated);
    const service = rawService(chart, 's', SPEC);
    routeTo(chart, 'web', Backend.of(service));
    service.addJsonPatch(JsonPatch.add('/spec/selector/tier', 'web'));
    expect(Findings.of(chart)).toMatchObject([{ code: 'GW040', message: expect.stringMatching(/changed after the route was made/) as string }]);
  });

  test('pods that can no longer be read are found at synth', () => {
    const chart = shopChart(isolated);
    const spec = { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', ports: [{ containerPort: 80 }] }] } } };
    const deployment = new ApiObject(chart, 'd', { apiVersion: 'apps/v1', kind: 'Deployment', spec });
    routeTo(chart, 'web', Backend.service('web', 80, { pods: Pods.of(deployment) }));
    deployment.addJsonPatch(JsonPatch.remove('/spec/template/metadata/labels/app'));
    const [finding] = Findings.of(chart).filter(({ code }) => code === 'GW040');
    expect(finding.message).toMatch(/web:80 are not known \(Pods\.of: shop\/d gives its pods no label/);
  });

  test('a port that is no port is refused at once', () => {
    expect(() => Backend.of(rawService(shopChart(), 's', SPEC), { port: 70000 })).toThrow(/^Backend\.of: port 70000/);
  });
});
