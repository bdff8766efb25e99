import { EnvoyGatewayDeployment, type GrantOptions, Implementation, Listener, RouteKind, SharedGateway, Team } from '../../../src';
import { allowing, Edge, perHostname, REDIRECT, secret } from './edge';

const DATA = new Team('data');
const SHOP = new Team('shop');
const { HTTP_ROUTE, TLS_ROUTE, TCP_ROUTE, UDP_ROUTE } = RouteKind;
const STREAMS = [
  perHostname(), Listener.tlsPassthrough('*.vault.company.com', { name: 'vault' }),
  Listener.tls('mqtt.company.com', { certificate: secret('mqtt'), port: 8883 }),
  Listener.tcp(5432, { name: 'postgres' }), Listener.tcp(3306, { name: 'mysql' }), Listener.udp(53, { name: 'dns' }),
];
const streams = (implementation?: Implementation): Edge & { admit(options: Partial<GrantOptions>, team?: Team): ReturnType<typeof grantOf> } => {
  const edge = new Edge(implementation);
  const gateway = edge.gateway({ listeners: STREAMS });
  return Object.assign(edge, {
    admit: (options: Partial<GrantOptions>, team = DATA) => grantOf(gateway.admit(team, { namespaces: [`${team.name}-prod`], ...options })._data()),
  });
};

function grantOf({ sections, hostnames, routeKinds }: { sections: object[]; hostnames: object[]; routeKinds: string[] }): object {
  return { sections, hostnames, routeKinds };
}

describe('a grant of TLSRoutes', () => {
  test('is served by the closest listener for TLS', () => {
    const edge = streams();
    expect(edge.admit({ hostnames: ['eu.vault.company.com', 'mqtt.company.com'], routeKinds: [TLS_ROUTE] })).toStrictEqual({
      sections: [
        { name: 'vault', port: 443, protocol: 'TLS', hostname: '*.vault.company.com' },
        { name: 'tls-mqtt-company-com', port: 8883, protocol: 'TLS', hostname: 'mqtt.company.com' },
      ],
      hostnames: [
        { hostname: 'eu.vault.company.com', sections: ['vault'], prefixes: ['/'] },
        { hostname: 'mqtt.company.com', sections: ['tls-mqtt-company-com'], prefixes: ['/'] },
      ],
      routeKinds: ['TLSRoute'],
    });
    expect(edge.listeners().map(({ name, allowedRoutes }) => [name, allowedRoutes])).toStrictEqual([
      ['http', REDIRECT.allowedRoutes],
      ['vault', allowing(['data-prod'], ['TLSRoute'])],
      ['tls-mqtt-company-com', allowing(['data-prod'], ['TLSRoute'])],
      ['postgres', allowing(undefined, ['TCPRoute'])], ['mysql', allowing(undefined, ['TCPRoute'])], ['dns', allowing(undefined, ['UDPRoute'])],
    ]);
  });

  test('with HTTPRoutes gives each kind its own listeners', () => {
    const edge = streams();
    expect(edge.admit({ hostnames: ['mqtt.company.com'], routeKinds: [HTTP_ROUTE, TLS_ROUTE] })).toMatchObject({
      hostnames: [{ hostname: 'mqtt.company.com', sections: ['https-mqtt-company-com', 'tls-mqtt-company-com'], prefixes: ['/'] }],
    });
    expect(edge.listeners().filter(({ hostname }) => hostname === 'mqtt.company.com').map(({ allowedRoutes }) => allowedRoutes)).toStrictEqual([
      allowing(['data-prod']), allowing(['data-prod'], ['TLSRoute']),
    ]);
  });
});

describe('a grant of TCPRoutes and UDPRoutes', () => {
  test('is for the named listeners, without hostnames', () => {
    const edge = streams();
    expect(edge.admit({ routeKinds: [UDP_ROUTE, TCP_ROUTE], listenerNames: ['dns', 'postgres'] })).toStrictEqual({
      sections: [{ name: 'postgres', port: 5432, protocol: 'TCP' }, { name: 'dns', port: 53, protocol: 'UDP' }],
      hostnames: [],
      routeKinds: ['TCPRoute', 'UDPRoute'],
    });
    expect(edge.listeners().slice(-3).map(({ allowedRoutes }) => allowedRoutes)).toStrictEqual([
      allowing(['data-prod'], ['TCPRoute']), allowing(undefined, ['TCPRoute']), allowing(['data-prod'], ['UDPRoute']),
    ]);
  });

  test('with HTTPRoutes leaves these to the closest listener', () => {
    const edge = streams();
    const grant = edge.admit({ hostnames: ['shop.company.com'], routeKinds: [HTTP_ROUTE, TCP_ROUTE], listenerNames: ['postgres'] });
    expect(grant).toStrictEqual({
      sections: [
        { name: 'https-shop-company-com', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com' },
        { name: 'postgres', port: 5432, protocol: 'TCP' },
      ],
      hostnames: [{ hostname: 'shop.company.com', sections: ['https-shop-company-com'], prefixes: ['/'] }],
      routeKinds: ['HTTPRoute', 'TCPRoute'],
    });
    expect(edge.listeners()[1].allowedRoutes).toStrictEqual(allowing(['data-prod']));
  });

  test('may limit HTTPRoutes beside them to prefixes', () => {
    expect(streams().admit({
      hostnames: ['shop.company.com'], routeKinds: [HTTP_ROUTE, TCP_ROUTE], listenerNames: ['postgres'], prefixes: ['/a'],
    })).toMatchObject({ hostnames: [{ prefixes: ['/a'] }] });
  });
});

describe('a grant is refused', () => {
  test.each<[string, Partial<GrantOptions>, RegExp]>([
    ['a kind that is none', { hostnames: ['a.company.com'], routeKinds: ['XRoute' as RouteKind] },
      /routeKinds\[0\] "XRoute": it is none of Gateway API's kinds of routes; write "HTTPRoute" or .* "UDPRoute"/],
    ['HTTPRoutes beside TCP without hostnames', { routeKinds: [HTTP_ROUTE, TCP_ROUTE], listenerNames: ['postgres'] }, /hostnames undefined: it is not a list/],
    ['TLSRoutes without hostnames', { routeKinds: [TLS_ROUTE] }, /hostnames undefined: it is not a list/],
    ['TLSRoutes with empty hostnames', { routeKinds: [TLS_ROUTE], hostnames: [] }, /hostnames is empty/],
    ['hostnames with TCPRoutes alone', { hostnames: ['a.company.com'], routeKinds: [TCP_ROUTE], listenerNames: ['postgres'] },
      /hostnames \["a\.company\.com"\]: a TCPRoute has none: its listener is all that tells it from others; leave it out/],
    ['TCPRoutes without listenerNames', { routeKinds: [TCP_ROUTE] },
      /listenerNames names no listener for TCP, and a TCPRoute takes all that arrives at one; write some of "postgres", "mysql"/],
    ['UDPRoutes beside a named TCP listener', { routeKinds: [TCP_ROUTE, UDP_ROUTE], listenerNames: ['postgres'] },
      /listenerNames names no listener for UDP.*write some of "dns"/],
    ['a named listener of a kind that is not granted', { routeKinds: [TCP_ROUTE], listenerNames: ['postgres', 'dns'] },
      /listenerNames\[1\] "dns": listener "dns" \(UDP 53\) serves none of the grant's kinds of routes \(TCPRoute\)/],
    ['a hostname that no listener for TLS covers', { hostnames: ['shop.company.com'], routeKinds: [TLS_ROUTE] },
      /hostnames\[0\] "shop\.company\.com": no listener for TLS covers it; .*Listener\.tlsPassthrough\("shop\.company\.com"\)/],
    ['a hostname that the certificate for TLS does not cover', { hostnames: ['a.b.wide.company.com'], routeKinds: [TLS_ROUTE] },
      /hostnames\[0\] "a\.b\.wide\.company\.com": the certificate of listener "wide"/],
    ['prefixes with kinds that have no paths', { hostnames: ['mqtt.company.com'], routeKinds: [TLS_ROUTE, TCP_ROUTE], prefixes: ['/a'] },
      /prefixes "\/a" limit HTTPRoutes and GRPCRoutes, and a TLSRoute or TCPRoute has no paths; leave prefixes out/],
    ['prefixes with TCPRoutes alone', { routeKinds: [TCP_ROUTE], listenerNames: ['postgres'], prefixes: ['/a'] }, /a TCPRoute has no paths/],
  ])('for %s', (_, options, message) => {
    const edge = new Edge();
    const gateway = edge.gateway({ listeners: [...STREAMS, Listener.tls('*.wide.company.com', { name: 'wide', certificate: secret('wide') })] });
    const before = edge.listeners();
    expect(() => gateway.admit(DATA, { namespaces: ['data-prod'], ...options })).toThrow(message);
    expect(edge.listeners()).toStrictEqual(before);
  });

  test('for TCPRoutes where the gateway declares no listener for TCP', () => {
    expect(() => new Edge().gateway().admit(DATA, { namespaces: ['data-prod'], routeKinds: [TCP_ROUTE] }))
      .toThrow(/listenerNames names no listener for TCP.*declare one with Listener\.tcp\(port\)/);
  });
});

describe('teams that overlap are refused', () => {
  const both = (mine: Partial<GrantOptions>, theirs: Partial<GrantOptions>, implementation?: Implementation) => () => {
    const edge = streams(implementation);
    edge.admit(mine, DATA);
    edge.admit(theirs, SHOP);
  };
  const postgres = { routeKinds: [TCP_ROUTE], listenerNames: ['postgres'] };

  test('on one listener for TCP or UDP, naming both', () => {
    expect(both(postgres, postgres)).toThrow(/listener "postgres" \(TCP 5432\) for team "shop" belongs to team "data": without hostnames all that arrives/);
    const dns = { routeKinds: [UDP_ROUTE], listenerNames: ['dns'] };
    expect(both(dns, { ...dns, namespaces: ['other'] })).toThrow(/listener "dns" \(UDP 53\) for team "shop" belongs to team "data"/);
  });

  test('on one port of proxies that serve several gateways', () => {
    const edge = new Edge(Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.MERGED_GATEWAYS }));
    const [first, second] = ['first', 'second'].map((id) => new SharedGateway(edge.chart, id, {
      infrastructure: edge.infrastructure, listeners: [Listener.tcp(5432, { name: id })],
    }));
    first.admit(DATA, { namespaces: ['data-prod'], routeKinds: [TCP_ROUTE], listenerNames: ['first'] });
    expect(() => second.admit(SHOP, { namespaces: ['shop-prod'], routeKinds: [TCP_ROUTE], listenerNames: ['second'] }))
      .toThrow(/listener "second" \(TCP 5432\) for team "shop" belongs to team "data" on gateway "first" in namespace "gateway-system", which the same/);
  });

  test('on one port of such proxies also where the one is named by hostname, whichever comes first', () => {
    const merged = (): SharedGateway[] => {
      const edge = new Edge(Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.MERGED_GATEWAYS }));
      return [Listener.tcp(443, { name: 'whole' }), perHostname()].map((listener, i) => new SharedGateway(edge.chart, `gateway-${i}`, {
        infrastructure: edge.infrastructure, listeners: [listener],
      }));
    };
    const tcp = { namespaces: ['data-prod'], routeKinds: [TCP_ROUTE], listenerNames: ['whole'] };
    const named = { namespaces: ['shop-prod'], hostnames: ['shop.company.com'] };
    const [first, second] = merged();
    first.admit(DATA, tcp);
    expect(() => second.admit(SHOP, named)).toThrow(/listener "https-shop-company-com" \(HTTPS 443\) for team "shop" belongs to team "data" on gateway "gateway-0"/);
    expect(() => second.delegate(SHOP, named)).toThrow(/port 443 \(HTTPS\) for team "shop" belongs to team "data" on gateway "gateway-0"/);
    const [third, fourth] = merged();
    fourth.delegate(SHOP, named);
    expect(() => third.admit(DATA, tcp)).toThrow(/listener "whole" \(TCP 443\) for team "data" belongs to team "shop" on gateway "gateway-1"/);
  });

  test('not on listeners of their own, and not within one team', () => {
    expect(both(postgres, { ...postgres, listenerNames: ['mysql'] })).not.toThrow();
    const edge = streams();
    edge.admit(postgres);
    expect(() => edge.admit({ ...postgres, namespaces: ['data-staging'] })).not.toThrow();
  });

  test('on one hostname over TLS', () => {
    const mqtt = { hostnames: ['mqtt.company.com'], routeKinds: [TLS_ROUTE] };
    expect(both(mqtt, mqtt)).toThrow(/hostname "mqtt\.company\.com" for team "shop" overlaps "mqtt\.company\.com" of team "data": both may take all of it/);
    expect(both(mqtt, { hostnames: ['mqtt.company.com'] })).toThrow(/both may take all of it, and only HTTPRoutes have paths/);
  });

  test('on a wildcard over TLS that no narrower listener limits', () => {
    const wide = { hostnames: ['*.vault.company.com'], routeKinds: [TLS_ROUTE] };
    expect(both(wide, { ...wide, hostnames: ['eu.vault.company.com'] }, Implementation.nginxGatewayFabric()))
      .toThrow(/on port 443 the wildcard arrives at listener "vault" \(\*\.vault\.company\.com\), and no narrower listener/);
  });
});
