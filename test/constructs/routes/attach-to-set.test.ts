import { type ApiObject, Testing } from 'cdk8s';
import {
  Backend, CanaryRelease, EgressLockdown, Listener, OperatorChart, TeamChart, type TeamGrant, TeamGrpcRoute, TeamListenerSet, TeamRoute, type TeamRouteProps,
  TeamTcpRoute, TeamTlsRoute, TlsCertificate,
} from '../../../src';
import { delegatedGrant, testGrant } from '../../util/grants';
import { specOf, web } from './shop';

const KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'];
const https = (hostname: string, port = 443): Listener =>
  Listener.https(hostname, { certificate: TlsCertificate.fromSecret('tls'), port, name: `${port}-${hostname.replace('*', 'any').replaceAll('.', '-')}` });
const delegated = (): TeamGrant => delegatedGrant({ routeKinds: KINDS, delegation: { ports: [443, 8443], clearTextPorts: [80] } });

/** A team's chart with a set that has a listener for shop, two of which the narrower takes a hostname, clear text and TLS. */
function shop(grant = delegated(), ...others: TeamGrant[]): { chart: TeamChart; set: TeamListenerSet } {
  const chart = new TeamChart(Testing.app(), 'shop', { grants: [...others, grant] });
  const set = new TeamListenerSet(chart, 'own', {
    listeners: [
      https('shop.company.com'), https('*.dev.company.com'), https('a.dev.company.com'), https('*.dev.company.com', 8443),
      Listener.http({ hostname: 'shop.company.com' }), Listener.http({ hostname: 'plain.dev.company.com', name: 'plain' }),
      Listener.tlsPassthrough('vault.dev.company.com', { name: 'vault' }),
    ],
  });
  return { chart, set };
}

const sectionsOf = (route: ApiObject): unknown[] => (specOf(route).parentRefs as { sectionName: string }[]).map(({ sectionName }) => sectionName);
const routeAt = ({ chart, set }: ReturnType<typeof shop>, props: Partial<TeamRouteProps> = {}): TeamRoute =>
  new TeamRoute(chart, 'web', { listenerSet: set, rules: [{ backends: [web()] }], ...props });

test('a route names the ListenerSet, its namespace and the listener of its hostname', () => {
  const { parentRefs, hostnames } = specOf(routeAt(shop(), { hostnames: ['shop.company.com'] }));
  expect({ parentRefs, hostnames }).toEqual({
    parentRefs: [{
      group: 'gateway.networking.k8s.io', kind: 'ListenerSet', namespace: 'ecommerce-prod', name: 'own', sectionName: '443-shop-company-com',
    }],
    hostnames: ['shop.company.com'],
  });
});

test('a hostname arrives at the closest listener of each port, in clear text only where no other serves it', () => {
  const at = (hostname: string): unknown[] => sectionsOf(routeAt(shop(), { hostnames: [hostname] }));
  expect(at('a.dev.company.com')).toEqual(['443-a-dev-company-com', '8443-any-dev-company-com']);
  expect(at('b.dev.company.com')).toEqual(['443-any-dev-company-com', '8443-any-dev-company-com']);
});

test('clear text serves what nothing else does', () => {
  const chart = new TeamChart(Testing.app(), 'shop', { grants: [delegated()] });
  const set = new TeamListenerSet(chart, 'own', { listeners: [Listener.http({ hostname: 'shop.company.com', name: 'plain' })] });
  expect(sectionsOf(routeAt({ chart, set }))).toEqual(['plain']);
});

test('without hostnames a route claims those of the set\'s listeners for its kind', () => {
  const fixture = shop();
  const { chart, set } = fixture;
  expect(specOf(routeAt(fixture)).hostnames).toEqual(['shop.company.com', '*.dev.company.com', 'a.dev.company.com', 'plain.dev.company.com']);
  const tls = new TeamTlsRoute(chart, 'vault', { listenerSet: set, backends: [web()] });
  expect([specOf(tls).hostnames, sectionsOf(tls)]).toEqual([['vault.dev.company.com'], ['vault']]);
});

test('every kind of route that hostnames lead to attaches to it', () => {
  const { chart, set } = shop();
  const hostnames = ['shop.company.com'];
  const grpc = new TeamGrpcRoute(chart, 'calls', { listenerSet: set, hostnames, rules: [{ backends: [web()] }] });
  const canary = new CanaryRelease(chart, 'release', { listenerSet: set, hostnames, stable: web(), canary: Backend.service('next', 8080), weight: 10 });
  expect([grpc, canary].map(sectionsOf)).toEqual([['443-shop-company-com'], ['443-shop-company-com']]);
});

test('a route may stand in another namespace of the grant', () => {
  const grant = delegatedGrant({ namespaces: ['shop-prod', 'shop-jobs'] });
  const chart = new TeamChart(Testing.app(), 'shop', { grants: [grant], namespace: 'shop-prod' });
  const set = new TeamListenerSet(chart, 'own', { listeners: [https('shop.company.com')] });
  const route = routeAt({ chart, set }, { metadata: { namespace: 'shop-jobs' } });
  expect(route.metadata.namespace).toBe('shop-jobs');
  expect(specOf(route).parentRefs).toEqual([expect.objectContaining({ kind: 'ListenerSet', namespace: 'shop-prod', name: 'own' })]);
});

test('a grant that changed since, by what its EgressLockdown opens, is still the set\'s', () => {
  const grant = delegatedGrant({ isolation: { ingress: false, egress: true } });
  const chart = new TeamChart(Testing.app(), 'shop', { grants: [grant] });
  const set = new TeamListenerSet(chart, 'own', { listeners: [https('shop.company.com')] });
  new EgressLockdown(new OperatorChart(Testing.app(), 'edge'), 'egress', { grant });
  expect(sectionsOf(routeAt({ chart, set }, { grant }))).toEqual(['443-shop-company-com']);
});

describe('the default grant of a route', () => {
  test('is never one that delegates', () => {
    const { chart } = shop(delegated(), testGrant());
    expect(sectionsOf(new TeamRoute(chart, 'web', { rules: [{ backends: [web()] }] }))).toEqual(['https-shop-company-com']);
  });

  test('asks for the ListenerSet where all of them delegate', () => {
    const { chart } = shop();
    expect(() => new TeamRoute(chart, 'web', { rules: [{ backends: [web()] }] }))
      .toThrow(/\[shop\/web\] TeamRoute: team "ecommerce" on gateway .* names none of its ListenerSets; write \{ listenerSet: … \} with a TeamListenerSet/);
  });

  test('asks for the ListenerSet where the grant is named', () => {
    const grant = delegated();
    const { chart } = shop(grant, testGrant());
    expect(() => new TeamRoute(chart, 'web', { grant, rules: [{ backends: [web()] }] })).toThrow(/write \{ listenerSet: … \}/);
  });

  test('admits no kinds without hostnames', () => {
    const { chart } = shop();
    expect(() => new TeamTcpRoute(chart, 'db', { backends: [web()] })).toThrow(/does not admit TCPRoute \(only HTTPRoute, GRPCRoute, TLSRoute\)/);
  });
});

describe('a route at a ListenerSet is refused', () => {
  test('for what is no TeamListenerSet', () => {
    const { chart } = shop();
    expect(() => routeAt({ chart, set: {} as never })).toThrow(/listenerSet \{\}: it is not a TeamListenerSet; write the TeamListenerSet whose listeners/);
  });

  test('for a set on a grant of another scope', () => {
    const { set } = shop();
    const { chart } = shop();
    expect(() => routeAt({ chart, set })).toThrow(/listenerSet: it stands on a grant \(.*\) that is not one of its scope's/);
  });

  test('for another grant beside it', () => {
    const grant = testGrant();
    const fixture = shop(delegated(), grant);
    expect(() => routeAt(fixture, { grant })).toThrow(/grant is not the one that ListenerSet "own" stands on .*; leave grant out/);
  });

  test('for a hostname that is not delegated', () => {
    expect(() => routeAt(shop(), { hostnames: ['bank.company.com'] })).toThrow(/hostnames\[0\] "bank\.company\.com": it is not granted to the team/);
  });

  test('for a hostname that no listener of the set covers', () => {
    expect(() => routeAt(shop(delegatedGrant({ routeKinds: KINDS, delegation: { ports: [443, 8443], clearTextPorts: [80] } }, [
      'shop.company.com', '*.dev.company.com', 'other.company.com',
    ])), { hostnames: ['shop.company.com', 'other.company.com'] }))
      .toThrow(/hostnames\[1\] "other\.company\.com": no listener of ListenerSet "own" covers it; write hostnames under "shop\.company\.com"/);
  });

  test('for a kind that no listener of the set serves', () => {
    const chart = new TeamChart(Testing.app(), 'shop', { grants: [delegated()] });
    const set = new TeamListenerSet(chart, 'own', { listeners: [https('shop.company.com')] });
    expect(() => new TeamTlsRoute(chart, 'vault', { listenerSet: set, backends: [web()] }))
      .toThrow(/listenerSet: ListenerSet "own" has no listener that serves a TLSRoute, only "443-shop-company-com" \(HTTPS\); add one/);
  });

  test('for a kind that was not granted', () => {
    const grant = delegatedGrant();
    const chart = new TeamChart(Testing.app(), 'shop', { grants: [grant] });
    const set = new TeamListenerSet(chart, 'own', { listeners: [https('shop.company.com')] });
    expect(() => new TeamGrpcRoute(chart, 'calls', { listenerSet: set, rules: [{ backends: [web()] }] })).toThrow(/does not admit GRPCRoute \(only HTTPRoute\)/);
  });

  test('for a namespace that was not granted', () => {
    expect(() => routeAt(shop(), { metadata: { namespace: 'other' } })).toThrow(/metadata\.namespace "other": it is not granted/);
  });
});
