import { App, Testing } from 'cdk8s';
import { Destination, EgressLockdown, EgressNeeds, type Finding, Findings, OperatorChart, Pods, TeamChart, type TeamGrant } from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { testGrant } from '../../util/grants';

const reason = 'card payments';
const payments = Destination.cidr('203.0.113.0/24', 443, { reason });

function locked(...egress: Destination[]): TeamGrant {
  return closed({ egress: egress.map((destination) => destination._data()) });
}

function closed(overrides: Partial<GrantData>): TeamGrant {
  return testGrant({ isolation: { ingress: false, egress: true }, ...overrides });
}

function needs(grants: TeamGrant[], destinations: Destination[], grant?: TeamGrant): Finding[] {
  const app = new App();
  new EgressNeeds(new TeamChart(app, 'shop', { grants }), 'needs', { destinations, grant });
  return Findings.of(app).filter(({ code }) => code === 'GW043');
}

test('needs emit nothing', () => {
  const chart = new TeamChart(new App(), 'shop', { grants: [locked(payments)] });
  new EgressNeeds(chart, 'needs', { destinations: [payments] });
  expect(Testing.synth(chart)).toEqual([]);
});

describe('a need', () => {
  test('that the grant opens is fine', () => {
    expect(needs([locked(payments)], [Destination.cidr('203.0.113.16/28', 443, { reason })])).toEqual([]);
  });

  test('that a later lockdown opens is fine', () => {
    const app = new App();
    const grant = locked();
    new EgressNeeds(new TeamChart(app, 'shop', { grants: [grant] }), 'needs', { destinations: [payments] });
    new EgressLockdown(new OperatorChart(app, 'edge'), 'egress', { grant, allow: [payments] });
    expect(Findings.of(app).filter(({ code }) => code !== 'GW504')).toEqual([]);
  });

  test('that stays closed is an error, with the code that opens it', () => {
    expect(needs([locked()], [payments])).toEqual([{
      code: 'GW043',
      severity: 'error',
      category: 'semantic',
      message: '203.0.113.0/24 TCP 443 is not open to team "ecommerce" in ecommerce-prod, so its connections would time out',
      fix: 'have the operators add Destination.cidr(\'203.0.113.0/24\', 443, { reason: \'card payments\' }) to the grant\'s egress, '
        + 'or to allow of its EgressLockdown',
      resource: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'ecommerce-prod' },
      construct: 'shop/needs',
    }]);
  });

  test('that is open in part says which part is not', () => {
    const [finding] = needs([locked(payments)], [Destination.cidr('203.0.112.0/23', 443, { reason })]);
    expect(finding.message).toContain('203.0.112.0/23 TCP 443 is not open to team "ecommerce" in ecommerce-prod (203.0.112.0/24 TCP 443 stays closed)');
  });

  test('inside an exception of the grant is closed', () => {
    const excepting = Destination.cidr('203.0.113.0/24', 443, { reason, exceptions: ['203.0.113.16/28'] });
    expect(needs([locked(excepting)], [Destination.cidr('203.0.113.20/32', 443, { reason })])).toHaveLength(1);
  });

  test('of pods is met by their namespace', () => {
    const ledger = Destination.workload(Pods.labelled({ app: 'ledger' }, 5432), { namespace: 'ledger-prod' });
    expect(needs([locked(Destination.namespace('ledger-prod', 5432))], [ledger])).toEqual([]);
    expect(needs([locked(Destination.namespace('ledger-prod', 5433))], [ledger])).toHaveLength(1);
  });

  test('of a wide block does not ask for metadata, and metadata by itself stays closed', () => {
    const wide = Destination.cidr('169.0.0.0/8', 443, { reason });
    expect(needs([locked(wide)], [wide])).toEqual([]);
    expect(needs([locked(wide)], [Destination.cidr('169.254.169.254/32', 443, { reason })])).toHaveLength(1);
  });

  test('is not judged where the grant leaves egress to the cluster', () => {
    expect(needs([testGrant()], [payments])).toEqual([]);
  });

  test('is judged where the grant lists destinations without isolating', () => {
    expect(needs([testGrant({ egress: [payments._data()] })], [Destination.namespace('data', 1)])).toHaveLength(1);
  });

  describe('in a namespace of several grants', () => {
    const listed = testGrant({ egress: [payments._data()] });

    test('is not met by a grant that nobody locks down', () => {
      const [finding] = needs([locked(), listed], [payments]);
      expect(finding.message).toContain('203.0.113.0/24 TCP 443 is not open to team "ecommerce" in ecommerce-prod');
      expect(needs([locked(), listed], [payments], listed)).toHaveLength(1);
      expect(needs([locked(payments), listed], [payments])).toEqual([]);
    });

    test('is met by the grant of the lockdown alone', () => {
      const app = new App();
      const open = locked();
      const isolating = locked(payments);
      new EgressNeeds(new TeamChart(app, 'shop', { grants: [open, isolating] }), 'needs', { destinations: [payments] });
      new EgressLockdown(new OperatorChart(app, 'edge'), 'egress', { grant: open });
      expect(Findings.of(app).map(({ code }) => code)).toEqual(['GW043', 'GW504']);
    });
  });

  test('is held against every grant of the scope, or the one that is named', () => {
    const staging = closed({ namespaces: ['ecommerce-staging'] });
    const prod = locked(payments);
    expect(needs([prod, staging], [payments])).toHaveLength(1);
    expect(needs([prod, staging], [payments], prod)).toEqual([]);
  });
});

describe('needs are refused', () => {
  const chart = () => new TeamChart(new App(), 'shop', { grants: [locked()] });

  test.each<[string, () => unknown, RegExp]>([
    ['without destinations', () => new EgressNeeds(chart(), 'needs', { destinations: [] }), /^\[shop\/needs\] EgressNeeds: destinations \[\]: it names nothing/],
    ['without options', () => new EgressNeeds(chart(), 'needs', undefined as never), /destinations undefined/],
    ['for text', () => new EgressNeeds(chart(), 'needs', { destinations: ['10.0.0.0/8' as never] }), /destinations\[0\] "10\.0\.0\.0\/8": it is not a Destination/],
    ['with a foreign grant', () => new EgressNeeds(chart(), 'needs', { destinations: [payments], grant: locked() }), /grant "ecommerce": it is not one of the scope's grants/],
    ['in an operator\'s scope', () => new EgressNeeds(new OperatorChart(new App(), 'edge'), 'needs', { destinations: [payments] }), /only the application team can make it/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
