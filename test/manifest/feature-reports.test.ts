import * as fs from 'node:fs';
import { CORRECTIONS } from '../../src/manifest/feature-corrections';
import { FEATURE_NAMES } from '../../src/manifest/feature-names';
import { REPORTED_FEATURES } from '../../src/manifest/feature-report-data';
import { implementationsWith, newestReport, reportName, REPORTS, supportOf } from '../../src/manifest/feature-reports';
import { implementationFacts, reportOfController } from '../../src/manifest/implementation-table';
import { generate, type SourceReport } from '../../tools/feature-reports/generate';
import { describeWithFacts, fact } from '../util/facts';
import { inProject } from '../util/snippets';

const support = (name: string, feature: string, mesh = false): string => supportOf(newestReport(name)!, feature, mesh).support;

describeWithFacts('gateway-api')('the table of reports', () => {
  test('is what the reports say', () => {
    const { source, implementations } = JSON.parse(fs.readFileSync(fact('gateway-api/features.json'), 'utf8')) as
      { source: string; implementations: SourceReport[] };
    expect(fs.readFileSync(inProject('src/manifest/feature-report-data.ts'), 'utf8')).toBe(generate(source, implementations));
  });
});

test('every reported feature is a name of Gateway API, and each report answers all', () => {
  expect(REPORTED_FEATURES.filter((feature) => !FEATURE_NAMES.includes(feature))).toEqual([]);
  expect(REPORTS.filter(({ answers }) => answers.length !== REPORTED_FEATURES.length)).toEqual([]);
  expect(FEATURE_NAMES).toHaveLength(60);
});

describe('support', () => {
  test.each<[string, string, string, boolean]>([
    ['traefik', 'HTTPRouteCORS', 'no', false],
    ['traefik', 'HTTPRoutePathRewrite', 'yes', false],
    ['contour', 'HTTPRouteCORS', 'unknown', false],
    ['cilium', 'HTTPRoute', 'yes', false],
    ['traefik', 'HTTPRoute', 'unknown', false],
    ['gke-gateway', 'GRPCRoute', 'unknown', false],
    ['gke-gateway', 'Gateway', 'yes', false],
    ['linkerd', 'HTTPRoute', 'unknown', false],
    ['linkerd', 'HTTPRoute', 'yes', true],
    ['linkerd', 'Mesh', 'yes', true],
    ['linkerd', 'HTTPRouteMethodMatching', 'yes', true],
    ['istio', 'HTTPRouteMethodMatching', 'unknown', true],
    ['istio', 'MeshClusterIPMatching', 'no', true],
    ['linkerd', 'HTTPRouteRequestTimeout', 'yes', true],
    ['linkerd', 'HTTPRouteRequestTimeout', 'unknown', false],
    ['linkerd', 'HTTPRoute', 'unknown', false],
    ['nginx-gateway-fabric', 'UDPRoute', 'yes', false],
    ['envoy-gateway', 'GRPCRouteNamedRouteRule', 'unknown', false],
    ['envoy-gateway', 'NoSuchFeature', 'unknown', false],
    ['higress', 'HTTPRouteCORS', 'unknown', false],
  ])('%s has %s: %s', (name, feature, answer, mesh) => {
    expect(support(name, feature, mesh)).toBe(answer);
  });

  test('an answer says what it stands on', () => {
    const why = (name: string, feature: string): string => supportOf(newestReport(name)!, feature).why;
    expect(why('traefik', 'HTTPRouteCORS')).toBe('its conformance report lists it as unsupported');
    expect(why('contour', 'HTTPRouteCORS')).toBe('its conformance report, for Gateway API v1.3.0, does not name it');
    expect(why('gke-gateway', 'GRPCRoute')).toBe('its conformance report has no profile GATEWAY-GRPC');
    expect(why('linkerd', 'HTTPRouteMethodMatching')).toBe('its conformance report is about a mesh alone');
    expect(why('traefik', 'HTTPRoute')).toBe('of the core tests of profile GATEWAY-HTTP it was given only a part');
    expect(why('cilium', 'HTTPRoute')).toBe('it passed the core tests of profile GATEWAY-HTTP');
  });

  test('what is known better than the report says it goes first, with its source', () => {
    expect(supportOf(newestReport('envoy-gateway')!, 'GatewayInfrastructurePropagation'))
      .toEqual({ support: 'yes', why: expect.stringMatching(/^Envoy Gateway v1\.9, internal/) as string });
    expect(supportOf(newestReport('traefik')!, 'UDPRoute')).toEqual({ support: 'no', why: expect.stringMatching(/^Traefik v3\.7/) as string });
    for (const { name, mode, feature, works } of CORRECTIONS) {
      expect(FEATURE_NAMES).toContain(feature);
      expect(newestReport(name, mode)).toBeDefined();
      const { answers } = newestReport(name, mode)!;
      expect(answers[REPORTED_FEATURES.indexOf(feature)]).not.toBe(works ? 'y' : 'n');
    }
  });

  test('who has a feature is sorted by name', () => {
    expect(implementationsWith('UDPRoute')).toEqual(['cilium', 'kong-operator', 'nginx-gateway-fabric']);
    expect(implementationsWith('Mesh', true)).toEqual([
      'alibaba-cloud-service-mesh', 'buoyant-enterprise-for-linkerd', 'cilium', 'istio', 'linkerd',
    ]);
  });
});

test('a report is named with what it was run on', () => {
  expect(reportName(newestReport('envoy-gateway', 'gateway-namespace-mode')!))
    .toBe('envoy-gateway v1.9.0 (Gateway API v1.6.1, experimental channel, gateway-namespace-mode)');
});

test('the table of implementations takes its features from the reports', () => {
  expect(implementationFacts('nginxGatewayFabric').unsupportedFeatures).toEqual([
    'BackendTLSPolicySANValidation', 'HTTPRouteBackendRequestHeaderModification', 'HTTPRouteBackendTimeout', 'HTTPRouteNamedRouteRule',
    'HTTPRouteRequestTimeout', 'HTTPRouteRetry', 'HTTPRouteRetryBackendTimeout', 'HTTPRouteRetryConnectionError',
  ]);
  expect(implementationFacts('envoyGateway').unsupportedFeatures).toEqual(['GatewayHTTPSListenerDetectMisdirectedRequests']);
  expect(implementationFacts('traefik').unsupportedFeatures.slice(-2)).toEqual(['ListenerSet', 'UDPRoute']);
  expect(implementationFacts('nginxGatewayFabric')).toMatchObject({ isolatesListeners: true, detectsMisdirectedRequests: true });
  expect(implementationFacts('traefik')).toMatchObject({ isolatesListeners: false, detectsMisdirectedRequests: false });
  expect(implementationFacts('haproxyUnifiedGateway').unsupportedFeatures).toEqual([]);
});

test.each([
  ['gateway.envoyproxy.io/gatewayclass-controller', 'envoy-gateway'],
  ['istio.io/gateway-controller', 'istio'],
  ['traefik.io/gateway-controller', 'traefik'],
  ['gateway.nginx.org/nginx-gateway-controller', 'nginx-gateway-fabric'],
  ['io.cilium/gateway-controller', 'cilium'],
  ['konghq.com/gateway-operator', 'kong-operator'],
  ['konghq.com/kic-gateway-controller', 'kong-ingress-controller'],
  ['kgateway.dev/kgateway', 'kgateway'],
  ['projectcontour.io/gateway-controller', 'contour'],
  ['gateway.k8s.aws/alb', 'aws-load-balancer-controller'],
  ['networking.gke.io/gateway', 'gke-gateway'],
  ['haproxy-ingress.github.io/controller', 'haproxy-ingress'],
  ['agentgateway.dev/agentgateway', 'agentgateway'],
  ['gate.haproxy.org/hug', undefined],
  ['gateway.k8s.aws/nlb', undefined],
  ['example.com/gateway', undefined],
  ['', undefined],
  ['__proto__', undefined],
])('controller %j is that of %s', (controller, name) => {
  const report = reportOfController(controller);
  expect(report?.name).toBe(name);
  expect(report).toBe(name && newestReport(name, report?.mode));
});
