import { App } from 'cdk8s';
import { TeamAccess, TeamChart, type TeamGrant } from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { edge } from './team-access-cases';

describe('TeamAccess is refused', () => {
  const bank: Partial<GrantData> = { team: { name: 'bank', subjects: [] } };
  const access = (...grants: TeamGrant[]) => () => new TeamAccess(edge(), 'access', { grants });

  test.each<[string, () => unknown, RegExp]>([
    ['without grants', access(), /^\[edge\/access\] TeamAccess: grants is empty; write the results of sharedGateway\.admit/],
    ['without options', () => new TeamAccess(edge(), 'access', undefined as never), /grants is empty/],
    ['for something else', access('ecommerce' as never), /grants\[0\] "ecommerce": it is not a TeamGrant/],
    ['for several teams', access(testGrant(), testGrant({ ...bank, namespaces: ['bank'] })), /several teams \(ecommerce, bank\); write a TeamAccess for each/],
    ['with a name', () => new TeamAccess(edge(), 'access', { grants: [testGrant()], metadata: { name: 'x' } }), /metadata\.name "x"/],
    [
      'on an old cluster', access(testGrant({ cluster: { ...grantData().cluster, kubernetesVersion: '1.29' } })),
      /cluster "eks" runs Kubernetes 1\.29, and admission policies need 1\.30/,
    ],
    [
      'where one namespace holds too much',
      access(testGrant({
        hostnames: Array.from({ length: 2000 }, (_, i) => ({ hostname: `${'x'.repeat(60)}-${i}.company.com`, sections: ['https-shop-company-com'], prefixes: ['/'] })),
      })),
      /namespace "ecommerce-prod" was granted is more than 100000 characters/,
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('in a team\'s scope', () => {
    const grant = testGrant();
    const team = new TeamChart(new App(), 'shop', { grants: [grant] });
    expect(() => new TeamAccess(team, 'access', { grants: [grant] })).toThrow(/only the cluster operator can make it/);
  });

  test('a second time for a team, naming the first', () => {
    const chart = edge();
    new TeamAccess(chart, 'access', { grants: [testGrant()] });
    expect(() => new TeamAccess(chart, 'again', { grants: [testGrant({ namespaces: ['other'] })] }))
      .toThrow(/^\[edge\/again\] TeamAccess: team "ecommerce" has its access from edge\/access already; give that one all grants/);
  });

  test('over another team\'s namespace', () => {
    const chart = edge();
    new TeamAccess(chart, 'access', { grants: [testGrant()] });
    expect(() => new TeamAccess(chart, 'bank', { grants: [testGrant(bank)] }))
      .toThrow(/namespace "ecommerce-prod" belongs to the team of edge\/access/);
    expect(chart.node.tryFindChild('bank')).toBeUndefined();
  });
});
