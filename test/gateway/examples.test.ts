import { synthesize as canary } from '../../examples/canary/main';
import { synthesize as egress } from '../../examples/egress/main';
import { synthesize as existingGateway } from '../../examples/existing-gateway/main';
import { synthesize as plus } from '../../examples/plus/main';
import { synthesize as small } from '../../examples/small/main';
import { expectShares } from './company-requests';
import { manifestsOf } from './harness/example-manifests';
import { describeGateway } from './harness/gateway-test';
import type { KubeObject } from './harness/kube-objects';

test('every example in TypeScript is asked here, in company.test.ts or in protocols.test.ts', () => {
  const { typeScriptExamples } = jest.requireActual<{ typeScriptExamples: () => string[] }>('../../tools/examples.cjs');
  // Their gateways are for what leaves, by an implementation that is not here.
  const outgoing = ['egress-gateway', 'egress-hosts'];
  expect(typeScriptExamples().filter((name) => !outgoing.includes(name)))
    .toEqual(['canary', 'company', 'company-split', 'egress', 'existing-gateway', 'plus', 'protocols', 'small']);
});

describeGateway('examples/canary', () => manifestsOf(canary), (gateway) => {
  const host = 'api.example.com';

  test('one in ten requests for users goes to version 2', async () => {
    const counts = await gateway().sendMany({ host, path: '/users/1' }, 500);
    expectShares(counts, { 'shop/users-v1:8080': 0.9, 'shop/users-v2:8080': 0.1 });
  });

  test('testers of users always get version 2', async () => {
    const counts = await gateway().sendMany({ host, path: '/users/1', headers: { 'x-version': 'v2' } }, 100);
    expect([...counts]).toEqual([['shop/users-v2:8080', 100]]);
  });

  test('another header value is no preview', async () => {
    const counts = await gateway().sendMany({ host, path: '/users/1', headers: { 'x-version': 'v1' } }, 500);
    expectShares(counts, { 'shop/users-v1:8080': 0.9, 'shop/users-v2:8080': 0.1 });
  });

  test('promoted orders all go to version 2', async () => {
    expect([...await gateway().sendMany({ host, path: '/orders' }, 100)]).toEqual([['shop/orders-v2:8080', 100]]);
  });

  test('aborted search all stays with version 1', async () => {
    expect([...await gateway().sendMany({ host, path: '/search?q=tea' }, 100)]).toEqual([['shop/search-v1:8080', 100]]);
  });

  test('the shadow cart gets a copy of each request, and version 1 answers', async () => {
    const answer = await gateway().send({ host, path: '/cart/7', method: 'POST', mirrors: 1 });
    expect(answer).toMatchObject({ status: 200, backend: 'shop/cart-v1:8080' });
    expect(answer.mirrored).toMatchObject([{ backend: 'shop/cart-v2:8080', method: 'POST', path: '/cart/7' }]);
  });

  test('what no release names gets 404', async () => {
    expect(await gateway().send({ host, path: '/' })).toMatchObject({ status: 404, backend: undefined });
  });

  test('plain HTTP redirects', async () => {
    const answer = await gateway().send({ host, path: '/cart', port: 80 });
    expect(answer).toMatchObject({ status: 301, headers: { location: 'https://api.example.com/cart' } });
  });
}, { secrets: { 'gateway-system/api-example-com': ['api.example.com'] } });

describeGateway('examples/egress', () => manifestsOf(egress), (gateway) => {
  test('the payment API is served with a certificate of its own', async () => {
    expect(await gateway().send({ host: 'pay.bank.example', path: '/v1/charges' })).toMatchObject({
      status: 200, backend: 'payments-prod/payment-api:8080', certificate: ['pay.bank.example'],
    });
  });

  test('what it does not serve gets 404', async () => {
    expect(await gateway().send({ host: 'pay.bank.example', path: '/v2' })).toMatchObject({ status: 404, backend: undefined });
  });
});

/** The gateway that the example finds in its cluster. */
const PUBLIC_GATEWAY: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'public', namespace: 'infrastructure' },
  spec: {
    gatewayClassName: 'eg',
    listeners: [{
      name: 'https',
      hostname: '*.example.com',
      port: 443,
      protocol: 'HTTPS',
      tls: { certificateRefs: [{ name: 'wildcard-example-com' }] },
      allowedRoutes: { namespaces: { from: 'All' } },
    }],
  },
};

describeGateway('examples/existing-gateway', () => [PUBLIC_GATEWAY, ...manifestsOf(existingGateway)], (gateway) => {
  test('the team is served by the gateway that was there', async () => {
    expect(await gateway().send({ host: 'docs.example.com', path: '/guide' })).toMatchObject({
      status: 200, backend: 'applications/docs-site:80', certificate: ['*.example.com'],
    });
  });

  test('other hostnames of the gateway stay without a route', async () => {
    expect(await gateway().send({ host: 'www.example.com' })).toMatchObject({ status: 404, backend: undefined });
  });
}, { secrets: { 'infrastructure/wildcard-example-com': ['*.example.com'] } });

describeGateway('examples/plus', () => manifestsOf(plus), (gateway) => {
  test.each(['catalog', 'cart'])('/%s is answered by its cdk8s-plus Service', async (name) => {
    expect(await gateway().send({ host: 'store.example.com', path: `/${name}/1` })).toMatchObject({
      status: 200, backend: expect.stringMatching(new RegExp(`^store/.*${name}.*:80$`)),
    });
  });

  test('no Service had to be invented', () => {
    expect(gateway().notes.filter((note) => note.startsWith('Service '))).toEqual([]);
  });
}, { secrets: { 'gateway-system/store-example-com': ['store.example.com'] } });

describeGateway('examples/small', () => manifestsOf(small), (gateway) => {
  test.each(['/', '/healthz', '/any/path'])('%s is served over plain HTTP', async (url) => {
    expect(await gateway().send({ host: 'localhost', path: url, port: 8080 })).toMatchObject({
      status: 200, backend: 'routing-experiment/go-app:80',
    });
  });

  test('another host gets 404', async () => {
    expect(await gateway().send({ host: 'example.com', port: 8080 })).toMatchObject({ status: 404, backend: undefined });
  });
});
