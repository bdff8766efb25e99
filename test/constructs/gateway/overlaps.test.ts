import {
  Findings, type GrantOptions, Implementation, Listener, OperatorChart, SharedGateway, Subject, Team, TeamAccess, TlsCertificate,
} from '../../../src';
import { Edge, perHostname } from './edge';

const ECOMMERCE = new Team('ecommerce', { subjects: [Subject.group('team-ecommerce')] });
const ANALYTICS = new Team('analytics');
const SHOP: GrantOptions = { namespaces: ['ecommerce-prod'], hostnames: ['shop.company.com'] };
const REPORTS: GrantOptions = { namespaces: ['analytics-prod'], hostnames: ['analytics.company.com'] };
const wildcard = (name = 'https'): Listener => Listener.https('*.company.com', { name, certificate: TlsCertificate.fromSecret('wildcard') });

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
    expect(() => both(SHOP, wide)).not.toThrow();
  });

  test('a wildcard over another\'s hostname is refused on one listener', () => {
    expect(() => both(SHOP, analytics({ hostnames: ['*.company.com'] }), new Edge(), [wildcard()]))
      .toThrow(/both are served by one listener, where the wildcard's team may claim the other's hostname/);
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
    new TeamAccess(edge.chart, 'shop-access', { grants: [shop] });
    expect(shared()).toEqual([expect.objectContaining({ fix: expect.stringMatching(/grants of analytics:/) as string })]);
    new TeamAccess(edge.chart, 'reports-access', { grants: [reports] });
    expect(shared()).toEqual([]);
  });

  test('on one hostname with disjoint prefixes are a warning too, and on listeners of their own none', () => {
    const split = both({ ...SHOP, prefixes: ['/shop'] }, analytics({ hostnames: ['shop.company.com'], prefixes: ['/reports'] }));
    expect(Findings.of(split.app).map(({ code }) => code)).toEqual(['GW050']);
    expect(Findings.of(both(SHOP, REPORTS).app)).toEqual([]);
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
});
