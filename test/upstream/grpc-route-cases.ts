import { type GrpcBackendRef, GrpcRoute, GrpcRouteFilterType, type GrpcRouteMatch, type GrpcRouteRule, type GrpcRouteSpec } from '../../src';
import { type Builder, INFRA } from './parts';

const grpc = (name: string, spec: GrpcRouteSpec, metadata: { namespace?: string; labels?: Record<string, string> } = {}): Builder =>
  (chart) => {
    new GrpcRoute(chart, `grpc-${name}`, { metadata: { name, ...metadata }, spec });
  };

/** A route of the infrastructure's namespace. */
const infraGrpc = (name: string, rules: GrpcRouteRule[]): Builder =>
  grpc(name, { parentRefs: [{ name: 'same-namespace' }], rules }, { namespace: INFRA });

const header = (...pairs: [string, string][]): GrpcRouteMatch => ({ headers: pairs.map(([name, value]) => ({ name, value })) });
const call = (service: string, method?: string): GrpcRouteMatch => ({ method: { service, ...(method !== undefined && { method }) } });
const backend = (name: string, more: Partial<GrpcBackendRef> = {}): GrpcBackendRef => ({ name, port: 50051, ...more });
const to = (name: string, port: number, ...matches: GrpcRouteMatch[]): GrpcRouteRule => ({ matches, backendRefs: [{ name, port }] });
const [V1, V2] = ['grpc-infra-backend-v1', 'grpc-infra-backend-v2'];

export const headerMatching = infraGrpc('grpc-header-matching', [
  to(V1, 8080, header(['version', 'one'])),
  to(V2, 8080, header(['version', 'two'])),
  to(V1, 8080, header(['version', 'two'], ['color', 'orange'])),
  to(V1, 8080, header(['color', 'blue']), header(['color', 'green'])),
  to(V2, 8080, header(['color', 'red']), header(['color', 'yellow'])),
]);

const ECHO = 'gateway_api_conformance.echo_basic.grpcecho.GrpcEcho';

export const namedRule = infraGrpc('grpc-named-rules', [
  { name: 'named-rule', ...to(V1, 8080, call(ECHO, 'Echo')) },
  to(V2, 8080, call(ECHO, 'EchoTwo')),
]);

export const filter = grpc('grpc-filter-1', {
  hostnames: ['my.filter.com'],
  rules: [{
    filters: [{
      type: GrpcRouteFilterType.REQUEST_HEADER_MODIFIER,
      requestHeaderModifier: { add: [{ name: 'my-header', value: 'foo' }] },
    }],
    backendRefs: [backend('my-filter-svc1', { weight: 1 })],
  }],
});

const foo = (...rules: GrpcRouteRule[]): Builder =>
  grpc('foo-route', { parentRefs: [{ name: 'example-gateway' }], hostnames: ['foo.example.com'], rules });

export const fooRoute = foo(to('foo-svc', 50051, call('com.example', 'Login')));

export const reflection = foo(
  to('foo-svc', 50051, call('com.example.User', 'Login')),
  to('foo-svc', 50051, call('grpc.reflection.v1.ServerReflection')),
);

export const split = grpc('foo-route', {
  hostnames: ['foo.example.com'],
  rules: [{ backendRefs: [backend('foo-v1', { weight: 90 }), backend('foo-v2', { weight: 10 })] }],
}, { labels: { gateway: 'prod-web-gw' } });
