import { ApiObject, type Chart } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus34 from 'cdk8s-plus-34';
import { Backend, Findings, Pods } from '../../../src';
import { codes, isolated, letsIn, routeTo, specsOf } from './backend-cases';
import { type Json, rulesOf, shopChart } from './shop';

describe.each([['28', kplus28], ['34', kplus34 as unknown as typeof kplus28]])('cdk8s-plus-%s', (_, kplus) => {
  const deployment = (chart: Chart): kplus28.Deployment =>
    new kplus.Deployment(chart, 'catalog', { containers: [{ image: 'example.com/catalog:1', portNumber: 8080 }] });

  test('a Service, its Deployment, and its ApiObject are the same backend', () => {
    // GIVEN
    const chart = shopChart(isolated);
    const catalog = deployment(chart);
    const service = catalog.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });

    // WHEN
    const routes = [service, catalog, ApiObject.of(service)].map((construct, i) => routeTo(chart, `r${i}`, Backend.of(construct)));
    const selector = (ApiObject.of(service).toJson() as { spec: { selector: Json } }).spec.selector;

    // THEN
    for (const route of routes) {
      expect(rulesOf(route)[0].backendRefs).toEqual([{ group: '', kind: 'Service', name: service.name, port: 80, weight: 1 }]);
    }
    expect(specsOf(chart)).toEqual([1, 2, 3].map(() => letsIn(selector, 8080)));
    expect(codes(chart)).toEqual([]);
  });

  test('Pods.of reads the Deployment\'s template', () => {
    const chart = shopChart(isolated);
    const catalog = deployment(chart);
    catalog.podMetadata.addLabel('tier', 'web');
    routeTo(chart, 'web', Backend.service('catalog', 80, { pods: Pods.of(catalog) }));
    const { template } = (ApiObject.of(catalog).toJson() as { spec: { template: { metadata: { labels: Json } } } }).spec;
    expect(template.metadata.labels).toMatchObject({ tier: 'web' });
    expect(specsOf(chart)).toEqual([letsIn(template.metadata.labels, 8080)]);
  });

  test('a Service that has no ports yet needs its port said', () => {
    const chart = shopChart();
    const service = new kplus.Service(chart, 'late');
    expect(() => routeTo(chart, 'web', Backend.of(service))).toThrow(
      /Service shop\/late\/Resource cannot be read yet .*give it its ports before the route, or write Backend\.of\(service, \{ port: 80 \}\)/);
    const route = routeTo(chart, 'web', Backend.of(service, { port: 80 }));
    service.bind(80);
    expect(rulesOf(route)[0].backendRefs).toEqual([{ group: '', kind: 'Service', name: service.name, port: 80, weight: 1 }]);
    expect(codes(chart)).toEqual([]);
  });

  test('pods that are selected after the route are found at synth', () => {
    const chart = shopChart(isolated);
    const service = new kplus.Service(chart, 'late', { ports: [{ port: 80 }] });
    routeTo(chart, 'web', Backend.of(service));
    service.selectLabel('app', 'late');
    expect(Findings.of(chart)).toMatchObject([{ code: 'GW040', fix: expect.stringMatching(/before the route/) as string }]);
  });

  test('an ExternalName Service is refused', () => {
    const chart = shopChart();
    const service = new kplus.Service(chart, 'out', { externalName: 'example.com' });
    expect(() => routeTo(chart, 'web', Backend.of(service, { port: 443 }))).toThrow(/is an ExternalName/);
  });
});
