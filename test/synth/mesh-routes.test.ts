import { ApiObject, Testing } from 'cdk8s';
import { Backend, Findings, MeshRoute, RouteMatch, TeamChart, type TeamGrant } from '../../src';
import { grantData, testGrant } from '../util/grants';

const KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
const SECTION = { namespace: 'gateway-system', name: 'company-gateway', sectionName: 'https-shop-company-com' };
const cart = (namespace?: string): object => ({ group: '', kind: 'Service', name: 'cart', port: 80, ...(namespace !== undefined && { namespace }) });

/** The findings of a route that was written without the library's constructs. */
function findingsOf(kind: string, parentRefs: object[], hostnames: string[] | undefined, ...grants: TeamGrant[]): string[] {
  const app = Testing.app();
  const chart = new TeamChart(app, 'shop', { grants: grants.length > 0 ? grants : [testGrant({ routeKinds: KINDS })] });
  new ApiObject(chart, 'raw', {
    apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name: 'raw', namespace: 'ecommerce-prod' },
    spec: { parentRefs, ...(hostnames !== undefined && { hostnames }), rules: [{ backendRefs: [{ name: 'x', port: 80 }] }] },
  });
  return Findings.of(app).map(({ code, message }) => `${code} ${message}`);
}

describe.each(KINDS)('a raw %s of a team with a Service as parent', (kind) => {
  const hostnames = kind === 'TLSRoute' ? ['cart.example.com'] : undefined;

  test('has no finding in the team\'s own namespace', () => {
    expect(findingsOf(kind, [cart()], hostnames)).toEqual([]);
    expect(findingsOf(kind, [cart('ecommerce-prod')], hostnames)).toEqual([]);
  });

  test('is found in another namespace, and not where a grant names the Service', () => {
    expect(findingsOf(kind, [cart('bank')], hostnames)).toEqual([
      `GW012 parent Service bank/cart is not granted to the team for ${kind}s of this namespace`,
    ]);
    expect(findingsOf(kind, [cart('bank')], hostnames, testGrant({ routeKinds: KINDS, meshServices: ['bank/cart'] }))).toEqual([]);
  });

  test('is found where its kind was not granted', () => {
    const routeKinds = KINDS.filter((one) => one !== kind);
    expect(findingsOf(kind, [cart()], hostnames, testGrant({ routeKinds })))
      .toEqual([expect.stringMatching(new RegExp(`^GW015 ${kind} is not among the granted route kinds`))]);
  });
});

describe('the parents of a raw route are judged each by itself', () => {
  test('a Service beside the granted gateway', () => {
    expect(findingsOf('HTTPRoute', [SECTION, cart()], ['shop.company.com'])).toEqual([]);
  });

  test('a foreign Service beside the granted gateway', () => {
    expect(findingsOf('HTTPRoute', [SECTION, cart('bank')], ['shop.company.com'])).toEqual([expect.stringMatching(/^GW012 parent Service bank\/cart/)]);
  });

  test('a foreign gateway beside an own Service', () => {
    expect(findingsOf('HTTPRoute', [{ ...SECTION, name: 'internal' }, cart()], undefined)).toEqual([expect.stringMatching(/^GW012 parent Gateway/)]);
  });

  test('hostnames and prefixes at the gateway', () => {
    const parents = [SECTION, cart()];
    const limited = testGrant({ hostnames: [{ ...grantData().hostnames[0], prefixes: ['/api'] }] });
    expect(findingsOf('HTTPRoute', parents, undefined)).toEqual([expect.stringMatching(/^GW013 the route names no hostname/)]);
    expect(findingsOf('HTTPRoute', parents, ['bank.company.com'])).toEqual([expect.stringMatching(/^GW013 hostname "bank\.company\.com"/)]);
    expect(findingsOf('HTTPRoute', parents, ['shop.company.com'], limited)).toEqual([expect.stringMatching(/^GW014 /)]);
    expect(findingsOf('HTTPRoute', [cart()], undefined, limited)).toEqual([]);
  });
});

test('a Service of another of the team\'s namespaces is its own', () => {
  expect(findingsOf('HTTPRoute', [cart('ecommerce-staging')], undefined, testGrant(), testGrant({ namespaces: ['ecommerce-staging'] }))).toEqual([]);
});

test('a Service that a grant of another namespace or kind names is not granted', () => {
  const meshServices = ['bank/cart'];
  const elsewhere = testGrant({ namespaces: ['ecommerce-staging'], meshServices });
  const forCalls = testGrant({ routeKinds: ['GRPCRoute'], meshServices });
  for (const grant of [elsewhere, forCalls]) {
    expect(findingsOf('HTTPRoute', [cart('bank')], undefined, testGrant(), grant)).toEqual([expect.stringMatching(/^GW012 parent Service bank\/cart/)]);
  }
});

test.each(['HTTPRoute', 'GRPCRoute'])('hostnames of a %s say nothing in a mesh', (kind) => {
  expect(findingsOf(kind, [cart()], ['shop.company.com'])).toEqual([
    expect.stringMatching(/^GW013 the route is for requests to a Service in a mesh/), expect.stringMatching(/^GW177 "shop.company.com"/),
  ]);
});

test('a Service of Gateway API\'s group is no parent', () => {
  expect(findingsOf('HTTPRoute', [{ kind: 'Service', name: 'cart' }], ['shop.company.com']))
    .toEqual([expect.stringMatching(/^GW012 parent Service ecommerce-prod\/cart is not granted/), expect.stringMatching(/^GW364 a Service is of the core group/)]);
});

test('a MeshRoute has no finding but what it leaves without an answer', () => {
  const app = Testing.app();
  const chart = new TeamChart(app, 'shop', { grants: [testGrant()] });
  const backends = [Backend.service('web', 80, { namespace: 'other' })];
  const mesh = new MeshRoute(chart, 'cart', { service: Backend.service('cart', 80), rules: [{ matches: [RouteMatch.pathPrefix('/a')], backends }] });
  expect(Findings.of(app).map(({ code, severity }) => [code, severity])).toEqual([['GW048', 'warning']]);
  mesh.addRule({ backends });
  expect(Findings.of(app)).toEqual([]);
});
