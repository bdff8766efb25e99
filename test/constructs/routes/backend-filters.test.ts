import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Backend, Findings, HttpMethod, Pods, RouteFilter, RouteMatch, type RouteRule } from '../../../src';
import type { Finding } from '../../../src/manifest/finding';
import type { GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { type Json, routeWith, rulesOf } from './shop';

const { implementation, cluster } = grantData();
const filtered = (filters: RouteFilter[], name = 'web'): Backend => Backend.service(name, 8080, { filters });

/** The backends of a route with one rule. */
const refsOf = (backends: Backend[], rule: Partial<RouteRule> = {}, overrides: Partial<GrantData> = {}): Json[] =>
  rulesOf(routeWith({ backends, ...rule }, {}, testGrant(overrides)))[0].backendRefs as Json[];

const ORIGINS = { allowOrigins: ['https://www.company.com'] };

/** What is found beside that not every implementation has filters at a backend. */
function known(route: Construct): Finding[] {
  return Findings.of(route).filter(({ code, severity }) => severity !== 'unknown' && code !== 'GW220');
}

describe('filters of a backend', () => {
  test('stand at the backend, merged as those of a rule', () => {
    const first = filtered([
      RouteFilter.addRequestHeaders({ 'X-Version': '2' }), RouteFilter.rewrite({ hostname: 'v2.internal' }),
      RouteFilter.removeRequestHeaders(['X-Internal']), RouteFilter.rewrite({ prefix: '/v2' }),
    ]);
    const backends = [first, Backend.service('old', 8080, { weight: 3 })];
    expect(refsOf(backends, { matches: [RouteMatch.pathPrefix('/api')] })).toStrictEqual([
      {
        group: '', kind: 'Service', name: 'web', port: 8080, weight: 1,
        filters: [
          { type: 'RequestHeaderModifier', requestHeaderModifier: { add: [{ name: 'X-Version', value: '2' }], remove: ['X-Internal'] } },
          { type: 'URLRewrite', urlRewrite: { hostname: 'v2.internal', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v2' } } },
        ],
      },
      { group: '', kind: 'Service', name: 'old', port: 8080, weight: 3 },
    ]);
  });

  test('an empty list is none', () => {
    expect(refsOf([filtered([])])).toStrictEqual([{ group: '', kind: 'Service', name: 'web', port: 8080, weight: 1 }]);
  });

  test('keep nothing of the caller\'s list', () => {
    const filters = [RouteFilter.addResponseHeaders({ 'X-A': '1' })];
    const backend = filtered(filters);
    filters.push(RouteFilter.redirect({ port: 1 }));
    expect(refsOf([backend])[0].filters).toHaveLength(1);
  });

  test('of a Service in the app as well', () => {
    const service = new ApiObject(new Chart(new App(), 'services'), 'web', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 8080 }] },
    });
    const backend = Backend.of(service, { filters: [RouteFilter.mirror(Backend.service('shadow', 80))] });
    expect(refsOf([backend])[0].filters).toStrictEqual([
      { type: 'RequestMirror', requestMirror: { backendRef: { group: '', kind: 'Service', name: 'shadow', port: 80 } } },
    ]);
  });

  test('the gateway is let in to the backends that they name, where ingress is isolated', () => {
    const at = (name: string): Backend => Backend.service(name, 80, { pods: Pods.labelled({ app: name }, 8080) });
    const web = Backend.service('web', 80, {
      pods: Pods.labelled({ app: 'web' }, 8080), filters: [RouteFilter.mirror(at('shadow')), RouteFilter.externalAuthGrpc(at('auth'))],
    });
    const grant = testGrant({
      isolation: { ingress: true, egress: false }, cluster: { ...cluster, gatewayApi: { version: '1.6', channel: 'experimental' } },
    });
    const route = routeWith({ backends: [web] }, {}, grant);
    expect(route.node.children.map(({ node }) => node.id).sort())
      .toEqual(['gateway-to-auth-8080', 'gateway-to-shadow-8080', 'gateway-to-web-8080']);
    expect(known(route)).toEqual([]);
  });

  test('a backend that they name, without known pods, is an error at synth', () => {
    const web = Backend.service('web', 80, {
      pods: Pods.labelled({ app: 'web' }, 8080), filters: [RouteFilter.mirror(Backend.service('shadow', 80))],
    });
    const route = routeWith({ backends: [web] }, {}, testGrant({ isolation: { ingress: true, egress: false } }));
    expect(known(route)).toEqual([expect.objectContaining({ code: 'GW040', message: expect.stringMatching(/the pods of shadow:80 are not known/) })]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no list', () => Backend.service('web', 80, { filters: 'x' as never }), /^Backend\.service: filters "x": it is not a list/],
    ['what is no filter', () => refsOf([filtered([{} as never])]), /^Backend\.service: filters\[0\] \{\}: it is not a RouteFilter/],
    ['a redirect', () => refsOf([Backend.service('a', 80), filtered([RouteFilter.redirect({ port: 1 })])]),
      /rules\[0\]\.backends\[1\]\.filters\[0\] redirects, so the backend would never get the requests that it has a share of/],
    ['a rewrite beside a redirect of the rule', () => refsOf([filtered([RouteFilter.rewrite({ hostname: 'a.b' })])], {
      filters: [RouteFilter.redirect({ port: 1 })],
    }), /spec\.rules\[0\]\.filters\[0\] redirects, so no request reaches a backend/],
    ['a header that the rule changes', () => refsOf([filtered([RouteFilter.replaceRequestHeaders({ 'x-a': '2' })])], {
      filters: [RouteFilter.addResponseHeaders({ 'X-A': '1' }), RouteFilter.addRequestHeaders({ 'X-A': '1' })],
    }), /backends\[0\]\.filters\[0\] changes the request header "x-a", which rules\[0\]\.filters\[1\] already does for the whole rule/],
    ['a path that the rule rewrites', () => refsOf([filtered([RouteFilter.rewrite({ fullPath: '/b' })])], {
      filters: [RouteFilter.rewrite({ fullPath: '/a' })],
    }), /changes the path, which rules\[0\]\.filters\[0\] already does/],
    ['a hostname that the rule rewrites', () => refsOf([filtered([RouteFilter.rewrite({ hostname: 'a.b' })])], {
      filters: [RouteFilter.rewrite({ hostname: 'c.d' })],
    }), /changes the hostname, which/],
    ['a header twice', () => refsOf([filtered([RouteFilter.addRequestHeaders({ 'X-A': '1' }), RouteFilter.removeRequestHeaders(['x-a'])])]),
      /backends\[0\]\.filters\[1\] changes the request header "x-a", which rules\[0\]\.backends\[0\]\.filters\[0\] \(add\) already changes/],
    ['a new prefix with two matches', () => refsOf(['a', 'b'].map((name) => filtered([RouteFilter.rewrite({ prefix: '/v2' })], name)), {
      matches: [RouteMatch.pathPrefix('/a'), RouteMatch.pathPrefix('/b')],
    }), /backendRefs\[0\]\.filters\[0\]\.urlRewrite\.path\.type "ReplacePrefixMatch".*exactly one PathPrefix match/],
    ['CORS where no question arrives', () => refsOf([filtered([RouteFilter.cors(ORIGINS)])], {
      matches: [RouteMatch.pathPrefix('/a', { method: HttpMethod.PUT })],
    }), /spec\.rules\[0\]\.backendRefs\[0\]\.filters\[0\] answers browsers, which ask with OPTIONS first/],
    ['17', () => refsOf([filtered(Array.from({ length: 17 }, () => RouteFilter.extension('a.io', 'X', 'a')))]), /filters .*17 entries, and 16 is the limit/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('one header in both directions is no contradiction', () => {
    const filters = [RouteFilter.addRequestHeaders({ 'X-A': '1' })];
    expect(refsOf([filtered([RouteFilter.addResponseHeaders({ 'X-A': '1' })])], { filters })[0].filters).toHaveLength(1);
  });

  test.each([
    ['HTTPRouteBackendRequestHeaderModification', RouteFilter.addRequestHeaders({ 'X-A': '1' }), /rules\[0\]\.backends, request headers in filters: kong does not/],
    ['HTTPRouteBackendURLRewrite', RouteFilter.rewrite({ hostname: 'a.b' }), /rules\[0\]\.backends, rewrite in filters: kong does not support it/],
  ])('are refused where the implementation lacks %s; in a rule they stand', (feature, filter, message) => {
    const without = { implementation: { ...implementation, name: 'kong', unsupportedFeatures: [feature] } };
    expect(() => refsOf([filtered([filter])], {}, without)).toThrow(message);
    expect(refsOf([Backend.service('web', 80)], { filters: [filter] }, without)).toHaveLength(1);
  });
});
