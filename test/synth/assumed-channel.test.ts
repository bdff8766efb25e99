import { App, Chart, JsonPatch } from 'cdk8s';
import {
  ClusterProfile, type Finding, Findings, HttpExternalAuthProtocol, HttpRoute, HttpRouteFilterType, type HttpRouteRule, PlatformChart, XMesh,
} from '../../src';

const route = (rule: HttpRouteRule): Chart => {
  const chart = new Chart(new App(), 'shop');
  new HttpRoute(chart, 'route', { spec: { parentRefs: [{ name: 'edge' }], rules: [rule] } });
  return chart;
};
const said = (chart: Chart): Partial<Finding>[] =>
  Findings.of(chart).filter(({ code }) => code.startsWith('GW00')).map(({ code, severity, path }) => ({ code, severity, path }));

const backendRef = { name: 'auth', port: 9000 };
const AUTH = {
  type: HttpRouteFilterType.EXTERNAL_AUTH,
  externalAuth: { protocol: HttpExternalAuthProtocol.GRPC, backendRef, grpc: {} },
};

describe('what only the experimental channel has is a warning where no cluster is known', () => {
  test('a field', () => {
    expect(said(route({ retry: { attempts: 2 } }))).toEqual([{ code: 'GW002', severity: 'warning', path: 'spec.rules[0].retry' }]);
  });

  test('a value, and the field beside it', () => {
    const findings = said(route({ filters: [AUTH] }));
    expect(findings).toContainEqual({ code: 'GW002', severity: 'warning', path: 'spec.rules[0].filters[0].type' });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('a kind, with what to write', () => {
    const chart = new Chart(new App(), 'mesh');
    new XMesh(chart, 'mesh', { spec: { controllerName: 'example.com/mesh' } });
    expect(Findings.of(chart)).toMatchObject([{
      code: 'GW002', severity: 'warning',
      message: expect.stringMatching(/only the experimental channel of Gateway API has it, and it is not known whether the cluster does$/),
      fix: expect.stringMatching(/gatewayApiChannel: GatewayApiChannel\.EXPERIMENTAL/),
    }]);
  });

  test('a mistake in either channel stays an error', () => {
    const chart = route({ retry: { attempts: 2 } });
    chart.apiObjects[0].addJsonPatch(JsonPatch.replace('/spec/rules/0/retry/attempts', 'two'), JsonPatch.add('/spec/hostnames', ['A']));
    expect(said(chart)).toEqual([
      { code: 'GW001', severity: 'error', path: 'spec.hostnames[0]' }, { code: 'GW002', severity: 'warning', path: 'spec.rules[0].retry' },
    ]);
  });
});

test('it is an error where the cluster has the standard channel', () => {
  const chart = new PlatformChart(new App(), 'platform', { cluster: ClusterProfile.kind() });
  new XMesh(chart, 'mesh', { spec: { controllerName: 'example.com/mesh' } });
  expect(said(chart)).toMatchObject([{ code: 'GW005', severity: 'error' }]);
});
