import * as path from 'node:path';
import { Yaml } from 'cdk8s';
import { describeGateway } from './harness/gateway-test';
import type { KubeObject } from './harness/kube-objects';
import { ofKind } from './harness/kube-objects';

const REQUESTS = [
  { host: 'shop.company.com', path: '/api/products' },
  { host: 'shop.company.com', path: '/mobile', headers: { 'X-Mobile-App': 'true' } },
  { host: 'analytics.company.com', path: '/dashboard' },
  { host: 'analytics.company.com', path: '/reports?export=pdf' },
];

const published = (): KubeObject[] => Yaml.load(path.join(__dirname, 'fixtures', 'published-company.yaml'));

/** The same manifests with the label where the listener looks for it: on the namespaces. */
function labelledNamespaces(): KubeObject[] {
  const objects = published();
  for (const { metadata } of ofKind(objects, 'Namespace')) metadata.labels = { 'gateway-access': 'true' };
  return objects;
}

// Why the library exists: manifests that any API server accepts, and that serve nothing.
describeGateway('the company as commonly published, with the admission label on the routes', published, (gateway) => {
  test.each(REQUESTS)('$host$path gets 404', async (request) => {
    expect(await gateway().send(request)).toMatchObject({ status: 404, backend: undefined });
  });

  test.each(['ecommerce-prod/ecommerce', 'analytics-prod/analytics'])('the listener does not admit %s', (route) => {
    expect(gateway().acceptance(route)).toEqual(['NotAllowedByListeners']);
  });
});

describeGateway('the same with the label on the namespaces', labelledNamespaces, (gateway) => {
  test.each(REQUESTS)('$host$path is served', async (request) => {
    expect(await gateway().send(request)).toMatchObject({ status: 200 });
  });
});
