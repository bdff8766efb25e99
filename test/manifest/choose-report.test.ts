import { chooseReport } from '../../src/manifest/choose-report';

const chosen = (text: unknown): string => {
  const result = chooseReport(text);
  return 'report' in result ? result.report.report : `${result.problem.reason}; ${result.problem.fix}`;
};

describe('a name of an implementation', () => {
  test.each([
    ['envoy-gateway', 'v1.6/envoy-gateway/experimental-v1.9.0-default-report.yaml'],
    ['Envoy-Gateway', 'v1.6/envoy-gateway/experimental-v1.9.0-default-report.yaml'],
    ['envoy-gateway@v1.9.0', 'v1.6/envoy-gateway/experimental-v1.9.0-default-report.yaml'],
    ['envoy-gateway@1.9', 'v1.6/envoy-gateway/experimental-v1.9.0-default-report.yaml'],
    ['envoy-gateway@gateway-namespace-mode', 'v1.6/envoy-gateway/experimental-v1.9.0-gateway-namespace-mode-report.yaml'],
    ['envoy-gateway@1.9.0/gateway-namespace-mode', 'v1.6/envoy-gateway/experimental-v1.9.0-gateway-namespace-mode-report.yaml'],
    ['cilium', 'v1.6/cilium/standard-v1.20.0-default-report.yaml'],
    ['cilium@experimental', 'v1.6/cilium/experimental-v1.20.0-default-report.yaml'],
    ['kong-operator@experimental-v2.3.0-rc.3-traditional_compatible-hybrid-report',
      'v1.6/kong-operator/experimental-v2.3.0-rc.3-traditional_compatible-hybrid-report.yaml'],
  ])('%s chooses a report', (text, report) => {
    expect(chosen(text)).toBe(report);
  });

  test.each<[string, unknown, RegExp]>([
    ['a mistyped name', 'enovy-gateway', /^no conformance report is known of implementation "enovy-gateway"; write one of envoy-gateway, /],
    ['a part of a name', 'gke', /; write one of gke-gateway, agentgateway, /],
    ['a name that is near none', 'zzz', /; write one of agentgateway, .*, wso2-api-platform-gateway$/],
    ['no name', '', /^"" is no name of an implementation; write one of agentgateway, /],
    ['what is no text', 7, /^7 is no name of an implementation/],
    ['a key of every object', '__proto__', /^no conformance report is known of implementation "__proto__"/],
    ['a version without a report', 'envoy-gateway@1.8',
      /^no conformance report "1\.8" is known of envoy-gateway; write envoy-gateway@v1\.9\.0 for envoy-gateway v1\.9\.0 .*; envoy-gateway@gateway-namespace-mode for /],
    ['half a version', 'envoy-gateway@1.9.0.', /^no conformance report "1\.9\.0\."/],
    ['an empty version', 'istio@', /^no conformance report "" is known of istio; write istio@1\.30\.1/],
  ])('refuses %s', (_, text, message) => {
    expect(chosen(text)).toMatch(message);
  });
});
