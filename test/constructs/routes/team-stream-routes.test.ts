import { ApiObject, App, Chart, Testing } from 'cdk8s';
import {
  Backend, Findings, Pods, RouteFilter, SharedService, TeamChart, type TeamGrant, TeamGrpcRoute, TeamRoute, TeamTcpRoute, type TeamTcpRouteProps, TeamTlsRoute,
  type TeamTlsRouteProps, TeamUdpRoute,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { shopChart, specOf } from './shop';

const POSTGRES = { name: 'postgres', port: 5432, protocol: 'TCP' };
const MYSQL = { name: 'mysql', port: 3306, protocol: 'TCP' };
const DNS = { name: 'dns', port: 53, protocol: 'UDP' };
const VAULT = { name: 'vault', port: 443, protocol: 'TLS', hostname: '*.vault.company.com' };

/** A grant of every kind: HTTPS, TLS, two ports for TCP and one for UDP. */
const mixed = (overrides: Partial<GrantData> = {}): TeamGrant => testGrant({
  routeKinds: ['HTTPRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
  sections: [...grantData().sections, VAULT, POSTGRES, MYSQL, DNS],
  hostnames: [
    ...grantData().hostnames, { hostname: 'eu.vault.company.com', sections: ['vault'], prefixes: ['/'] },
  ],
  ...overrides,
});
const ports = (overrides: Partial<GrantData> = {}): TeamGrant => testGrant({
  routeKinds: ['TCPRoute', 'UDPRoute'], sections: [POSTGRES, MYSQL, DNS], hostnames: [], ...overrides,
});

const parent = (sectionName: string): object => ({
  group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateway-system', name: 'company-gateway', sectionName,
});
const ref = (name: string, port: number, weight = 1): object => ({ group: '', kind: 'Service', name, port, weight });
const db = (): Backend => Backend.service('db', 5432);
const tcp = (props: Partial<TeamTcpRouteProps> = {}, ...grants: TeamGrant[]): TeamTcpRoute =>
  new TeamTcpRoute(shopChart(...(grants.length > 0 ? grants : [mixed()])), 'db', { backends: [db()], ...props });
const tls = (props: Partial<TeamTlsRouteProps> = {}, ...grants: TeamGrant[]): TeamTlsRoute =>
  new TeamTlsRoute(shopChart(...(grants.length > 0 ? grants : [mixed()])), 'vault', {
    hostnames: ['eu.vault.company.com'], backends: [Backend.service('vault', 8200)], ...props,
  });

describe('a TeamTlsRoute', () => {
  test('is the TLSRoute, at the granted listeners for TLS', () => {
    // GIVEN
    const chart = shopChart(mixed());

    // WHEN
    new TeamTlsRoute(chart, 'vault', {
      metadata: { name: 'vault', labels: { app: 'vault' } }, hostnames: ['eu.vault.company.com'], name: 'only',
      backends: [Backend.service('vault', 8200, { weight: 3 }), Backend.service('vault-b', 8200)],
    });

    // THEN
    expect(Testing.synth(chart)).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'TLSRoute',
      metadata: { name: 'vault', namespace: 'ecommerce-prod', labels: { app: 'vault' } },
      spec: {
        parentRefs: [parent('vault')],
        hostnames: ['eu.vault.company.com'],
        rules: [{ name: 'only', backendRefs: [ref('vault', 8200, 3), ref('vault-b', 8200)] }],
      },
    }]);
  });

  test('serves all hostnames of the grant where none is named', () => {
    const grant = testGrant({
      routeKinds: ['TLSRoute'], sections: [VAULT],
      hostnames: ['a', 'b'].map((name) => ({ hostname: `${name}.vault.company.com`, sections: ['vault'], prefixes: ['/'] })),
    });
    expect(specOf(tls({ hostnames: undefined }, grant)).hostnames).toEqual(['a.vault.company.com', 'b.vault.company.com']);
  });

  test.each<[string, Partial<TeamTlsRouteProps>, RegExp]>([
    ['a hostname of another team', { hostnames: ['us.vault.company.com'] }, /hostnames\[0\] "us\.vault\.company\.com": it is not granted/],
    ['a hostname that is granted over HTTPS alone', { hostnames: ['shop.company.com'] }, /"shop\.company\.com" is served by no section of the grant/],
    ['no hostname', { hostnames: [] }, /hostnames \[\]: a route claims at least one hostname/],
    ['no backend', { backends: [] }, /the route has no backends, so nothing would answer; write backends: \[Backend\.service/],
    ['backends left out', { backends: undefined }, /the route has no backends/],
    ['17 backends', { backends: Array.from({ length: 17 }, (_, i) => Backend.service(`b${i}`, 1)) }, /spec\.rules\[0\]\.backendRefs.*16/],
    ['backends that all have weight 0', { backends: [Backend.service('b', 1, { weight: 0 })] }, /backends all have weight 0/],
    ['a backend that is none', { backends: ['vault' as never] }, /backends\[0\] "vault": it is not a Backend/],
    ['a backend with filters', { backends: [Backend.service('b', 1, { filters: [RouteFilter.removeRequestHeaders(['x'])] })] },
      /backends\[0\]\.filters: a TLSRoute has none, so they would have no effect; leave them out/],
    ['a name that is none', { name: 'A B' }, /name "A B"/],
    ['rules', { rules: [] } as never, /rules is no option here.*write one of backends, name, hostnames, grant, listenerSet or metadata/],
    ['listenerNames', { listenerNames: ['vault'] } as never, /listenerNames is no option here/],
  ])('is refused for %s', (_, props, message) => {
    expect(() => tls(props)).toThrow(message);
    expect(() => tls(props)).toThrow(/^\[shop\/vault\] TeamTlsRoute: /);
  });

  test('is refused where the grant limits the hostname to prefixes', () => {
    const hostnames = [{ hostname: 'eu.vault.company.com', sections: ['vault'], prefixes: ['/v1'] }];
    expect(() => tls({}, mixed({ hostnames }))).toThrow(/"eu\.vault\.company\.com" is granted under "\/v1" only, and a TLSRoute has no paths/);
  });

  test('is refused beyond 1024 hostnames', () => {
    const hostnames = [{ hostname: '*.vault.company.com', sections: ['vault'], prefixes: ['/'] }];
    const many = Array.from({ length: 1025 }, (_, i) => `h${i}.vault.company.com`);
    expect(() => tls({ hostnames: many }, mixed({ hostnames })))
      .toThrow(/1025 hostnames, and 1024 are the limit of one TLSRoute .*write a TeamTlsRoute for each part/);
    expect(specOf(tls({ hostnames: many.slice(1) }, mixed({ hostnames }))).hostnames).toHaveLength(1024);
  });
});

describe('a TeamTcpRoute', () => {
  test('is the TCPRoute, at every granted listener for TCP', () => {
    const chart = shopChart(mixed());
    new TeamTcpRoute(chart, 'db', { metadata: { name: 'db' }, backends: [db()] });
    expect(Testing.synth(chart)).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'TCPRoute',
      metadata: { name: 'db', namespace: 'ecommerce-prod' },
      spec: { parentRefs: [parent('postgres'), parent('mysql')], rules: [{ backendRefs: [ref('db', 5432)] }] },
    }]);
  });

  test('takes the listeners that it names', () => {
    expect(specOf(tcp({ listenerNames: ['mysql'] })).parentRefs).toEqual([parent('mysql')]);
  });

  test.each<[string, Partial<TeamTcpRouteProps>, RegExp]>([
    ['a listener that was not granted', { listenerNames: ['redis'] }, /listenerNames\[0\] "redis": it is not granted to the team for TCPRoutes; write one of "postgres", "mysql"/],
    ['a listener for UDP', { listenerNames: ['dns'] }, /listenerNames\[0\] "dns": it is not granted to the team for TCPRoutes/],
    ['a listener twice', { listenerNames: ['mysql', 'mysql'] }, /listenerNames\[1\] "mysql": it stands there twice/],
    ['no listener', { listenerNames: [] }, /listenerNames \[\]: a TCPRoute takes what arrives at one listener or more; leave it out/],
    ['listeners in text', { listenerNames: 'mysql' as never }, /listenerNames "mysql": a TCPRoute takes/],
    ['hostnames', { hostnames: ['shop.company.com'] } as never, /hostnames is no option here/],
    ['no backend', { backends: [] }, /the route has no backends/],
  ])('is refused for %s', (_, props, message) => {
    expect(() => tcp(props)).toThrow(message);
  });

  test('is refused without props, and leaves nothing in the tree', () => {
    const chart = shopChart(mixed());
    expect(() => new TeamTcpRoute(chart, 'db', undefined as never)).toThrow(/\[shop\/db\] TeamTcpRoute: props undefined: it is not an object/);
    expect(chart.node.children).toEqual([]);
  });

  test('is refused where the grant does not admit its kind, naming its listeners', () => {
    expect(() => tcp({}, testGrant({ routeKinds: ['UDPRoute'], sections: [DNS], hostnames: [] })))
      .toThrow(/team "ecommerce" on gateway gateway-system\/company-gateway for dns from ecommerce-prod does not admit TCPRoute \(only UDPRoute\)/);
  });

  test('is refused where the grant has no listener for it', () => {
    expect(() => tcp({}, ports({ sections: [DNS] }))).toThrow(/listenerNames \[\]: .*have the operator admit the team to a listener of that protocol/);
  });

  test('needs a release that serves it, or the experimental channel, where it is v1alpha2', () => {
    const cluster = (version: string, channel: 'standard' | 'experimental'): Partial<GrantData> =>
      ({ cluster: { ...grantData().cluster, gatewayApi: { version, channel } } });
    const codes = (object: ApiObject): string[] => Findings.of(object).map(({ code }) => code);
    expect(codes(tcp({}, mixed(cluster('1.5', 'standard'))))).toContain('GW005');
    expect(tcp({}, mixed(cluster('1.5', 'experimental'))).apiVersion).toBe('gateway.networking.k8s.io/v1alpha2');
    expect(tls({}, mixed(cluster('1.5', 'standard'))).apiVersion).toBe('gateway.networking.k8s.io/v1');
    expect(codes(tls({}, mixed(cluster('1.4', 'standard'))))).toContain('GW005');
  });
});

describe('a TeamUdpRoute', () => {
  const service = (...listed: object[]): ApiObject => {
    const chart = shopChart(ports({ isolation: { ingress: true, egress: false } }));
    return new ApiObject(chart, 'service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'dns', namespace: 'ecommerce-prod' },
      spec: { selector: { app: 'dns' }, ports: listed },
    });
  };
  const routeTo = (object: ApiObject, port?: number): TeamUdpRoute =>
    new TeamUdpRoute(Chart.of(object), 'dns', { backends: [Backend.of(object, { ...(port !== undefined && { port }) })] });

  test('is the UDPRoute, at the granted listener for UDP', () => {
    const chart = shopChart(mixed());
    new TeamUdpRoute(chart, 'dns', { metadata: { name: 'dns' }, backends: [Backend.service('dns', 53)] });
    expect(Testing.synth(chart)).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'UDPRoute',
      metadata: { name: 'dns', namespace: 'ecommerce-prod' },
      spec: { parentRefs: [parent('dns')], rules: [{ backendRefs: [ref('dns', 53)] }] },
    }]);
  });

  test('reads the port for UDP from the Service, and opens the pods\' port for UDP alone', () => {
    const object = service({ port: 53, targetPort: 5353, protocol: 'UDP' }, { port: 8080 });
    const route = routeTo(object);
    expect(specOf(route).rules).toEqual([{ backendRefs: [ref('dns', 53)] }]);
    expect(route.node.children.map((child) => [child.node.id, specOf(child as ApiObject)])).toEqual([['gateway-to-dns-5353-udp', {
      podSelector: { matchLabels: { app: 'dns' } },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [{
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
          podSelector: { matchLabels: grantData().proxies.podLabels },
        }],
        ports: [{ protocol: 'UDP', port: 5353 }],
      }],
    }]]);
    expect(Findings.of(object.node.root as App)).toEqual([]);
  });

  test.each<[string, object[], number | undefined, RegExp]>([
    ['a Service for TCP alone', [{ port: 53 }], undefined, /Service dns has no UDP port/],
    ['a port that is for TCP alone', [{ port: 53, protocol: 'UDP' }, { port: 80 }], 80, /backends\[0\]\.port 80: Service dns has only 53/],
    ['several ports', [{ port: 53, protocol: 'UDP' }, { port: 54, protocol: 'UDP' }], undefined, /Service dns has several ports: 53, 54/],
  ])('is refused for %s', (_, listed, port, message) => {
    expect(() => routeTo(service(...listed), port)).toThrow(message);
  });

  test('reads the only port for UDP of a workload', () => {
    const chart = shopChart(ports({ isolation: { ingress: true, egress: false } }));
    const pod = new ApiObject(chart, 'pod', {
      apiVersion: 'v1', kind: 'Pod', metadata: { labels: { app: 'dns' } },
      spec: { containers: [{ ports: [{ containerPort: 8080 }, { containerPort: 5353, protocol: 'UDP' }] }] },
    });
    const route = new TeamUdpRoute(chart, 'dns', { backends: [Backend.service('dns', 53, { pods: Pods.of(pod) })] });
    expect(route.node.children.map(({ node }) => node.id)).toEqual(['gateway-to-dns-5353-udp']);
  });
});

describe('a backend of any kind of route', () => {
  const cases: [string, (chart: TeamChart, backend: Backend) => ApiObject][] = [
    ['TeamGrpcRoute', (chart, backend) => new TeamGrpcRoute(chart, 'r', { hostnames: ['shop.company.com'], rules: [{ backends: [backend] }] })],
    ['TeamTlsRoute', (chart, backend) => new TeamTlsRoute(chart, 'r', { hostnames: ['eu.vault.company.com'], backends: [backend] })],
    ['TeamTcpRoute', (chart, backend) => new TeamTcpRoute(chart, 'r', { backends: [backend] })],
    ['TeamUdpRoute', (chart, backend) => new TeamUdpRoute(chart, 'r', { backends: [backend] })],
  ];
  const kinds = { routeKinds: ['GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] };

  test.each(cases)('is no ExternalName: %s', (_, make) => {
    const chart = shopChart(mixed(kinds));
    const service = new ApiObject(chart, 'service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'out' }, spec: { type: 'ExternalName', externalName: 'a.b', ports: [{ port: 53 }] },
    });
    expect(() => make(chart, Backend.of(service))).toThrow(/Service out is an ExternalName, which leads past every namespace border/);
  });

  test.each(cases)('stands in another namespace where its owner shares it: %s', (_, make) => {
    const grant = mixed(kinds);
    const app = new App();
    const identity = new TeamChart(app, 'identity', { grants: [testGrant({ team: { name: 'identity', subjects: [] }, namespaces: ['identity'] })] });
    const shared = new SharedService(identity, 'accounts', { service: Backend.service('accounts', 53) });
    const route = make(new TeamChart(app, 'shop', { grants: [grant] }), shared.grantTo(grant, { weight: 2 }));
    expect((specOf(route).rules as { backendRefs: object[] }[])[0].backendRefs).toEqual([
      { group: '', kind: 'Service', name: 'accounts', namespace: 'identity', port: 53, weight: 2 },
    ]);
    expect(Findings.of(app)).toEqual([]);
  });

  test.each(cases)('needs pods that are known, under ingress isolation: %s', (_, make) => {
    const chart = shopChart(mixed({ ...kinds, isolation: { ingress: true, egress: false } }));
    make(chart, Backend.service('db', 53));
    expect(Findings.of(chart.node.root as App).map(({ code, construct }) => [code, construct])).toEqual([['GW040', 'shop/r']]);
  });
});

describe('the grant of a route', () => {
  test('is the only one of its scope for the kind', () => {
    const chart = shopChart(testGrant(), ports());
    expect(specOf(new TeamTcpRoute(chart, 'db', { backends: [db()], listenerNames: ['mysql'] })).parentRefs).toEqual([parent('mysql')]);
    expect(specOf(new TeamRoute(chart, 'web', { rules: [{ backends: [db()] }] })).hostnames).toEqual(['shop.company.com']);
  });

  test('is named where several are for the kind', () => {
    expect(() => tcp({}, ports(), ports({ namespaces: ['ecommerce-b'] }))).toThrow(/its scope holds 2 grants \(.*for postgres, mysql, dns from ecommerce-prod; .*write \{ grant/);
  });
});
