import { ApiObject, type Chart, Testing } from 'cdk8s';
import {
  Acknowledge, Backend, Findings, GrpcMatch, RouteMatch, TeamChart, type TeamGrant, TeamGrpcRoute, TeamRoute, TeamTcpRoute, TeamTlsRoute, TeamUdpRoute,
} from '../../src';
import { grantData, testGrant } from '../util/grants';

const API = 'gateway.networking.k8s.io';
const ALL = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
const SECTIONS = [
  ...grantData().sections, { name: 'tls', port: 8443, protocol: 'TLS', hostname: '*.company.com' },
  { name: 'tcp', port: 5432, protocol: 'TCP' }, { name: 'other-tcp', port: 3306, protocol: 'TCP' }, { name: 'udp', port: 53, protocol: 'UDP' },
];
const everything = (): TeamGrant => testGrant({
  routeKinds: ALL, sections: SECTIONS,
  hostnames: [
    { hostname: 'shop.company.com', sections: ['https-shop-company-com', 'tls'], prefixes: ['/'] },
    { hostname: 'grpc.company.com', sections: ['https-shop-company-com'], prefixes: ['/'] },
  ],
});
const OWN: Record<string, string> = {
  HTTPRoute: 'https-shop-company-com', GRPCRoute: 'https-shop-company-com', TLSRoute: 'tls', TCPRoute: 'tcp', UDPRoute: 'udp',
};
const PARENT = { namespace: 'gateway-system', name: 'company-gateway' };

interface Raw {
  readonly matches?: object[];
  readonly section?: string;
  readonly hostnames?: string[];
  readonly parent?: object;
  readonly namespace?: string;
}

/** The findings of one route that was written without the library's constructs. */
function findingsOf(kind: string, { section = OWN[kind], hostnames, parent, namespace, matches }: Raw, grant = everything()): string[] {
  const app = Testing.app();
  const chart = new TeamChart(app, 'shop', { grants: [grant] });
  const named = kind === 'TCPRoute' || kind === 'UDPRoute' ? undefined : hostnames ?? ['shop.company.com'];
  new ApiObject(chart, 'raw', {
    apiVersion: `${API}/v1`, kind, metadata: { name: 'raw', ...(namespace !== undefined && { namespace }) },
    spec: {
      parentRefs: [{ ...PARENT, ...(section !== '' && { sectionName: section }), ...parent }],
      ...(named !== undefined && { hostnames: named }),
      rules: [{ ...(matches && { matches }), backendRefs: [{ name: 'x', port: 80 }] }],
    },
  });
  return Findings.of(app).map(({ code, message }) => `${code} ${message}`);
}

describe.each(ALL)('a raw %s of a team', (kind) => {
  test('within the grant has no finding', () => {
    expect(findingsOf(kind, {})).toEqual([]);
  });

  test.each<[string, Raw, RegExp]>([
    ['another gateway', { parent: { name: 'internal' } }, /^GW012 parent Gateway gateway-system\/internal is not granted/],
    ['a Service as parent', { parent: { group: '', kind: 'Service', name: 'x', namespace: 'bank' } }, /^GW012 parent Service bank\/x/],
    ['no section', { section: '' }, /^GW012 the parent names no section/],
    ['a section of others', { section: 'admin' }, /^GW012 section "admin" of gateway gateway-system\/company-gateway is not granted/],
    ['a section of another protocol', { section: kind === 'TCPRoute' ? 'udp' : 'tcp' }, /^GW015 .*Route is not granted at section "(tcp|udp)" of gateway/],
    ['another namespace', { namespace: 'bank' }, /^GW011 namespace "bank" is not granted/],
  ])('is found with %s', (_, raw, message) => {
    expect(findingsOf(kind, raw)).toContainEqual(expect.stringMatching(message));
  });

  test('is found where its kind was not granted', () => {
    const grant = testGrant({ routeKinds: ALL.filter((one) => one !== kind), sections: SECTIONS });
    expect(findingsOf(kind, {}, grant)).toContainEqual(expect.stringMatching(new RegExp(`^GW015 ${kind} is not among the granted route kinds`)));
  });
});

describe('a raw TLSRoute of a team', () => {
  test.each<[string, Raw, RegExp]>([
    ['a hostname of another team', { hostnames: ['bank.company.com'] }, /^GW013 hostname "bank\.company\.com" is not granted to the team/],
    ['no hostname', { hostnames: [] }, /^GW013 the route names no hostname, so it claims every hostname of the listener/],
    ['a hostname that is granted over HTTPS alone', { hostnames: ['grpc.company.com'] }, /^GW013 hostname "grpc\.company\.com" is granted on another section/],
  ])('is found with %s', (_, raw, message) => {
    expect(findingsOf('TLSRoute', raw)).toContainEqual(expect.stringMatching(message));
  });

  test('is found under path prefixes', () => {
    const hostnames = [{ hostname: 'shop.company.com', sections: ['tls'], prefixes: ['/v1'] }];
    expect(findingsOf('TLSRoute', {}, testGrant({ routeKinds: ALL, sections: SECTIONS, hostnames })))
      .toEqual([expect.stringMatching(/^GW014 a TLSRoute has no paths, and only "\/v1" was granted/)]);
  });
});

describe('a raw GRPCRoute of a team under path prefixes', () => {
  const sections = SECTIONS;
  const hostnames = [{ hostname: 'shop.company.com', sections: [OWN.GRPCRoute], prefixes: ['/shop.v1.Products', '/shop.v1.Carts/Get'] }];
  const leaving = (...matches: object[]): string[] => findingsOf('GRPCRoute', { matches }, testGrant({ routeKinds: ALL, sections, hostnames }))
    .filter((text) => text.startsWith('GW014'));

  test('may match granted services and methods', () => {
    expect(leaving({ method: { service: 'shop.v1.Products' } }, { method: { type: 'Exact', service: 'shop.v1.Carts', method: 'Get' } })).toEqual([]);
  });

  test.each<[string, object[], RegExp]>([
    ['another service', [{ method: { service: 'bank.v1.Accounts' } }], /^GW014 path "\/bank\.v1\.Accounts" is not under a granted prefix/],
    ['another method', [{ method: { service: 'shop.v1.Carts', method: 'Drop' } }], /^GW014 path "\/shop\.v1\.Carts\/Drop" is not under/],
    ['an expression', [{ method: { type: 'RegularExpression', service: 'shop.v1.Products' } }], /^GW014 a match without the exact name of a service/],
    ['no service', [{ method: { method: 'List' } }], /^GW014 a match without the exact name of a service/],
    ['headers alone', [{ headers: [{ name: 'a', value: 'b' }] }], /^GW014 a match without the exact name of a service/],
    ['no matches', [], /^GW014 a rule without matches/],
  ])('is found with %s', (_, matches, message) => {
    expect(leaving(...matches)).toEqual([expect.stringMatching(message)]);
  });
});

describe('a backend port that routes of a kind cannot use', () => {
  const judged = (kind: string, protocol: string | undefined): string[] => {
    const app = Testing.app();
    const chart = new TeamChart(app, 'shop', { grants: [everything()] });
    new ApiObject(chart, 'service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'dns' }, spec: { ports: [{ port: 53, ...(protocol !== undefined && { protocol }) }] },
    });
    new ApiObject(chart, 'raw', {
      apiVersion: `${API}/v1`, kind, metadata: { name: 'raw' },
      spec: { parentRefs: [{ ...PARENT, sectionName: OWN[kind] }], rules: [{ backendRefs: [{ name: 'dns', port: 53 }] }] },
    });
    return Findings.of(app).map(({ code, message }) => `${code} ${message}`);
  };

  test('is found: UDP and TCP are ports of their own', () => {
    expect(judged('UDPRoute', undefined)).toEqual([
      expect.stringMatching(/^GW303 port 53 .* is for TCP, and a UDPRoute carries UDP, so its share of the traffic is dropped/),
    ]);
    expect(judged('TCPRoute', 'UDP')).toEqual([expect.stringMatching(/^GW303 port 53 .* is for UDP, and a TCPRoute carries TCP/)]);
    expect([judged('UDPRoute', 'UDP'), judged('TCPRoute', 'TCP')]).toEqual([[], []]);
  });
});

/** What a team's chart gives, by code and construct. */
function found(make: (chart: TeamChart) => void): [string, string | undefined][] {
  const app = Testing.app();
  make(new TeamChart(app, 'shop', { grants: [everything()] }));
  return Findings.of(app).filter(({ acknowledged }) => acknowledged === undefined).map(({ code, construct }) => [code, construct]);
}

describe('a second route at a listener for TCP or UDP', () => {
  const backends = [Backend.service('db', 5432)];
  const tcp = (chart: Chart, id: string, ...listenerNames: string[]): TeamTcpRoute =>
    new TeamTcpRoute(chart, id, { backends, ...(listenerNames.length > 0 && { listenerNames }) });

  test('is an error, on the second one', () => {
    expect(found((chart) => [tcp(chart, 'a', 'tcp'), tcp(chart, 'b')])).toEqual([['GW045', 'shop/b']]);
    expect(found((chart) => ['a', 'b'].map((id) => new TeamUdpRoute(chart, id, { backends })))).toEqual([['GW045', 'shop/b']]);
  });

  test('is none where the listeners differ, or the kinds', () => {
    expect(found((chart) => [tcp(chart, 'a', 'tcp'), tcp(chart, 'b', 'other-tcp'), new TeamUdpRoute(chart, 'c', { backends })])).toEqual([]);
  });

  test('is none among routes that hostnames tell apart', () => {
    expect(found((chart) => ['a', 'b'].map((id) => new TeamTlsRoute(chart, id, { hostnames: ['shop.company.com'], backends })))).toEqual([]);
  });
});

describe('an HTTPRoute and a GRPCRoute of one listener', () => {
  const backends = [Backend.service('api', 9090)];
  const http = (chart: Chart, ...hostnames: string[]): TeamRoute =>
    new TeamRoute(chart, 'web', { hostnames, rules: [{ matches: [RouteMatch.anyPath()], backends }] });
  const grpc = (chart: Chart, ...hostnames: string[]): TeamGrpcRoute =>
    new TeamGrpcRoute(chart, 'calls', { hostnames, rules: [{ matches: [GrpcMatch.any()], backends }] });

  test('are an error on the GRPCRoute where they share a hostname', () => {
    expect(found((chart) => [http(chart, 'shop.company.com'), grpc(chart, 'grpc.company.com', 'shop.company.com')])).toEqual([['GW046', 'shop/calls']]);
  });

  test('are none where their hostnames differ', () => {
    expect(found((chart) => [http(chart, 'shop.company.com'), grpc(chart, 'grpc.company.com')])).toEqual([]);
  });

  test('can be acknowledged by the team', () => {
    expect(found((chart) => {
      http(chart, 'shop.company.com');
      Acknowledge.finding(grpc(chart, 'shop.company.com'), 'GW046', 'Envoy Gateway serves both');
    })).toEqual([]);
  });
});
