import type { Chart } from 'cdk8s';
import type { HttpRouteMatch, HttpRouteRule } from '../../src';
import {
  APP, backend, type Builder, exact, GATEWAY_API, grant, http, INFRA, infraGateway, infraRoute, prefix, route, SAME, WEB,
} from './parts';

const header = (name: string, value: string): HttpRouteMatch => ({ headers: [{ name, value }] });
const query = (...pairs: [string, string][]): HttpRouteMatch => ({ queryParams: pairs.map(([name, value]) => ({ name, value })) });
const to = (name: string, ...matches: HttpRouteMatch[]): HttpRouteRule =>
  ({ ...(matches.length > 0 && { matches }), backendRefs: [backend(name)] });

export const simpleSameNamespace: Builder = (chart) =>
  infraRoute(chart, 'gateway-conformance-infra-test', 'same-namespace', [to('infra-backend-v1')]);

export const websocket: Builder = (chart) =>
  infraRoute(chart, 'backend-protocol-ws', 'same-namespace', [{ backendRefs: [{ name: 'infra-backend-v1', port: 8082 }] }]);

export const crossNamespace: Builder = (chart) => route(chart, 'cross-namespace', {
  parentRefs: [{ name: 'backend-namespaces', namespace: INFRA }], rules: [to('web-backend')],
}, WEB);

export const exactPath: Builder = (chart) => infraRoute(chart, 'exact-matching', 'same-namespace', [
  to('infra-backend-v1', exact('/one')), to('infra-backend-v2', exact('/two')),
]);

export const observedGeneration: Builder = (chart) =>
  infraRoute(chart, 'observed-generation-bump', 'same-namespace', [to('infra-backend-v1')]);

export const httpsListener: Builder = (chart) => {
  route(chart, 'httproute-https-test', {
    parentRefs: [{ name: 'same-namespace-with-https-listener' }], hostnames: ['example.org'], rules: [to('infra-backend-v1')],
  }, INFRA);
  route(chart, 'httproute-https-test-no-hostname', {
    parentRefs: [{ name: 'same-namespace-with-https-listener', sectionName: 'https-with-hostname' }], rules: [to('infra-backend-v2')],
  }, INFRA);
};

export const crossNamespaceBackend: Builder = (chart) => infraRoute(chart, 'invalid-cross-namespace-backend-ref', 'same-namespace', [
  { backendRefs: [backend('web-backend', { namespace: WEB })] },
]);

export const nonexistentBackend: Builder = (chart) => infraRoute(chart, 'invalid-nonexistent-backend-ref', 'same-namespace', [
  { backendRefs: [backend('nonexistent', { namespace: INFRA })] },
]);

export const otherSectionName: Builder = (chart) => route(chart, 'httproute-listener-not-matching-section-name', {
  parentRefs: [{ name: 'same-namespace', namespace: INFRA, port: 80, sectionName: 'http1' }],
  rules: [{ backendRefs: [backend('infra-backend-v1', { kind: 'Service' })] }],
}, INFRA);

export const matching: Builder = (chart) => infraRoute(chart, 'matching', 'same-namespace', [
  to('infra-backend-v1', prefix('/'), header('version', 'one')),
  to('infra-backend-v2', prefix('/v2'), header('version', 'two')),
]);

export const multipleGateways: Builder = (chart) => {
  route(chart, 'multiple-gateways-shared-route', {
    parentRefs: [{ name: 'same-namespace' }, { name: 'all-namespaces' }], rules: [to('infra-backend-v1', prefix('/shared'))],
  }, INFRA);
  infraRoute(chart, 'same-namespace-dedicated-route', 'same-namespace', [to('infra-backend-v2', prefix('/'))]);
  infraRoute(chart, 'all-namespaces-dedicated-route', 'all-namespaces', [to('infra-backend-v3', prefix('/'))]);
};

export const queryParams: Builder = (chart) => infraRoute(chart, 'query-param-matching', 'same-namespace', [
  to('infra-backend-v1', query(['animal', 'whale'])),
  to('infra-backend-v2', query(['animal', 'dolphin'])),
  to('infra-backend-v3', query(['animal', 'dolphin'], ['color', 'blue']), query(['ANIMAL', 'Whale'])),
  to('infra-backend-v1', { ...prefix('/path1'), ...query(['animal', 'whale']) }),
  to('infra-backend-v2', { ...header('version', 'one'), ...query(['animal', 'whale']) }),
  to('infra-backend-v3', { ...prefix('/path2'), ...header('version', 'two'), ...query(['animal', 'whale']) }),
  to('infra-backend-v1', { ...prefix('/path3'), ...query(['animal', 'shark']) },
    { ...prefix('/path4'), ...header('version', 'three'), ...query(['animal', 'kraken']) }),
  to('infra-backend-v1', prefix('/path5')),
  to('infra-backend-v2', query(['animal', 'hydra'])),
  to('infra-backend-v3', header('version', 'four')),
]);

export const hostnameIntersection: Builder = (chart) => {
  const name = 'httproute-hostname-intersection';
  infraGateway(chart, name, [
    http('listener-1', { allowedRoutes: SAME, hostname: 'very.specific.com' }),
    http('listener-2', { allowedRoutes: SAME, hostname: '*.wildcard.io' }),
    http('listener-3', { allowedRoutes: SAME, hostname: '*.anotherwildcard.io' }),
  ]);
  infraGateway(chart, `${name}-all`, [http('listener-1', { allowedRoutes: SAME })]);
  const claim = (routeName: string, hostnames: string[], rule: HttpRouteRule, parent = name): void =>
    route(chart, routeName, { parentRefs: [{ name: parent, namespace: INFRA }], hostnames, rules: [rule] }, INFRA);
  claim('specific-host-matches-listener-specific-host', ['non.matching.com', '*.nonmatchingwildcard.io', 'very.specific.com'],
    to('infra-backend-v1', prefix('/s1')));
  claim('specific-host-matches-listener-wildcard-host',
    ['non.matching.com', 'wildcard.io', 'foo.wildcard.io', 'bar.wildcard.io', 'foo.bar.wildcard.io'],
    to('infra-backend-v2', prefix('/s2')));
  claim('wildcard-host-matches-listener-specific-host', ['non.matching.com', '*.specific.com'], to('infra-backend-v3', prefix('/s3')));
  claim('wildcard-host-matches-listener-wildcard-host', ['*.anotherwildcard.io'], to('infra-backend-v1', prefix('/s4')));
  claim('no-intersecting-hosts', ['specific.but.wrong.com', 'wildcard.io'], to('infra-backend-v2', prefix('/s5')));
  claim(`${name}-all`, ['first.com', 'sub.first.com', 'second.com', 'sub.second.com'], to('infra-backend-v2'), `${name}-all`);
};

export const listenerPort: Builder = (chart) => {
  const name = 'httproute-listener-port-matching';
  const listener = (id: number, port: number, hostname: string) => http(`listener-${id}`, { port, hostname, allowedRoutes: SAME });
  infraGateway(chart, name, [
    listener(1, 80, 'foo.com'), listener(2, 8080, 'foo.com'), listener(3, 8080, 'bar.com'),
    listener(4, 8090, 'foo.com'), listener(5, 8090, 'bar.com'),
  ]);
  route(chart, 'backend-v1', { parentRefs: [{ name, namespace: INFRA, port: 80 }], rules: [to('infra-backend-v1')] }, INFRA);
  route(chart, 'backend-v2', { parentRefs: [{ name, namespace: INFRA, port: 8080 }], rules: [to('infra-backend-v2')] }, INFRA);
  route(chart, 'backend-v3', {
    parentRefs: [{ name, namespace: INFRA, port: 8090, sectionName: 'listener-4' }], rules: [to('infra-backend-v3')],
  }, INFRA);
};

/** Grants that miss a backend by one field each, as upstream has them for two kinds of routes. */
export function missingGrants(chart: Chart, kind: string, home: string, service: string, lastKind: string): void {
  const from = { group: GATEWAY_API, kind, namespace: INFRA };
  const target = { group: '', kind: 'Service', name: service };
  const stranger = 'not-the-group-youre-looking-for';
  grant(chart, 'reference-grant-wrong-namespace', from, target, INFRA);
  grant(chart, 'reference-grant-wrong-from-group', { ...from, group: stranger }, target, home);
  grant(chart, 'reference-grant-wrong-from-kind', { ...from, kind: 'Gateway' }, target, home);
  grant(chart, 'reference-grant-wrong-from-namespace', { ...from, namespace: 'not-the-namespace-youre-looking-for' }, target, home);
  grant(chart, 'reference-grant-wrong-to-group', from, { ...target, group: stranger }, home);
  grant(chart, 'reference-grant-wrong-to-kind', from, { ...target, kind: 'Secret' }, home);
  grant(chart, 'reference-grant-wrong-to-name', from, { ...target, kind: lastKind, name: 'not-the-service-youre-looking-for' }, home);
}

export const invalidReferenceGrant: Builder = (chart) => {
  missingGrants(chart, 'HTTPRoute', WEB, 'web-backend', 'Secret');
  infraRoute(chart, 'reference-grant', 'same-namespace', [{ backendRefs: [backend('web-backend', { namespace: WEB })] }]);
};

export const partlyInvalidReferenceGrant: Builder = (chart) => {
  grant(chart, 'invalid-reference-grant', { group: GATEWAY_API, kind: 'HTTPRoute', namespace: INFRA },
    { group: '', kind: 'Service', name: 'app-backend-v1' }, APP);
  infraRoute(chart, 'invalid-reference-grant', 'same-namespace', [
    { matches: [prefix('/v2')], backendRefs: [backend('app-backend-v2', { namespace: APP })] },
    { backendRefs: [backend('app-backend-v1', { namespace: APP })] },
  ]);
};

export const referenceGrant: Builder = (chart) => {
  grant(chart, 'reference-grant', { group: GATEWAY_API, kind: 'HTTPRoute', namespace: INFRA },
    { group: '', kind: 'Service', name: 'web-backend' }, WEB);
  infraRoute(chart, 'reference-grant', 'same-namespace', [{ backendRefs: [backend('web-backend', { namespace: WEB })] }]);
};

export const retry: Builder = (chart) => infraRoute(chart, 'retries', 'same-namespace', [
  { ...to('infra-backend-v3', prefix('/retry/code-500-attempts-3')), retry: { codes: [500], attempts: 3 } },
  { ...to('infra-backend-v3', prefix('/retry/code-all-attempts-2')), retry: { codes: [500, 502, 503, 504], attempts: 2 } },
]);

export const timeouts: Builder = (chart) => infraRoute(chart, 'request-timeout', 'same-namespace', [
  { ...to('infra-backend-v1', prefix('/request-timeout')), timeouts: { request: '500ms' } },
  { ...to('infra-backend-v1', prefix('/disable-request-timeout')), timeouts: { request: '0s' } },
]);
