import { App, Chart } from 'cdk8s';
import { GatewayDefaultScope, type StreamRouteSpec, TcpRoute, TlsRoute, UdpRoute } from '../../../src';

const chart = (): Chart => new Chart(new App(), 'shop', { disableResourceNameHashes: true });
const parent = {
  group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'company-gateway', namespace: 'edge', sectionName: 'streams', port: 9000,
};
const service = { group: '', kind: 'Service', name: 'streams', namespace: 'shop', port: 9000, weight: 90 };

/** A spec with every field that routes of streams share. */
function specOf(useDefaultGateways: GatewayDefaultScope): StreamRouteSpec {
  return { parentRefs: [parent], rules: [{ name: 'all', backendRefs: [service] }], useDefaultGateways };
}

/** The same as it is written. */
function writtenSpec(useDefaultGateways: string): object {
  return { parentRefs: [parent], rules: [{ name: 'all', backendRefs: [service] }], useDefaultGateways };
}

describe.each([
  [GatewayDefaultScope.ALL, 'All'],
  [GatewayDefaultScope.NONE, 'None'],
])('every field of both channels, with default Gateways %s', (scope, value) => {
  const apiVersion = 'gateway.networking.k8s.io/v1';
  const metadata = { name: 'shop-streams' };

  test('a TCPRoute', () => {
    expect(new TcpRoute(chart(), 'streams', { spec: specOf(scope) }).toJson())
      .toStrictEqual({ apiVersion, kind: 'TCPRoute', metadata, spec: writtenSpec(value) });
  });

  test('a UDPRoute', () => {
    expect(new UdpRoute(chart(), 'streams', { spec: specOf(scope) }).toJson())
      .toStrictEqual({ apiVersion, kind: 'UDPRoute', metadata, spec: writtenSpec(value) });
  });

  test('a TLSRoute', () => {
    const hostnames = ['vault.company.com', '*.db.company.com'];
    expect(new TlsRoute(chart(), 'streams', { spec: { ...specOf(scope), hostnames } }).toJson())
      .toStrictEqual({ apiVersion, kind: 'TLSRoute', metadata, spec: { ...writtenSpec(value), hostnames } });
  });
});
