import * as path from 'node:path';
import {
  Backend, BackendTls, ClusterProfile, GatewayApp, GatewayInfrastructure, GrpcMatch, HeaderMatch, HttpCorsMethod, Implementation, Listener,
  OperatorChart, PlatformChart, RouteFilter, RouteKind, RouteMatch, SharedGateway, SubjectAltName, Team, TeamChart, TeamGrpcRoute, TeamRoute,
  TeamTcpRoute, TeamTlsRoute, TlsAuthority, TlsCertificate,
} from 'cdk8s-gateway';
import { expectShares } from './company-requests';
import { manifestsOf } from './harness/example-manifests';
import { describeGateway } from './harness/gateway-test';

const API = 'api.example.com';
const GRPC = 'grpc.example.com';

const service = (name: string, port = 80, weight?: number): Backend => Backend.service(name, port, { weight });

function chartOf(app: GatewayApp): TeamChart {
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.kind() });
  const infrastructure = new GatewayInfrastructure(platform, 'edge-class', { implementation: Implementation.envoyGateway() });
  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const gateway = new SharedGateway(edge, 'edge', {
    infrastructure,
    listeners: [
      Listener.httpsPerHostname('*.example.com', { certificate: TlsCertificate.fromClusterIssuer('issuer') }),
      Listener.tlsPassthrough('*.db.example.com', { port: 5433 }),
      Listener.tcp(5432),
    ],
  });
  const team = new Team('api');
  const namespaces = ['api'];
  return new TeamChart(app, 'api', {
    grants: [
      gateway.admit(team, { namespaces, hostnames: [API] }),
      gateway.admit(team, { namespaces, hostnames: [GRPC], routeKinds: [RouteKind.GRPC_ROUTE] }),
      gateway.admit(team, { namespaces, hostnames: ['*.db.example.com'], routeKinds: [RouteKind.TLS_ROUTE] }),
      gateway.admit(team, { namespaces, listenerNames: ['tcp-5432'], routeKinds: [RouteKind.TCP_ROUTE] }),
    ],
  });
}

function cors(api: TeamChart): void {
  const rule = (prefix: string, options: Parameters<typeof RouteFilter.cors>[0]) =>
    ({ matches: [RouteMatch.pathPrefix(prefix)], backends: [service('echo')], filters: [RouteFilter.cors(options)] });
  new TeamRoute(api, 'cors', {
    rules: [
      rule('/below', { allowOrigins: ['https://*.example.com'] }),
      rule('/every', { allowOrigins: ['*'], allowMethods: [HttpCorsMethod.ALL] }),
      rule('/session', { allowOrigins: ['https://www.example.com'], allowCredentials: true }),
    ],
  });
}

function backendTls(api: TeamChart): void {
  const authority = TlsAuthority.configMap('ca');
  const subjectAltNames = [SubjectAltName.hostname('one.internal'), SubjectAltName.hostname('two.internal')];
  for (const name of ['named', 'misnamed']) {
    new TeamRoute(api, name, { rules: [{ matches: [RouteMatch.pathPrefix(`/${name}`)], backends: [service(name, 8443)] }] });
    // Without portName: for the whole Service.
    new BackendTls(api, `${name}-tls`, { backend: service(name, 8443), hostname: 'asked.internal', authority, subjectAltNames });
  }
}

function grpc(api: TeamChart): void {
  const rule = (match: GrpcMatch, name: string) => ({ matches: [match], backends: [service(name)] });
  new TeamGrpcRoute(api, 'grpc', {
    rules: [
      rule(GrpcMatch.any({ headers: [HeaderMatch.exact('x-tenant', 'blue')] }), 'blue'),
      rule(GrpcMatch.methodRegex('shop\\.v[0-9]+\\.Carts', 'Get|List'), 'carts'),
      rule(GrpcMatch.service('shop.v1.Orders'), 'orders'),
      rule(GrpcMatch.method('shop.v1.Orders', 'Place'), 'placing'),
      rule(GrpcMatch.method('shop.v1.Orders', 'Place', { headers: [HeaderMatch.exact('x-beta', 'true')] }), 'beta'),
      {
        ...rule(GrpcMatch.service('shop.v1.Audit'), 'audit'),
        filters: [RouteFilter.replaceRequestHeaders({ 'x-from': 'edge' }), RouteFilter.replaceResponseHeaders({ 'x-by': 'edge' })],
      },
    ],
  });
}

function streams(api: TeamChart): void {
  new TeamTlsRoute(api, 'one', { hostnames: ['one.db.example.com'], backends: [service('one', 5432)] });
  new TeamTlsRoute(api, 'rest', { hostnames: ['*.db.example.com'], backends: [service('rest', 5432)] });
  new TeamTcpRoute(api, 'shares', { backends: [service('three', 5432, 3), service('single', 5432, 1), service('none', 5432, 0)] });
}

function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });
  const api = chartOf(app);
  for (const part of [cors, backendTls, grpc, streams]) part(api);
  app.synth();
  return [manifests];
}

describeGateway('forms of filters, BackendTls and routes beside HTTP', () => manifestsOf(synthesize), (gateway) => {
  const allowed = async (url: string, origin: string) => {
    const { headers } = await gateway().send({
      host: API, path: url, method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' },
    });
    // Without an origin the header for credentials, which Envoy always adds, says nothing to a browser.
    const { 'access-control-allow-origin': allowedOrigin, 'access-control-allow-credentials': credentials } = headers;
    return allowedOrigin === undefined ? 'nothing' : [allowedOrigin, credentials];
  };

  test.each([
    ['/below', 'https://www.example.com', ['https://www.example.com', undefined]],
    ['/below', 'https://a.b.example.com', ['https://a.b.example.com', undefined]],
    ['/below', 'https://example.com', 'nothing'],
    ['/below', 'https://www.example.com.evil.example', 'nothing'],
    ['/below', 'https://evil-example.com', 'nothing'],
    ['/every', 'https://any.example', ['https://any.example', undefined]],
    ['/session', 'https://www.example.com', ['https://www.example.com', 'true']],
    ['/session', 'https://any.example', 'nothing'],
  ])('CORS at %s answers a page of %s with %j', async (url, origin, answer) => {
    expect(await allowed(url, origin)).toEqual(answer);
  });

  test('the hostname is only asked for where the certificate is to carry other names', async () => {
    expect(await gateway().send({ host: API, path: '/named' })).toMatchObject({
      status: 200, backend: 'api/named:8443', seen: { sni: 'asked.internal' },
    });
  });

  test('a certificate for the hostname is none of the other names', async () => {
    expect(await gateway().send({ host: API, path: '/misnamed' })).toMatchObject({ status: 503, backend: undefined });
  });

  test.each([
    ['/shop.v1.Orders/Cancel', {}, 'orders'],
    ['/shop.v1.OrdersArchive/Cancel', {}, undefined],
    ['/shop.v1.Orders/Place', {}, 'placing'],
    ['/shop.v1.Orders/Place', { 'x-beta': 'true' }, 'beta'],
    ['/shop.v1.Orders/Place', { 'x-tenant': 'blue' }, 'placing'],
    ['/shop.v1.Other/Get', { 'x-tenant': 'blue' }, 'blue'],
    ['/shop.v2.Carts/Get', {}, 'carts'],
    ['/shop.v2.Carts/List', {}, 'carts'],
    ['/shop.v2.Carts/Delete', {}, undefined],
    ['/shop.v2.Carts/ListAll', {}, undefined],
    ['/my.shop.v2.Carts/List', {}, undefined],
  ])('gRPC: %s with headers %j is answered by %s', async (method, headers, name) => {
    const backend = name === undefined ? undefined : `api/${name}:80`;
    expect(await gateway().call({ host: GRPC, method, headers })).toMatchObject({ grpcStatus: name === undefined ? '12' : '0', backend });
  });

  test('gRPC: headers change on both ways', async () => {
    expect(await gateway().call({ host: GRPC, method: '/shop.v1.Audit/Add', headers: { 'x-from': 'client' } })).toMatchObject({
      grpcStatus: '0', headers: { 'x-by': 'edge' }, seen: { headers: { 'x-from': 'edge' } },
    });
  });

  test.each([
    ['one.db.example.com', 'one'],
    ['two.db.example.com', 'rest'],
    ['a.b.db.example.com', 'rest'],
  ])('TLS: %s goes to %s, with its own certificate', async (sni, name) => {
    expect(await gateway().exchange('hello', 5433, sni)).toEqual({ text: `api/${name}:5432 hello`, certificate: [`${name}.db.example.com`] });
  });

  test('TCP: backends share connections by weight, and weight 0 gets none', async () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 300; i++) {
      const [backend] = ((await gateway().exchange('hello', 5432)).text ?? 'none').split(' ');
      counts.set(backend, (counts.get(backend) ?? 0) + 1);
    }
    expectShares(counts, { 'api/three:5432': 0.75, 'api/single:5432': 0.25 });
  });
}, {
  tlsBackends: {
    'api/named:8443': ['two.internal'], 'api/misnamed:8443': ['asked.internal'],
    'api/one:5432': ['one.db.example.com'], 'api/rest:5432': ['rest.db.example.com'],
  },
  authorities: { 'api/ca': 'signing' },
});
