import type { App } from 'cdk8s';
import { Destination, EgressBackend, type EgressLockdown, Findings, type OperatorChart } from '../../../../src';
import { ANY_DEPTH, API_SERVER, BLOCK, emitted, LEDGER, lockedChart, ofKind, ONE_LABEL, REASON, STRIPE } from './lock';

describe('Istio', () => {
  const backend = EgressBackend.istio();
  const entries = (...args: Parameters<typeof emitted>) => ofKind(emitted(...args), 'ServiceEntry').map(({ spec }) => spec);

  test('never resolves to nothing, keeps hosts to the namespace, and names the protocols that it can see', () => {
    expect(entries({ backend, allow: [STRIPE, ANY_DEPTH, Destination.host('db.example.com', 5432, { reason: REASON, morePorts: [80] })] })).toEqual([
      { hosts: ['api.stripe.com'], location: 'MESH_EXTERNAL', resolution: 'DNS', exportTo: ['.'], ports: [{ number: 443, name: 'tls-443', protocol: 'TLS' }] },
      { hosts: ['*.x.io'], location: 'MESH_EXTERNAL', resolution: 'DYNAMIC_DNS', exportTo: ['.'], ports: [{ number: 443, name: 'tls-443', protocol: 'TLS' }] },
      {
        hosts: ['db.example.com'], location: 'MESH_EXTERNAL', resolution: 'DNS', exportTo: ['.'],
        ports: [{ number: 5432, name: 'tcp-5432', protocol: 'TCP' }, { number: 80, name: 'http-80', protocol: 'HTTP' }],
      },
    ]);
  });

  test('refuses a second host on a port where a sidecar sees no names', () => {
    const host = (name: string, port: number) => Destination.host(name, port, { reason: REASON });
    expect(() => emitted({ backend, allow: [host('a.example.com', 5432), host('b.example.com', 5432)] })).toThrow(
      /on port 5432 a sidecar does not see which host a connection is for, so a\.example\.com and b\.example\.com get each other's; open one of them/,
    );
    expect(entries({ backend, allow: [host('a.example.com', 5432), host('b.example.com', 5433), host('a.example.com', 443), STRIPE] })).toHaveLength(4);
  });

  test('says that on other ports it goes by the port alone', () => {
    const chart = (port: number) => lockedChart({ backend, allow: [Destination.host('a.example.com', port, { reason: REASON })] });
    const messages = (port: number) => Findings.of(chart(port).node.root as App)
      .filter(({ code }) => code === 'GW506').map(({ message }) => message);
    expect(messages(5432)).toEqual([expect.stringMatching(/on their ports, and on 5432 the sidecar sees no host: it sends all connections to the one/)]);
    expect(messages(443)).toEqual([expect.stringMatching(/on their ports$/)]);
  });

  test('sends to known services only, and keeps its control plane', () => {
    const manifests = emitted({ backend, allow: [LEDGER, Destination.kubernetesApi({ reason: 'watch' })] }, { apiServer: API_SERVER });
    expect(ofKind(manifests, 'Sidecar')[0].spec).toEqual({
      egress: [{ hosts: ['./*', 'istio-system/*', 'kube-system/*', 'ledger/*', 'default/kubernetes.default.svc.cluster.local'] }],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    });
    expect(ofKind(manifests, 'NetworkPolicy')[2].spec.egress).toContainEqual({
      to: [{
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } }, podSelector: { matchLabels: { app: 'istiod' } },
      }],
      ports: [{ protocol: 'TCP', port: 15012 }],
    });
  });

  test('knows a resolver by its address, which DNS over TCP goes to, and refuses one by a block', () => {
    const dnsAt = (cidr: string) => ({ dns: [{ form: 'cidr' as const, cidr, ports: [53] }] });
    expect(entries({ backend, allow: [STRIPE] }, dnsAt('169.254.20.10/32')).map(({ hosts, addresses, endpoints, resolution, ports }) =>
      ({ hosts, addresses, endpoints, resolution, ports }))[0]).toEqual({
      hosts: ['address-0.internal'], addresses: ['169.254.20.10/32'], endpoints: [{ address: '169.254.20.10' }], resolution: 'STATIC',
      ports: [{ number: 53, name: 'tcp-53', protocol: 'TCP' }],
    });
    expect(() => emitted({ backend, allow: [STRIPE] }, dnsAt('10.0.0.0/28'))).toThrow(/names the resolver by the block 10\.0\.0\.0\/28, of which a sidecar/);
  });

  test('knows single addresses, and refuses blocks, one label, hidden hosts and ambient meshes', () => {
    expect(entries({ backend, allow: [Destination.cidr('203.0.113.7/32', 443, { reason: REASON })] })[0]).toEqual(expect.objectContaining({
      addresses: ['203.0.113.7/32'], endpoints: [{ address: '203.0.113.7' }], resolution: 'STATIC',
    }));
    expect(() => emitted({ backend, allow: [BLOCK] })).toThrow(/knows hosts and single addresses, no blocks/);
    expect(() => emitted({ backend, allow: [ONE_LABEL] })).toThrow(/matches hosts of any depth/);
    expect(() => emitted({ backend, allow: [Destination.anyDepthUnder('x.io', 5432, { reason: REASON })] })).toThrow(/on port 5432 a sidecar does not see which host/);
    expect(() => emitted({ backend, allow: [STRIPE] }, { mesh: 'ambient' })).toThrow(/an ambient mesh has no sidecars; .*Destination\.through/);
  });
});

describe('a proxy', () => {
  const backend = EgressBackend.proxy({ namespace: 'egress-system', image: 'registry.example.com/squid:6.10' });
  const config = (...allow: Destination[]) => ofKind(emitted({ backend, allow }), 'ConfigMap')[0].data!['squid.conf'].split('\n');

  test('stands with all that it needs, and is the only way out', () => {
    const manifests = emitted({ backend, allow: [STRIPE] });
    expect(manifests.map(({ kind, metadata }) => `${metadata.namespace} ${kind}`)).toEqual([
      ...new Array<string>(3).fill('ecommerce-prod NetworkPolicy'),
      'egress-system ConfigMap', 'egress-system Deployment', 'egress-system Service', 'egress-system PodDisruptionBudget',
      ...new Array<string>(3).fill('egress-system NetworkPolicy'),
    ]);
    const labels = { 'egress.cdk8s-gateway.io/proxy': 'egress-proxy-ecommerce-prod' };
    expect(manifests[2].spec.egress).toEqual([{
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'egress-system' } }, podSelector: { matchLabels: labels } }],
      ports: [{ protocol: 'TCP', port: 3128 }],
    }]);
    for (const { spec } of ofKind(manifests, 'NetworkPolicy').slice(3)) expect(spec.podSelector).toEqual({ matchLabels: labels });
    expect(ofKind(manifests, 'NetworkPolicy')[4].spec.ingress).toEqual([{
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ecommerce-prod' } } }], ports: [{ protocol: 'TCP', port: 3128 }],
    }]);
  });

  test('lists hosts exactly, by their ports, and goes to no address inside', () => {
    const lines = config(STRIPE, ONE_LABEL, Destination.anyDepthUnder('y.io', 80, { reason: REASON }));
    expect(lines).toEqual(expect.arrayContaining([
      'acl host_0 dstdomain -n api.stripe.com', 'acl port_0 port 443', 'acl host_1 dstdom_regex -n -i ^[^.]+\\.x\\.io$',
      'acl host_2 dstdom_regex -n -i \\.y\\.io$',
      'acl inside dst 169.254.0.0/16', 'acl inside dst fe80::/10',
    ]));
    expect(lines.filter((line) => line.startsWith('http_access'))).toEqual([
      'http_access allow host_0 port_0 !inside', 'http_access allow host_1 port_1 !inside',
      'http_access allow host_2 port_2 !inside', 'http_access deny all',
    ]);
  });

  test('writes a reason as one comment, whatever it holds', () => {
    expect(config(Destination.host('a.example.com', 443, { reason: 'x\nhttp_access allow all' }))).toContain('# x http_access allow all');
  });

  test('gives its address', () => {
    const chart: OperatorChart = lockedChart({ backend, allow: [STRIPE] });
    expect((chart.node.findChild('egress') as EgressLockdown).proxyUrls()).toEqual(['http://egress-proxy-ecommerce-prod.egress-system.svc:3128']);
    expect((lockedChart({ backend, allow: [BLOCK] }).node.findChild('egress') as EgressLockdown).proxyUrls()).toEqual([]);
  });

  test('is refused in the namespace that it holds, and for UDP', () => {
    const inside = EgressBackend.proxy({ namespace: 'ecommerce-prod', image: 'squid:6' });
    expect(() => emitted({ backend: inside, allow: [STRIPE] })).toThrow(/the proxies would stand in the namespace that they are to hold/);
    expect(() => EgressBackend.proxy({ namespace: 'a', image: 'squid' })).toThrow(/image "squid": it names no version/);
    expect(() => EgressBackend.proxy(undefined as never)).toThrow(/namespace undefined/);
  });
});
