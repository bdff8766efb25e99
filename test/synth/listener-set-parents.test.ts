import { ApiObject, Testing } from 'cdk8s';
import { Findings, TeamChart } from '../../src';
import type { GrantData } from '../../src/manifest/grant-data';
import { delegatedGrant, testGrant } from '../util/grants';

const GROUP = 'gateway.networking.k8s.io';
const ofSet = (change: object = {}): object => ({ kind: 'ListenerSet', name: 'own', sectionName: 'https', ...change });
const ofGateway = { name: 'company-gateway', namespace: 'gateway-system', sectionName: 'https-shop-company-com' };

/** What is found of a raw route of a team that is delegated listeners for own.company.com, and admitted to shop.company.com. */
function findings(parentRefs: object[], hostnames: string[], kind = 'HTTPRoute', overrides: Partial<GrantData> = {}): string[] {
  const app = Testing.app();
  const grants = [delegatedGrant({ namespaces: ['ecommerce-prod', 'ecommerce-jobs'], ...overrides }, ['own.company.com']), testGrant()];
  const chart = new TeamChart(app, 'shop', { grants, namespace: 'ecommerce-prod' });
  new ApiObject(chart, 'raw', {
    apiVersion: `${GROUP}/v1`, kind, metadata: { name: 'raw' }, spec: { parentRefs, hostnames, rules: [{ backendRefs: [{ name: 'x', port: 80 }] }] },
  });
  return Findings.of(app).map(({ code, path, message, fix }) => `${code} ${path}: ${message}; ${fix}`);
}

describe('a raw route of a team', () => {
  test.each<[string, object[], string[]]>([
    ['at its ListenerSet', [ofSet()], ['own.company.com']],
    ['at its ListenerSet in another namespace of the grant', [ofSet({ namespace: 'ecommerce-jobs', group: GROUP })], ['own.company.com']],
    ['at all listeners of its ListenerSet', [ofSet({ sectionName: undefined })], ['own.company.com']],
    ['at its ListenerSet and at the gateway', [ofSet(), ofGateway], ['own.company.com', 'shop.company.com']],
  ])('may attach %s', (_, parents, hostnames) => {
    expect(findings(parents, hostnames)).toEqual([]);
  });

  test('may not attach to a ListenerSet of a namespace that is not the team\'s', () => {
    expect(findings([ofSet({ namespace: 'bank' })], ['own.company.com'])).toEqual([expect.stringMatching(
      /^GW012 spec\.parentRefs\[0\]: parent ListenerSet bank\/own is not granted.* attach to a ListenerSet of the team in "ecommerce-prod", "ecommerce-jobs" or gateway-system\/company-gateway \(sections/,
    )]);
  });

  test('may not attach to a ListenerSet of another group', () => {
    expect(findings([ofSet({ group: 'example.com' })], ['own.company.com'])).toEqual([expect.stringMatching(/^GW012 .*parent ListenerSet/)]);
  });

  test('claims at a ListenerSet only what was delegated', () => {
    expect(findings([ofSet()], ['bank.company.com'])).toEqual([expect.stringMatching(/^GW013 spec\.hostnames\[0\]: hostname "bank\.company\.com" is not granted/)]);
    expect(findings([ofSet()], [])).toEqual([expect.stringMatching(/^GW013 spec\.hostnames: the route names no hostname/)]);
  });

  test('claims no delegated hostname at the gateway alone', () => {
    expect(findings([ofGateway], ['own.company.com'])).toEqual([expect.stringMatching(/^GW013 .*hostname "own\.company\.com" is not granted/)]);
  });

  test('claims the gateway\'s hostname at the ListenerSet of another grant in vain', () => {
    expect(findings([ofSet()], ['own.company.com', 'shop.company.com'])).toEqual([expect.stringMatching(/^GW013 spec\.hostnames\[1\]/)]);
  });

  test('is of a kind that was granted at the ListenerSet', () => {
    expect(findings([ofSet()], ['own.company.com'], 'TLSRoute', { routeKinds: ['TLSRoute'] })).toEqual([]);
    expect(findings([ofSet()], ['own.company.com'], 'HTTPRoute', { routeKinds: ['TLSRoute'] }))
      .toEqual([expect.stringMatching(/^GW015 spec\.parentRefs\[0\]: HTTPRoute is not granted at ListenerSet ecommerce-prod\/own; use "TLSRoute"/)]);
  });
});

test('a team that is delegated nothing attaches to no ListenerSet', () => {
  const app = Testing.app();
  new ApiObject(new TeamChart(app, 'shop', { grants: [testGrant()] }), 'raw', {
    apiVersion: `${GROUP}/v1`, kind: 'HTTPRoute', metadata: { name: 'raw' },
    spec: { parentRefs: [ofSet()], hostnames: ['shop.company.com'], rules: [{ backendRefs: [{ name: 'x', port: 80 }] }] },
  });
  expect(Findings.of(app).map(({ code }) => code)).toEqual(['GW012']);
});
