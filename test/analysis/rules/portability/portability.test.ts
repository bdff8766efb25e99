import { checkEntries } from '../../../../src/analysis/check-entries';
import { chooseReport } from '../../../../src/manifest/choose-report';
import type { ReportData } from '../../../../src/manifest/feature-reports';
import type { Finding } from '../../../../src/manifest/finding';
import type { Manifest } from '../../../../src/manifest/manifest';

type Fields = Record<string, unknown>;

const object = (kind: string, spec: Fields, name = 'x'): Manifest =>
  ({ apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name, namespace: 'shop' }, spec });
const route = (rule: Fields, name = 'cart', parents: unknown[] = [{ name: 'edge' }]): Manifest =>
  object('HTTPRoute', { parentRefs: parents, rules: [{ backendRefs: [{ name: 'cart', port: 80 }], ...rule }] }, name);
const cart = (): Manifest => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' }, spec: { ports: [{ port: 80 }] } });
const gatewayClass = (controllerName: string, name = 'public'): Manifest =>
  ({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name }, spec: { controllerName } });
const gateway = (name = 'edge', listeners: Fields[] = [{ name: 'http', port: 80, protocol: 'HTTP' }], className = 'public'): Manifest =>
  object('Gateway', { gatewayClassName: className, listeners }, name);
const TRAEFIK = 'traefik.io/gateway-controller';

function reportOf(name: string): ReportData {
  const chosen = chooseReport(name);
  if ('problem' in chosen) throw new Error(chosen.problem.reason);
  return chosen.report;
}

function findings(code: string, implementation: string | undefined, ...manifests: Manifest[]): Finding[] {
  return checkEntries([...manifests, cart()].map((manifest) => ({ manifest })), {
    channel: 'experimental', ...(implementation !== undefined && { implementation: reportOf(implementation) }),
  }).filter((finding) => finding.code === code);
}

const brief = (all: Finding[]): string[] => all.map(({ severity, resource, path }) => `${severity} ${resource.kind} ${resource.name} ${path}`);

describe('a feature that the report lists as unsupported', () => {
  const limited = route({ timeouts: { request: '1s' } });

  test('is an error for the implementation that was named, with the report and who has it', () => {
    expect(findings('GW500', 'traefik', limited)).toEqual([expect.objectContaining({
      severity: 'error', category: 'portability', path: 'spec.rules[0].timeouts.request',
      message: 'traefik v3.7.10 (Gateway API v1.6.1, experimental channel) does not have HTTPRouteRequestTimeout '
        + '(its conformance report lists it as unsupported): the gateway ignores this or refuses the object',
      fix: 'leave it out, or use an implementation that has it; by their reports, these have all that the object needs: agentgateway, '
        + 'airlock-microgateway, alibaba-cloud-service-mesh, calico, cilium, envoy-gateway, istio, kgateway, sunbeam-proxy',
    })]);
    expect(findings('GW500', 'envoy-gateway', limited)).toEqual([]);
  });

  test('names those that have the feature where none has all that the object needs', () => {
    const backends = [{ name: 'cart', port: 80, filters: [{ type: 'URLRewrite', urlRewrite: { hostname: 'a.company.com' } }] }];
    const fixes = findings('GW500', 'traefik', route({ retry: {}, backendRefs: backends })).map(({ fix }) => fix);
    expect(fixes).toEqual([
      expect.stringMatching(/; the reports of these have it, though not all else that the object needs: agentgateway, .*envoy-gateway, kgateway/),
    ]);
  });

  test('is said once of an object, with the number of places', () => {
    const [finding, ...others] = findings('GW500', 'kong-operator', route({ filters: [
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'cart', port: 80 } } },
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'cart', port: 80 }, percent: 4 } },
    ] }));
    expect(others).toEqual([]);
    expect(finding.message).toMatch(/does not have HTTPRouteRequestMirror \(.*; 2 places of the object need it$/);
  });

  test('is a warning where only the class of the Gateway tells the implementation, also through a ListenerSet', () => {
    const set = object('ListenerSet', { parentRef: { name: 'edge' }, listeners: [{ name: 'a', port: 80, protocol: 'HTTP' }] }, 'set');
    const ofSet = route({ timeouts: { request: '1s' } }, 'of-set', [{ kind: 'ListenerSet', name: 'set' }]);
    const all = findings('GW500', undefined, gatewayClass(TRAEFIK), gateway(), set, limited, ofSet);
    expect(brief(all)).toEqual([
      'warning ListenerSet set kind', 'warning HTTPRoute cart spec.rules[0].timeouts.request', 'warning HTTPRoute of-set spec.rules[0].timeouts.request',
    ]);
    expect(all[1].message).toMatch(/^traefik v3\.7\.10 \(.*\), whose controller GatewayClass "public" names, does not have/);
  });

  test.each<[string, Manifest[]]>([
    ['a class that is not here', [gateway()]],
    ['a controller that is not known', [gatewayClass('example.com/gateway'), gateway()]],
    ['a Gateway that is not here', [gatewayClass(TRAEFIK)]],
    ['a class without a controller', [{ ...gatewayClass(TRAEFIK), spec: {} }, gateway()]],
  ])('is not looked for with %s', (_, others) => {
    expect(findings('GW500', undefined, ...others, limited)).toEqual([]);
  });

  test('the class of a Gateway counts more than the name of another implementation', () => {
    const manifests = [gatewayClass(TRAEFIK), gateway(), gateway('other', undefined, 'unknown'), limited, route({ retry: {} }, 'b', [{ name: 'other' }])];
    expect(brief(findings('GW500', 'envoy-gateway', ...manifests))).toEqual(['warning HTTPRoute cart spec.rules[0].timeouts.request']);
    expect(brief(findings('GW500', 'traefik', ...manifests))).toEqual([
      'error HTTPRoute cart spec.rules[0].timeouts.request', 'error HTTPRoute b spec.rules[0].retry',
    ]);
  });

  test('a route of two implementations is judged by both', () => {
    const both = route({ timeouts: { request: '1s' } }, 'cart', [{ name: 'edge' }, { name: 'other' }]);
    const all = findings('GW500', undefined, gatewayClass(TRAEFIK), gatewayClass('gateway.nginx.org/nginx-gateway-controller', 'nginx'),
      gateway(), gateway('other', undefined, 'nginx'), both);
    expect(all.map(({ message }) => message.split(' ')[0])).toEqual(['traefik', 'nginx-gateway-fabric']);
  });

  test('the class of a Gateway says nothing of a mesh, the name does', () => {
    const ofMesh = route({}, 'cart', [{ name: 'edge' }, { kind: 'Service', group: '', name: 'other', namespace: 'bank' }]);
    const cilium = [gatewayClass('io.cilium/gateway-controller'), gateway(), ofMesh];
    expect(findings('GW500', undefined, ...cilium)).toEqual([]);
    expect(findings('GW500', 'cilium', ...cilium).map(({ message }) => message)).toEqual([expect.stringMatching(/does not have MeshConsumerRoute/)]);
  });

  test('both names for the port of a parent are one feature', () => {
    const all = findings('GW500', 'gke-gateway', route({}, 'cart', [{ name: 'edge', port: 443 }]));
    expect(all.map(({ message }) => message)).toEqual([expect.stringMatching(/does not have HTTPRouteParentRefPort/)]);
  });
});

describe('a feature that the report does not name', () => {
  const cors = { filters: [{ type: 'CORS', cors: { allowOrigins: ['https://a.company.com'] } }] };

  test('is unknown, once, at the first object', () => {
    expect(findings('GW501', 'contour', route(cors), route(cors, 'b')).filter(({ message }) => message.includes('CORS'))).toEqual([
      expect.objectContaining({
        severity: 'unknown', resource: expect.objectContaining({ name: 'cart' }) as object, path: 'spec.rules[0].filters[0].type',
        message: 'whether contour v1.33.0 (Gateway API v1.3.0, experimental channel) has HTTPRouteCORS is not known: '
          + 'its conformance report, for Gateway API v1.3.0, does not name it; 2 objects need it',
      }),
    ]);
  });

  test('is not looked for where nobody named an implementation', () => {
    expect(findings('GW501', undefined, gatewayClass('projectcontour.io/gateway-controller'), gateway(), route(cors))).toEqual([]);
  });

  test('a mesh that no profile was run for is said once, without its parts', () => {
    const ofMesh = route({ name: 'a', ...cors }, 'cart', [{ kind: 'Service', group: '', name: 'cart' }]);
    expect(findings('GW501', 'envoy-gateway', ofMesh).map(({ message }) => message))
      .toEqual([expect.stringMatching(/has Mesh is not known: its conformance report has no profile MESH-HTTP or MESH-GRPC$/)]);
  });
});

describe('a behaviour that the report lists as unsupported', () => {
  const listener = (name: string, hostname?: string, change: Fields = {}): Fields =>
    ({ name, port: 8000, protocol: 'HTTP', ...(hostname && { hostname }), ...change });

  test('is a warning at the listener whose requests another one may take', () => {
    expect(brief(findings('GW502', 'traefik', gateway('edge', [listener('a', 'a.company.com'), listener('b', '*.company.com')]))))
      .toEqual(['warning Gateway edge spec.listeners[0].hostname']);
    expect(findings('GW502', 'envoy-gateway', gateway('edge', [listener('a', 'a.company.com'), listener('b')]))).toEqual([]);
  });

  test('is not looked for by the class alone, and not where certificates or callers decide', () => {
    const wide = gateway('edge', [listener('a', 'a.company.com'), listener('b')]);
    expect(findings('GW502', undefined, gatewayClass(TRAEFIK), wide)).toEqual([]);
    const tls = { port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'c' }] } };
    expect(findings('GW502', 'envoy-gateway', gateway('edge', [listener('a', 'a.company.com', tls), listener('b', 'b.company.com', tls)]))).toEqual([]);
    expect(findings('GW502', 'istio', route({}, 'cart', [{ kind: 'Service', group: '', name: 'cart' }]))).toEqual([]);
  });
});

describe('what the report was made without', () => {
  const sticky = route({ sessionPersistence: { sessionName: 'a' } });

  test('is a warning where no feature has its name', () => {
    expect(findings('GW503', 'cilium', sticky)).toEqual([expect.objectContaining({
      severity: 'warning', path: 'spec.rules[0].sessionPersistence',
      message: 'cilium v1.20.0 (Gateway API v1.6.1, standard channel) was tested without the field, which is in the experimental channel '
        + 'from 1.1: no report says that it works, and an implementation that does not know it ignores it',
    })]);
    expect(findings('GW503', 'cilium@experimental', sticky)).toEqual([]);
    expect(findings('GW503', undefined, gatewayClass('io.cilium/gateway-controller'), gateway(), sticky)).toEqual([]);
  });

  test('what has a feature\'s name is left to it', () => {
    expect(findings('GW503', 'cilium', route({ retry: { attempts: 2 } }))).toEqual([]);
    expect(brief(findings('GW500', 'cilium', route({ retry: { attempts: 2 } })))).toEqual(['error HTTPRoute cart spec.rules[0].retry']);
  });

  test('a kind of the experimental channel', () => {
    const backend = { ...object('XBackend', {}), apiVersion: 'gateway.networking.x-k8s.io/v1alpha1' };
    expect(brief(findings('GW503', 'gke-gateway', backend))).toEqual(['warning XBackend x kind']);
    expect(findings('GW503', 'envoy-gateway', backend)).toEqual([]);
  });
});
