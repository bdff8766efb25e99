import {
  EnvoyGatewayDeployment, Findings, GatewayInfrastructure, type GrantOptions, GuardMode, Implementation, type ISharedGateway,
  Listener, OperatorChart, SharedGateway, Subject, Team, TeamAccess, TlsCertificate,
} from '../../../src';
import { Edge, https, perHostname } from './edge';

const ECOMMERCE = new Team('ecommerce', { subjects: [Subject.group('team-ecommerce')] });
const ANALYTICS = new Team('analytics');
const SHOP: GrantOptions = { namespaces: ['ecommerce-prod'], hostnames: ['shop.company.com'] };
const REPORTS: GrantOptions = { namespaces: ['analytics-prod'], hostnames: ['analytics.company.com'] };
const wildcard = (name = 'https'): Listener => Listener.https('*.company.com', { name, certificate: TlsCertificate.fromSecret('wildcard') });
const wildcardOn = (port: number): Listener => Listener.https('*.company.com', { name: 'alt', port, certificate: TlsCertificate.fromSecret('alt') });

describe('grants of two teams', () => {
  const both = (first: GrantOptions, second: GrantOptions, edge = new Edge(), listeners?: Listener[]): Edge => {
    const gateway = edge.gateway(listeners === undefined ? {} : { listeners });
    gateway.admit(ECOMMERCE, first);
    gateway.admit(ANALYTICS, second);
    return edge;
  };
  const analytics = (options: Partial<GrantOptions>): GrantOptions => ({ ...REPORTS, ...options });

  test('on one hostname need prefixes that do not overlap', () => {
    expect(() => both({ ...SHOP, prefixes: ['/shop'] }, analytics({ hostnames: ['shop.company.com'], prefixes: ['/shop/reports'] })))
      .toThrow(/hostname "shop\.company\.com" for team "analytics" overlaps "shop\.company\.com" of team "ecommerce": both may take paths under/);
    expect(() => both(SHOP, analytics({ hostnames: ['shop.company.com'] }))).toThrow(/both may take path prefix "\/"/);
    expect(() => both({ ...SHOP, prefixes: ['/shop'] }, analytics({ hostnames: ['shop.company.com'], prefixes: ['/shopping'] }))).not.toThrow();
  });

  test('may stand on several gateways of the app', () => {
    const edge = new Edge();
    const internal = new SharedGateway(edge.chart, 'internal', { infrastructure: edge.infrastructure, listeners: [perHostname()] });
    edge.gateway().admit(ECOMMERCE, SHOP);
    expect(() => internal.admit(ANALYTICS, analytics({ hostnames: ['shop.company.com'] }))).not.toThrow();
  });

  test('a wildcard over another\'s hostname is refused where listeners are not isolated', () => {
    const wide = analytics({ hostnames: ['*.company.com'] });
    expect(() => both(SHOP, wide, new Edge(Implementation.traefik())))
      .toThrow(/hostname "\*\.company\.com" for team "analytics" overlaps "shop\.company\.com" of team "ecommerce": Traefik does not keep/);
  });

  test('a wildcard over another\'s hostname is refused where browsers would carry its requests over, which few implementations detect', () => {
    const wide = analytics({ hostnames: ['*.company.com'] });
    expect(() => both(SHOP, wide)).toThrow(/browsers reuse a connection made to "\*\.company\.com" for "shop\.company\.com".*Envoy Gateway then answers/);
    expect(() => both(SHOP, wide, new Edge(Implementation.nginxGatewayFabric()))).not.toThrow();
  });

  test('a wildcard over another\'s hostname is refused on one listener', () => {
    expect(() => both(SHOP, analytics({ hostnames: ['*.company.com'] }), new Edge(), [wildcard()]))
      .toThrow(/on port 443 the wildcard arrives at listener "https" \(\*\.company\.com\), and no narrower listener serves "shop\.company\.com" there/);
  });

  test('a wildcard over another\'s hostname is refused on a port where the other has no listener of its own', () => {
    const listeners = [Listener.http(), wildcardOn(8443), perHostname()];
    const clear = analytics({ hostnames: ['*.company.com'], listenerNames: ['http'] });
    expect(() => both(SHOP, clear, new Edge(), listeners)).toThrow(
      /"\*\.company\.com" for team "analytics" overlaps "shop\.company\.com" of team "ecommerce": on port 80 the wildcard arrives at listener "http"/);
    expect(() => both(SHOP, analytics({ hostnames: ['*.company.com'], listenerNames: ['alt'] }), new Edge(), listeners))
      .toThrow(/on port 8443 the wildcard arrives at listener "alt" \(\*\.company\.com\), and no narrower listener serves "shop\.company\.com"/);
  });

  test('a wildcard over another\'s hostname is refused where its listener is the narrower one, in either order', () => {
    const listeners = [Listener.http(), Listener.http({ hostname: '*.company.com', name: 'wild' })];
    const exact: GrantOptions = { ...SHOP, listenerNames: ['http'] };
    const wide = analytics({ hostnames: ['*.company.com'], listenerNames: ['wild'] });
    expect(() => both(exact, wide, new Edge(), listeners)).toThrow(/on port 80 the wildcard arrives at listener "wild"/);
    const first: GrantOptions = { ...SHOP, hostnames: ['*.company.com'], listenerNames: ['wild'] };
    const second = analytics({ hostnames: ['shop.company.com'], listenerNames: ['http'] });
    expect(() => both(first, second, new Edge(), listeners)).toThrow(/"shop\.company\.com" for team "analytics" overlaps "\*\.company\.com" of team "ecommerce": on port 80/);
  });

  test('a wildcard over another\'s hostname needs both handles of a gateway to keep listeners apart', () => {
    const { chart } = new Edge();
    const handle = (id: string, implementation: Implementation, listener: Listener): ISharedGateway => SharedGateway.existing(chart, id, {
      name: 'old', infrastructure: GatewayInfrastructure.existing({ className: 'x', implementation }), listeners: [listener],
    });
    handle('a', Implementation.traefik(), https('shop.company.com')).admit(ECOMMERCE, SHOP);
    expect(() => handle('b', Implementation.envoyGateway(), wildcard()).admit(ANALYTICS, analytics({ hostnames: ['*.company.com'] })))
      .toThrow(/Traefik does not keep the routes of overlapping listeners apart/);
  });

  test('never share a namespace', () => {
    expect(() => both(SHOP, analytics({ namespaces: ['ecommerce-prod'] })))
      .toThrow(/namespace "ecommerce-prod" is granted to team "ecommerce", and team "analytics" would share everything in it/);
  });

  test('have two names', () => {
    const gateway = new Edge().gateway();
    gateway.admit(ECOMMERCE, SHOP);
    expect(() => gateway.admit(new Team('ecommerce', { subjects: [Subject.user('mallory')] }), { ...SHOP, namespaces: ['other'] }))
      .toThrow(/team "ecommerce" was admitted before with other subjects/);
    const again = new Team('ecommerce', { subjects: [Subject.group('team-ecommerce')] });
    expect(() => gateway.admit(again, { ...SHOP, namespaces: ['other'] })).not.toThrow();
  });

  test('on one listener are a warning until both are guarded', () => {
    const edge = new Edge();
    const gateway = edge.gateway({ listeners: [wildcard()] });
    const shop = gateway.admit(ECOMMERCE, SHOP);
    const reports = gateway.admit(ANALYTICS, REPORTS);
    const shared = (): unknown[] => Findings.of(edge.app).filter(({ code }) => code === 'GW050');
    expect(shared()).toEqual([{
      code: 'GW050',
      severity: 'warning',
      category: 'security',
      message: expect.stringMatching(/^teams analytics and ecommerce share listener "https" \(\*\.company\.com\)/) as string,
      fix: expect.stringMatching(/TeamAccess of the grants of analytics and ecommerce/) as string,
      resource: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', name: 'company-gateway', namespace: 'gateway-system' },
      construct: 'edge/company-gateway',
    }]);
    new TeamAccess(edge.chart, 'shop-access', { grants: [shop], mode: GuardMode.ENFORCE });
    expect(shared()).toEqual([expect.objectContaining({ fix: expect.stringMatching(/grants of analytics with mode/) as string })]);
    new TeamAccess(edge.chart, 'reports-access', { grants: [reports], mode: GuardMode.ENFORCE });
    expect(shared()).toEqual([]);
  });

  test('on one hostname with disjoint prefixes are a warning too, and on listeners of their own none', () => {
    const split = both({ ...SHOP, prefixes: ['/shop'] }, analytics({ hostnames: ['shop.company.com'], prefixes: ['/reports'] }));
    expect(Findings.of(split.app).map(({ code }) => code)).toEqual(['GW050']);
    expect(Findings.of(both(SHOP, REPORTS).app)).toEqual([]);
  });
});

describe('gateways of one data plane', () => {
  const two = (implementation: Implementation): [SharedGateway, SharedGateway] => {
    const edge = new Edge(implementation);
    return [edge.gateway(), new SharedGateway(edge.chart, 'internal', { infrastructure: edge.infrastructure, listeners: [perHostname()] })];
  };
  const merged = Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.MERGED_GATEWAYS });

  test.each([['Traefik', Implementation.traefik()], ['merged Envoy Gateway', merged]])('of %s are one for overlaps', (_, implementation) => {
    const [first, second] = two(implementation);
    first.admit(ECOMMERCE, SHOP);
    expect(() => second.admit(ANALYTICS, { ...REPORTS, hostnames: ['shop.company.com'] })).toThrow(
      /overlaps "shop\.company\.com" of team "ecommerce" on gateway "company-gateway" in namespace "gateway-system", which the same proxies serve: both may/);
    expect(() => second.admit(ANALYTICS, REPORTS)).not.toThrow();
    expect(() => second.admit(ECOMMERCE, SHOP)).not.toThrow();
  });

  test('keep listeners apart by hostname, whatever their names', () => {
    const edge = new Edge(merged);
    const other = new OperatorChart(edge.app, 'other', { namespace: 'other-system' });
    const internal = new SharedGateway(other, 'internal', { infrastructure: edge.infrastructure, listeners: [wildcard()] });
    edge.gateway({ listeners: [wildcard()] }).admit(ECOMMERCE, SHOP);
    expect(() => internal.admit(ANALYTICS, { ...REPORTS, hostnames: ['*.company.com'] })).toThrow(/on port 443 the wildcard arrives at listener "https"/);
    const [first, second] = two(merged);
    first.admit(ECOMMERCE, SHOP);
    expect(() => second.admit(ANALYTICS, { ...REPORTS, hostnames: ['*.company.com'] })).toThrow(/browsers reuse/);
  });
});

describe('the home of a gateway of the app', () => {
  const second = (edge: Edge): SharedGateway => {
    const chart = new OperatorChart(edge.app, 'second', { namespace: 'second-system' });
    return new SharedGateway(chart, 'second', { infrastructure: edge.infrastructure, listeners: [perHostname()] });
  };

  test('is no team\'s namespace on another', () => {
    const edge = new Edge();
    second(edge);
    SharedGateway.existing(edge.chart, 'handle', {
      name: 'old', namespace: 'old-system', listeners: [wildcard()],
      infrastructure: GatewayInfrastructure.existing({ implementation: Implementation.traefik() }),
    });
    const gateway = edge.gateway();
    expect(() => gateway.admit(ECOMMERCE, { ...SHOP, namespaces: ['old-system'] })).toThrow(/"old-system": gateway "old" stands there/);
    expect(() => gateway.admit(ECOMMERCE, { ...SHOP, namespaces: ['second-system'] })).toThrow(/namespaces\[0\] "second-system": gateway "second" stands there, beside its certificates; write a namespace/);
    expect(() => new Edge().gateway().admit(ECOMMERCE, { ...SHOP, namespaces: ['second-system'] })).not.toThrow();
  });

  test('is no team\'s namespace where an existing gateway\'s proxies run', () => {
    const edge = new Edge();
    SharedGateway.existing(edge.chart, 'handle', {
      name: 'old', listeners: [wildcard()], infrastructure: GatewayInfrastructure.existing({ implementation: Implementation.traefik() }),
    });
    expect(() => edge.gateway().admit(ECOMMERCE, { ...SHOP, namespaces: ['traefik'] })).toThrow(/namespaces\[0\] "traefik": proxies of gateway "old" run there/);
  });

  test('is no namespace that was granted before', () => {
    const edge = new Edge();
    edge.gateway().admit(ECOMMERCE, { ...SHOP, namespaces: ['second-system'] });
    expect(() => second(edge)).toThrow(
      /^\[second\/second\] SharedGateway: namespace "second-system" is granted to team "ecommerce", and the gateway stands there, beside its certificates/);
    expect(edge.app.node.tryFindChild('second')!.node.children).toEqual([]);
  });
});

describe('an existing gateway in the same app', () => {
  test('is the same gateway: overlaps are found across handles', () => {
    const edge = new Edge();
    edge.gateway().admit(ECOMMERCE, SHOP);
    const chart = new OperatorChart(edge.app, 'other', { namespace: 'gateway-system' });
    const handle = SharedGateway.existing(chart, 'handle', {
      name: 'company-gateway', infrastructure: edge.infrastructure, listeners: [wildcard()],
    });
    expect(() => handle.admit(ANALYTICS, { ...REPORTS, hostnames: ['shop.company.com'] })).toThrow(/of team "ecommerce"/);
  });

  test('has one listener of a name, whatever hostname the handle says it has', () => {
    const edge = new Edge();
    edge.gateway().admit(ECOMMERCE, SHOP);
    const handle = SharedGateway.existing(edge.chart, 'handle', {
      name: 'company-gateway', infrastructure: edge.infrastructure, listeners: [wildcard('https-shop-company-com')],
    });
    expect(() => handle.admit(ANALYTICS, { ...REPORTS, hostnames: ['*.company.com'] }))
      .toThrow(/on port 443 the wildcard arrives at listener "https-shop-company-com"/);
  });
});
