import { openingsOf } from '../../src/manifest/guards/tuples';
import { grantData } from '../util/grants';

const reason = 'tried';
const tcp = (port: number) => [{ protocol: 'TCP' as const, port }];
const data = grantData();

function egressOf(...[egress, cluster]: [ReturnType<typeof grantData>['egress'], Partial<typeof data.cluster>]): string[] {
  const grant = grantData({ egress, cluster: { ...data.cluster, dns: [], ...cluster } });
  return openingsOf({ grants: [grant], neighbours: [] }).get('ecommerce-prod')!.egress.map(({ who, low, high }) => `${who} ${low}-${high}`);
}

test('what is meant by name opens the addresses that the profile says', () => {
  const apiServer = [{ cidr: '10.0.0.10/32', ports: [6443] }];
  expect(egressOf([{ form: 'kubernetesApi', ports: [], reason }], { apiServer })).toEqual(['10.0.0.10/32 6443-6443']);
  expect(egressOf([{ form: 'metadata', ports: [], reason }], {})).toEqual(['169.254.169.254/32 80-80', 'fd00:ec2::254/128 80-80']);
});

test('anywhere is both families, without what stays closed', () => {
  const grant = grantData({ egress: [{ form: 'anywhere', ports: tcp(443), reason }] });
  const wide = openingsOf({ grants: [grant], neighbours: [] }).get('ecommerce-prod')!.egress.filter(({ who }) => who.endsWith('/0'));
  expect(wide.map(({ who }) => who)).toEqual(['0.0.0.0/0', '::/0']);
  expect(wide[0].except).toEqual(expect.arrayContaining(['169.254.0.0/16', '10.0.0.0/8']));
});

test('a host opens no address', () => {
  expect(egressOf([{ form: 'host', host: 'api.stripe.com', depth: 'exact', ports: tcp(443), reason }], {})).toEqual([]);
});

test('in an ambient mesh TCP between pods arrives on one more port, and UDP does not', () => {
  expect(egressOf([{ form: 'namespace', namespace: 'ledger', ports: tcp(5432), reason }], { mesh: 'ambient' }))
    .toEqual(['ledger 5432-5432', 'ledger 15008-15008']);
  expect(egressOf([{ form: 'namespace', namespace: 'ledger', ports: [{ protocol: 'UDP', port: 53 }], reason }], { mesh: 'ambient' }))
    .toEqual(['ledger 53-53']);
});

test('in an ambient mesh neighbours and health checks are open as they arrive', () => {
  const grants = [grantData({ cluster: { ...data.cluster, mesh: 'ambient' } })];
  const neighbours = [{ from: { namespace: 'ecommerce-prod', podLabels: {} }, to: { namespace: 'ledger', podLabels: { app: 'l' } }, ports: tcp(5432) }];
  const openings = openingsOf({ grants, neighbours });
  expect(openings.get('ledger')!.ingress.map(({ who, low }) => [who, low])).toEqual([['ecommerce-prod', 5432], ['ecommerce-prod', 15008]]);
  expect(openings.get('ecommerce-prod')!.egress.filter(({ who }) => who === 'ledger').map(({ low }) => low)).toEqual([5432, 15008]);
  expect(openings.get('ecommerce-prod')!.ingress.map(({ who }) => who)).toContain('169.254.7.127/32');
  expect(JSON.stringify([...openingsOf({ grants: [data], neighbours })])).not.toMatch(/15008|169\.254\.7/);
});
