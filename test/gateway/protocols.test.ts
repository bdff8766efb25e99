import { App } from 'cdk8s';
import { Implementation } from 'cdk8s-gateway';
import { operators, platform, synthesize as protocols } from '../../examples/protocols/main';
import { manifestsOf } from './harness/example-manifests';
import { describeGateway } from './harness/gateway-test';
import { type GatewayObject, type KubeObject, ofKind } from './harness/kube-objects';
import type { RunningGateway } from './harness/running-gateway';
import type { ClusterOptions } from './harness/stand-ins';

const SHOP = 'shop.example.com';
const GRPC = 'grpc.example.com';
/** What stands in the cluster beside the example: two backends with certificates of their own, and their authority. */
const CLUSTER: ClusterOptions = {
  tlsBackends: { 'shop/vault:8200': ['vault.example.com'], 'shop/accounts:8443': ['accounts.internal.example.com'] },
  authorities: { 'shop/internal-ca': 'signing' },
};

type Running = () => RunningGateway;

function callsAreServed(gateway: Running, port: number, notServed: object): void {
  test.each([
    ['/shop.v1.Catalog/List', 'shop/catalog:9090'],
    ['/shop.v1.Orders/Place', 'shop/orders:9090'],
    ['/shop.v1.Orders/Cancel', 'shop/orders:9090'],
  ])('gRPC: %s is answered by %s', async (method, backend) => {
    expect(await gateway().call({ host: GRPC, port, method })).toMatchObject({
      status: 200, grpcStatus: '0', backend, seen: { method: 'POST', path: method, host: GRPC },
    });
  });

  test.each([
    ['/shop.v1.Catalog/Delete', 'another method'],
    ['/shop.v1.CatalogAdmin/List', 'another service'],
    ['/shop.v1.catalog/List', 'another case'],
  ])('gRPC: %s is served by nobody: %s', async (method) => {
    expect(await gateway().call({ host: GRPC, port, method })).toMatchObject({ ...notServed, backend: undefined });
  });
}

function streamsAreServed(gateway: Running): void {
  test('TLS passed on: the client sees the certificate of vault itself, which answers', async () => {
    expect(await gateway().exchange('hello', 8200, 'vault.example.com')).toEqual({
      text: 'shop/vault:8200 hello', certificate: ['vault.example.com'],
    });
  });

  test.each([['passed on', 8200], ['ended', 8883]])('TLS %s: another server name reaches nobody', async (_, port) => {
    expect(await gateway().exchange('hello', port, 'other.example.com')).toEqual({
      error: expect.stringMatching(/ECONNRESET|socket disconnected|closed/),
    });
  });

  test('TLS ended: mqtt gets what was inside, and the certificate is the gateway\'s', async () => {
    expect(await gateway().exchange('hello', 8883, 'mqtt.example.com')).toEqual({
      text: 'shop/mqtt:1883 hello', certificate: ['mqtt.example.com'],
    });
  });

  test('TCP goes by port', async () => {
    expect(await gateway().exchange('select 1', 5432)).toEqual({ text: 'shop/postgres:5432 select 1' });
  });
}

function accountsAreServed(gateway: Running, port: number): void {
  test('accounts is asked over TLS', async () => {
    expect(await gateway().send({ host: SHOP, port, path: '/accounts/7' })).toMatchObject({
      status: 200, backend: 'shop/accounts:8443', seen: { path: '/accounts/7', host: SHOP, sni: 'accounts.internal.example.com' },
    });
  });
}

describeGateway('examples/protocols', () => manifestsOf(protocols), (gateway) => {
  // UNIMPLEMENTED, of gRPC, without a message
  callsAreServed(gateway, 443, { status: 200, grpcStatus: '12' });
  streamsAreServed(gateway);
  accountsAreServed(gateway, 443);

  test('UDP goes by port', async () => {
    expect(await gateway().datagram('carts:1|c', 8125)).toEqual({ text: 'shop/statsd:8125 carts:1|c' });
  });

  test('a page of the allowed origin may call', async () => {
    const answer = await gateway().send(preflight('https://www.example.com'));
    expect(answer).toMatchObject({
      status: 200, backend: undefined,
      headers: {
        'access-control-allow-origin': 'https://www.example.com',
        'access-control-allow-methods': expect.stringMatching(/^GET, ?PUT$/),
        'access-control-allow-headers': 'x-cart',
      },
    });
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  test('what the page then reads carries its origin', async () => {
    const answer = await gateway().send({ host: SHOP, path: '/api/cart', headers: { origin: 'https://www.example.com' } });
    expect(answer).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': 'https://www.example.com' } });
  });

  test.each([
    'https://evil.example', 'http://www.example.com', 'https://www.example.com.evil.example', 'https://api.www.example.com',
  ])('no page of %s may', async (origin) => {
    const answers = [await gateway().send(preflight(origin)), await gateway().send({ host: SHOP, path: '/api/cart', headers: { origin } })];
    for (const { headers } of answers) expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('the new backend alone learns that it is', () => eachBackendOnceAsked(gateway));
}, CLUSTER);

const preflight = (origin: string) => ({
  host: SHOP, path: '/api/cart', method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-cart' },
});

async function eachBackendOnceAsked(gateway: Running): Promise<void> {
  const releases = new Map<string | undefined, unknown>();
  for (let i = 0; i < 50; i++) {
    const { backend, seen } = await gateway().send({ host: SHOP, path: '/api', headers: { 'x-release': 'forged' } });
    releases.set(backend, seen?.headers['x-release']);
  }
  expect(Object.fromEntries(releases)).toEqual({ 'shop/api:8080': 'forged', 'shop/api-next:8080': 'next' });
}

describe.each<[string, ClusterOptions]>([
  ['of another authority', { ...CLUSTER, authorities: { 'shop/internal-ca': 'other' } }],
  ['for another name', { ...CLUSTER, tlsBackends: { 'shop/accounts:8443': ['accounts.example.com'] } }],
])('a backend with a certificate', (which, cluster) => {
  describeGateway(which, () => manifestsOf(protocols), (gateway) => {
    test('is not asked', async () => {
      expect(await gateway().send({ host: SHOP, path: '/accounts' })).toMatchObject({ status: 503, backend: undefined });
    });

    test('and what has no BackendTls is served as before', async () => {
      expect(await gateway().send({ host: SHOP, path: '/api' })).toMatchObject({ status: 200 });
    });
  }, cluster);
});

describeGateway('a backend with TLS whose authority is missing', () => manifestsOf(protocols), (gateway) => {
  test('is not asked in clear text either', async () => {
    expect(await gateway().send({ host: SHOP, path: '/accounts' })).toMatchObject({ status: 500, backend: undefined });
  });
}, { ...CLUSTER, authorities: {} });

/** The same manifests on the ports of Traefik's entry points. */
function onEntryPoints(): KubeObject[] {
  const objects = manifestsOf(protocols);
  const entryPoints = new Map([[80, 8000], [443, 8443]]);
  for (const { spec } of ofKind<GatewayObject>(objects, 'Gateway')) {
    for (const listener of spec.listeners) listener.port = entryPoints.get(listener.port) ?? listener.port;
  }
  return objects;
}

describeGateway('examples/protocols on Traefik', onEntryPoints, (gateway) => {
  // A gRPC client reads this answer of HTTP as UNIMPLEMENTED.
  callsAreServed(gateway, 8443, { status: 404, grpcStatus: undefined });
  streamsAreServed(gateway);
  accountsAreServed(gateway, 8443);

  // What the constructs refuse there (below), because Traefik does not serve it:

  test('UDP: Traefik has no UDPRoutes, and takes no listener for them', () => {
    expect(gateway().listenerAcceptance('statsd')).toEqual(['UnsupportedProtocol']);
  });

  test('CORS: Traefik answers every request of such a rule with an error', async () => {
    for (const request of [preflight('https://www.example.com'), { host: SHOP, path: '/api' }]) {
      expect(await gateway().send({ ...request, port: 8443 })).toMatchObject({ status: 500, backend: undefined });
    }
  });
}, { ...CLUSTER, implementation: 'traefik' });

test('on Traefik the constructs refuse a listener for UDP', () => {
  const app = new App();
  const traefik = platform(app, Implementation.traefik());
  expect(() => operators(app, traefik)).toThrow(/listeners\[4\]: Traefik does not support it \(UDPRoute\)/);
});
