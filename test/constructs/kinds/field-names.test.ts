import { App, Chart } from 'cdk8s';
import { Gateway, type GatewayProps, NetworkPolicy, ReferenceGrant } from '../../../src';

const chart = (): Chart => new Chart(new App(), 'edge');

function endless(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

describe('lists that hold themselves are refused where they stand', () => {
  test.each<[string, unknown, RegExp]>([
    ['as the spec', endless(), /^\[edge\/g\] Gateway: spec \[object Array\]: it is not an object; write \{ /],
    ['as a list of the spec', { gatewayClassName: 'a', listeners: endless() },
      /^\[edge\/g\] Gateway: spec\.listeners\[0\] \[object Array\]: it is not an object; write \{ /],
    ['below a renamed field', { gatewayClassName: 'a', listeners: [{ name: 'a', port: 80, protocol: 'HTTP', allowedRoutes: endless() }] },
      /spec\.listeners\[0\]\.allowedRoutes \[object Array\]: it is not an object/],
  ])('%s of a Gateway', (_, spec, message) => {
    expect(() => new Gateway(chart(), 'g', { spec } as GatewayProps)).toThrow(message);
  });

  test('in a ReferenceGrant and a NetworkPolicy', () => {
    expect(() => new ReferenceGrant(chart(), 'r', { spec: { referrers: endless(), to: [] } as never }))
      .toThrow(/spec\.referrers\[0\] \[object Array\]: it is not an object/);
    expect(() => new NetworkPolicy(chart(), 'n', { spec: { podSelector: {}, ingress: endless() } as never }))
      .toThrow(/spec\.ingress\[0\] \[object Array\]: it is not an object/);
  });
});
