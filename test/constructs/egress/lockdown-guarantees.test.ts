import { Destination, EgressBackend, type EgressLockdown } from '../../../src';
import { API_SERVER, BLOCK, LEDGER, lockedChart, STRIPE } from './backends/lock';

function guarantees(backend: EgressBackend, ...allow: Destination[]) {
  return (lockedChart({ backend, allow }, { apiServer: API_SERVER }).node.findChild('egress') as EgressLockdown).guarantees();
}

test.each<[string, EgressBackend, RegExp, RegExp, RegExp]>([
  ['by addresses', EgressBackend.cilium(), /an address which DNS gave for the name, on TCP 443, by Cilium/, /^nothing/, /other sites have the same addresses/],
  ['by a sidecar', EgressBackend.istio(), /some public address, on TCP 443/, /server name, which the client chooses/, /whether pods carry a sidecar/],
  [
    'by a proxy', EgressBackend.proxy({ namespace: 'egress', image: 'squid:6' }), /pods reach their own proxies alone/, /the name in the request/,
    /which name the connection asks for inside/,
  ],
  [
    'by a gateway', EgressBackend.egressGateway({ proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 }),
    /pods reach the gateway's proxies alone, on TCP 8443/, /that it is api\.stripe\.com TCP 443 and nothing else/, /the gateway's own configuration/,
  ],
])('a host is held %s', (_, backend, network, proxy, unseen) => {
  expect(guarantees(backend, STRIPE)).toEqual([{
    destination: 'api.stripe.com TCP 443', network: expect.stringMatching(network) as string, proxy: expect.stringMatching(proxy) as string,
    unseen: expect.stringMatching(unseen) as string,
  }]);
});

test('addresses and pods are held by the network alone', () => {
  expect(guarantees(EgressBackend.networkPolicy(), BLOCK, LEDGER, Destination.kubernetesApi({ reason: 'watch' }))).toEqual([
    {
      destination: '203.0.113.0/24 TCP 443', network: 'that it is these addresses and ports, by a plain NetworkPolicy',
      proxy: 'nothing: no proxy stands in the way', unseen: 'who answers at these addresses',
    },
    expect.objectContaining({ destination: 'namespace "ledger" TCP 5432', network: 'that it is these pods and ports' }),
    expect.objectContaining({ destination: 'the Kubernetes API' }),
  ]);
});
