import { ApiObject, Testing } from 'cdk8s';
import { Findings, TeamChart, type TeamGrant } from '../../../src';
import { delegatedGrant, testGrant } from '../../util/grants';

const GROUP = 'gateway.networking.k8s.io';
const own = {
  name: 'https', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com', tls: { mode: 'Terminate', certificateRefs: [{ name: 'shop-tls' }] },
};
const toGateway = { name: 'company-gateway', namespace: 'gateway-system' };

/** What the rule finds of a ListenerSet in a team's scope. */
function findings(listeners: object[], { grants = [delegatedGrant()], parentRef = toGateway, namespace = 'ecommerce-prod' }: {
  grants?: TeamGrant[]; parentRef?: object; namespace?: string;
} = {}): { code: string; path: string; message: string; fix: string }[] {
  const app = Testing.app();
  const chart = new TeamChart(app, 'shop', { grants });
  new ApiObject(chart, 'raw', { apiVersion: `${GROUP}/v1`, kind: 'ListenerSet', metadata: { name: 'raw', namespace }, spec: { parentRef, listeners } });
  return Findings.of(app).filter(({ code }) => code === 'GW018').map(({ code, path, message, fix }) => ({ code, path: path!, message, fix }));
}

const finding = (path: string, message: RegExp, fix = /./): object =>
  ({ code: 'GW018', path, message: expect.stringMatching(message) as string, fix: expect.stringMatching(fix) as string });
const selecting = (selector: object): object => ({ ...own, allowedRoutes: { namespaces: { from: 'Selector', selector } } });
const BY_NAME = { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['ecommerce-prod'] };
const named = (values: string[], operator = 'In', key = 'kubernetes.io/metadata.name'): object =>
  selecting({ matchExpressions: [{ key, operator, values }] });

describe('GW018 lets a team\'s ListenerSet be', () => {
  test.each<[string, object, Parameters<typeof findings>[1]]>([
    ['for a delegated hostname', own, {}],
    ['under a delegated wildcard', { ...own, hostname: 'a.b.dev.company.com' }, {}],
    ['for the wildcard itself', { ...own, hostname: '*.dev.company.com' }, {}],
    ['for TLS, where TLSRoutes are granted', { ...own, protocol: 'TLS', tls: { mode: 'Passthrough' } },
      { grants: [delegatedGrant({ routeKinds: ['TLSRoute'] })] }],
    ['for HTTP, where clear text is delegated', { name: 'http', port: 80, protocol: 'HTTP', hostname: 'shop.company.com' },
      { grants: [delegatedGrant({ delegation: { ports: [443], clearTextPorts: [80] } })] }],
    ['with its own namespace by name', named(['ecommerce-prod']), {}],
    ['with Same', { ...own, allowedRoutes: { namespaces: { from: 'Same' } } }, {}],
    ['with group and kind spelled out', own, { parentRef: { ...toGateway, group: GROUP, kind: 'Gateway' } }],
    ['within the second of two delegations', { ...own, hostname: 'b.company.com', port: 8443 }, {
      grants: [delegatedGrant(), delegatedGrant({ delegation: { ports: [8443], clearTextPorts: [] } }, ['b.company.com'])],
    }],
    ['with a certificate of its own namespace by name', { ...own, tls: { certificateRefs: [{ name: 'x', namespace: 'ecommerce-prod' }] } }, {}],
  ])('%s', (_, listener, options) => {
    expect(findings([listener], options)).toEqual([]);
  });
});

describe('GW018 is found', () => {
  const at = 'spec.listeners[0]';

  test.each<[string, object, object]>([
    ['for a hostname that is not delegated', { hostname: 'bank.company.com' }, finding(`${at}.hostname`, /hostname "bank\.company\.com" is not delegated/, /"shop\.company\.com", "\*\.dev/)],
    ['for the domain under the wildcard', { hostname: 'dev.company.com' }, finding(`${at}.hostname`, /not delegated/)],
    ['for a wildcard over the hostname', { hostname: '*.company.com' }, finding(`${at}.hostname`, /not delegated/)],
    ['for no hostname', { hostname: undefined }, finding(`${at}.hostname`, /names no hostname, so it claims every one of the gateway/)],
    ['for another port', { port: 8443 }, finding(`${at}.port`, /port 8443 is not delegated/, /write 443/)],
    ['for clear text', { protocol: 'HTTP', tls: undefined }, finding(`${at}.protocol`, /protocol "HTTP" is not delegated/, /write HTTPS/)],
    ['for TLS', { protocol: 'TLS' }, finding(`${at}.protocol`, /protocol "TLS" is not delegated/)],
    ['for an implementation\'s protocol', { protocol: 'example.com/Any' }, finding(`${at}.protocol`, /not delegated/)],
    ['for routes of every namespace', { allowedRoutes: { namespaces: { from: 'All' } } },
      finding(`${at}.allowedRoutes.namespaces`, /admits routes from "All", other teams' included/, /kubernetes\.io\/metadata\.name In \["ecommerce-prod"\]/)],
    ['for a certificate of another namespace', { tls: { certificateRefs: [{ name: 'x', namespace: 'gateway-system' }] } },
      finding(`${at}.tls.certificateRefs[0].namespace`, /the certificate is of namespace "gateway-system"/)],
  ])('%s', (_, change, expected) => {
    expect(findings([{ ...own, ...change }]).filter(({ code }) => code === 'GW018')).toEqual([expected]);
  });

  test.each<[string, object]>([
    ['of a foreign namespace', named(['ecommerce-prod', 'bank'])],
    ['by exclusion', named(['ecommerce-prod'], 'NotIn')],
    ['by another label', named(['ecommerce-prod'], 'In', 'team')],
    ['by no value', named([])],
    ['by labels', selecting({ matchLabels: { team: 'shop' } })],
    ['by an expression and labels', selecting({ matchLabels: {}, matchExpressions: [BY_NAME] })],
    ['by two expressions', selecting({ matchExpressions: [BY_NAME, BY_NAME] })],
    ['by an empty selector', selecting({})],
    ['by no selector', { ...own, allowedRoutes: { namespaces: { from: 'Selector' } } }],
  ])('for a selector %s', (_, listener) => {
    expect(findings([listener]).filter(({ code }) => code === 'GW018')).toEqual([finding(`${at}.allowedRoutes.namespaces`, /namespaces that are not named one by one, or not the team's/)]);
  });

  test('for each listener and all that is wrong with it', () => {
    expect(findings([
      own, { ...own, name: 'b', hostname: 'bank.company.com', port: 80, protocol: 'HTTP', tls: undefined }, { ...own, hostname: 'bank.company.com', port: 80 },
    ]).map(({ path }) => path)).toEqual([
      'spec.listeners[1].hostname', 'spec.listeners[1].protocol', 'spec.listeners[2].hostname', 'spec.listeners[2].port',
    ]);
  });

  test('for the hostname of one delegation on the port of another', () => {
    const grants = [delegatedGrant({}, ['a.company.com']), delegatedGrant({ delegation: { ports: [8443], clearTextPorts: [] } }, ['b.company.com'])];
    expect(findings([{ ...own, hostname: 'a.company.com', port: 8443 }], { grants })).toHaveLength(1);
  });

  test.each<[string, object, RegExp]>([
    ['another gateway', { ...toGateway, name: 'internal' }, /listeners of Gateway gateway-system\/internal are not delegated/],
    ['a gateway of its own namespace', { name: 'company-gateway' }, /listeners of Gateway ecommerce-prod\/company-gateway/],
    ['another kind', { ...toGateway, kind: 'Pool', group: 'example.com' }, /listeners of Pool gateway-system\/company-gateway/],
    ['nothing', {}, /it names no gateway/],
  ])('for a parent that is %s', (_, parentRef, message) => {
    expect(findings([own], { parentRef })).toEqual([finding('spec.parentRef', message, /name the gateway gateway-system\/company-gateway/)]);
  });

  test('where nothing is delegated in the namespace', () => {
    const grants = [testGrant(), delegatedGrant({ namespaces: ['ecommerce-jobs'] })];
    expect(findings([own], { grants })).toEqual([finding('', /no listeners are delegated to the team in this namespace/)]);
    expect(findings([own], { grants, namespace: 'ecommerce-jobs' })).toEqual([]);
  });
});
