import { App, Testing } from 'cdk8s';
import {
  ClusterProfile, Destination, EgressLockdown, Findings, GatewayInfrastructure, type GrantOptions, Implementation, Isolation,
  OperatorChart, PlatformChart, Pods, Team, TeamChart, type TeamGrant,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { Edge } from '../gateway/edge';

const reason = 'payment provider';
const CLOSED = { ingress: false, egress: true };

function locked(overrides: Partial<GrantData> = {}): TeamGrant {
  return testGrant({ isolation: CLOSED, ...overrides });
}

function edge(): OperatorChart {
  return new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
}

function specsOf(chart: OperatorChart): Record<string, unknown>[] {
  return (Testing.synth(chart) as { spec: Record<string, unknown> }[]).map(({ spec }) => spec);
}

const DENY = { podSelector: {}, policyTypes: ['Egress'] };
const DNS = {
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [{
    to: [{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    }],
    ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
  }],
};

describe('a lockdown emits', () => {
  test('a default deny, the way to DNS, and the destinations with their reasons', () => {
    const chart = edge();
    const allow = [
      Destination.cidr('203.0.113.0/24', 443, { reason, endPort: 444, exceptions: ['203.0.113.7/32'] }),
      Destination.namespace('observability', 4317),
      Destination.workload(Pods.labelled({ app: 'ledger' }, 5432), { namespace: 'ledger-prod', reason: 'bookings' }),
    ];
    const lockdown = new EgressLockdown(chart, 'egress', { grant: locked(), allow });
    const name = (part: string) => expect.stringMatching(new RegExp(`^edge-egress-ecommerce-prod-${part}-c8`)) as string;
    const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
    const ledger = { 'kubernetes.io/metadata.name': 'ledger-prod' };
    expect(Testing.synth(chart)).toEqual([
      { ...policy, metadata: { name: name('deny'), namespace: 'ecommerce-prod' }, spec: DENY },
      { ...policy, metadata: { name: name('dns'), namespace: 'ecommerce-prod' }, spec: DNS },
      {
        ...policy,
        metadata: {
          name: name('allow'), namespace: 'ecommerce-prod',
          annotations: { 'egress.cdk8s-gateway.io/reason-0': reason, 'egress.cdk8s-gateway.io/reason-2': 'bookings' },
        },
        spec: {
          ...DENY,
          egress: [
            {
              to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.7/32'] } }],
              ports: [{ protocol: 'TCP', port: 443, endPort: 444 }],
            },
            {
              to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } }],
              ports: [{ protocol: 'TCP', port: 4317 }],
            },
            {
              to: [{ namespaceSelector: { matchLabels: ledger }, podSelector: { matchLabels: { app: 'ledger' } } }],
              ports: [{ protocol: 'TCP', port: 5432 }],
            },
          ],
        },
      },
    ]);
    expect(lockdown.manifests().map((manifest) => manifest.toJson() as unknown)).toEqual(Testing.synth(chart));
  });

  test('two policies where nothing is opened, for each namespace', () => {
    const chart = edge();
    new EgressLockdown(chart, 'egress', { grant: locked({ namespaces: ['a', 'b'] }) });
    expect(Testing.synth(chart).map(({ metadata }) => (metadata as { namespace: string }).namespace)).toEqual(['a', 'a', 'b', 'b']);
    expect(specsOf(chart)).toEqual([DENY, DNS, DENY, DNS]);
  });

  test('what the grant itself opens, once', () => {
    const chart = edge();
    const payments = Destination.cidr('203.0.113.0/24', 443, { reason });
    new EgressLockdown(chart, 'egress', { grant: locked({ egress: [payments._data()] }), allow: [payments] });
    expect(specsOf(chart)[2].egress).toEqual([{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ protocol: 'TCP', port: 443 }] }]);
  });

  test('DNS by address, to that address alone', () => {
    const chart = edge();
    const cluster = { ...grantData().cluster, dns: [{ form: 'cidr' as const, cidr: '169.254.169.254/32', ports: [53] }] };
    new EgressLockdown(chart, 'egress', { grant: locked({ cluster }) });
    expect(specsOf(chart)[1].egress).toEqual([{ to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: DNS.egress[0].ports }]);
  });

  test('several resolvers, each with its ports', () => {
    const chart = edge();
    const pods = { form: 'pods' as const, namespace: 'openshift-dns', podLabels: { dns: 'default' }, ports: [5353, 53] };
    new EgressLockdown(chart, 'egress', {
      grant: locked({ cluster: { ...grantData().cluster, dns: [pods, { form: 'cidr', cidr: '169.254.20.10/32', ports: [53] }] } }),
    });
    const ports = (specsOf(chart)[1].egress as { ports: { protocol: string; port: number }[] }[]).map((rule) => rule.ports);
    expect(ports).toEqual([
      [{ protocol: 'UDP', port: 5353 }, { protocol: 'TCP', port: 5353 }, { protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
      [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
    ]);
  });

  test('wide blocks without the metadata addresses, each family by itself', () => {
    const chart = edge();
    new EgressLockdown(chart, 'egress', {
      grant: locked(), allow: [Destination.cidr('169.0.0.0/8', 443, { reason }), Destination.cidr('fd00::/8', 443, { reason })],
    });
    expect((specsOf(chart)[2].egress as { to: unknown[] }[]).map(({ to }) => to)).toEqual([
      [{ ipBlock: { cidr: '169.0.0.0/8', except: ['169.254.169.254/32'] } }],
      [{ ipBlock: { cidr: 'fd00::/8', except: ['fd00:ec2::254/128'] } }],
    ]);
  });

  test('the labels and annotations that were asked for, and no others', () => {
    const chart = edge();
    new EgressLockdown(chart, 'egress', {
      grant: locked(), allow: [Destination.cidr('203.0.113.0/24', 443, { reason })],
      metadata: { labels: { tier: 'edge' }, annotations: { owner: 'ops' } },
    });
    const metadata = Testing.synth(chart).map((manifest) => manifest.metadata as { labels: unknown; annotations: unknown });
    expect(metadata.map(({ labels }) => labels)).toEqual([{ tier: 'edge' }, { tier: 'edge' }, { tier: 'edge' }]);
    expect(metadata.map(({ annotations }) => annotations)).toEqual([
      { owner: 'ops' }, { owner: 'ops' }, { owner: 'ops', 'egress.cdk8s-gateway.io/reason-0': reason },
    ]);
  });
});

describe('a lockdown records', () => {
  test('what it opens with the grant, for the contract', () => {
    const grant = locked();
    new EgressLockdown(edge(), 'egress', { grant, allow: [Destination.cidr('169.0.0.0/8', 443, { reason })] });
    expect(grant._data().egress).toEqual([
      { form: 'cidr', cidr: '169.0.0.0/8', except: ['169.254.169.254/32'], ports: [{ protocol: 'TCP', port: 443 }], reason },
    ]);
  });
});

test('what the grant opens already is not recorded twice', () => {
  const payments = Destination.cidr('203.0.113.0/24', 443, { reason });
  const grant = locked({ egress: [payments._data()] });
  new EgressLockdown(edge(), 'egress', { grant, allow: [payments, Destination.namespace('data', 5432)] });
  expect(grant._data().egress).toEqual([payments._data(), Destination.namespace('data', 5432)._data()]);
});

describe('a lockdown is refused', () => {
  const lockdown = (grant: TeamGrant, ...allow: Destination[]) => () => new EgressLockdown(edge(), 'egress', { grant, allow });

  test.each<[string, () => unknown, RegExp]>([
    ['without egress isolation', lockdown(testGrant()), /^\[edge\/egress\] EgressLockdown: the grant of team "ecommerce" does not isolate egress; .*Isolation\.EGRESS or Isolation\.BOTH/],
    ['without a resolver', lockdown(locked({ cluster: { ...grantData().cluster, dns: [] } })), /names no DNS resolver.*ClusterProfile/],
    ['without a grant', lockdown(undefined as never), /grant undefined: it is not a TeamGrant/],
    ['without options', () => new EgressLockdown(edge(), 'egress', undefined as never), /grant undefined/],
    ['for a metadata address', lockdown(locked(), Destination.cidr('169.254.169.254/32', 80, { reason })), /169\.254\.169\.254\/32 TCP 80 is a metadata address/],
    [
      'for a metadata address in the grant',
      lockdown(locked({ egress: [Destination.cidr('fd00:ec2::254/128', 80, { reason })._data()] })), /fd00:ec2::254\/128 TCP 80 is a metadata address/,
    ],
    [
      'where one destination opens what another excepts',
      lockdown(locked(), Destination.cidr('10.0.0.0/8', 443, { reason, exceptions: ['10.1.0.0/16'] }), Destination.cidr('10.1.0.0/16', 443, { reason })),
      /10\.1\.0\.0\/16 TCP 443 opens what 10\.0\.0\.0\/8 TCP 443 excepts \(10\.1\.0\.0\/16\)/,
    ],
    ['for text', lockdown(locked(), '0.0.0.0/0' as never), /allow\[0\] "0\.0\.0\.0\/0": it is not a Destination/],
    ['for one destination', () => new EgressLockdown(edge(), 'egress', { grant: locked(), allow: Destination.namespace('a', 1) as never }), /allow .*not a list/],
    ['with a name', () => new EgressLockdown(edge(), 'egress', { grant: locked(), metadata: { name: 'x' } }), /metadata\.name "x": it would be that of several/],
    ['with a namespace', () => new EgressLockdown(edge(), 'egress', { grant: locked(), metadata: { namespace: 'x' } }), /metadata\.namespace "x"/],
    ['with a bad label', () => new EgressLockdown(edge(), 'egress', { grant: locked(), metadata: { labels: { tier: 'a b' } } }), /metadata\.labels\["tier"\]/],
    ['with metadata that is none', () => new EgressLockdown(edge(), 'egress', { grant: locked(), metadata: 'x' as never }), /metadata "x": it is not an object/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('in a team\'s scope', () => {
    const grant = locked();
    const team = new TeamChart(new App(), 'shop', { grants: [grant] });
    expect(() => new EgressLockdown(team, 'egress', { grant })).toThrow(/scope of the application team .* only the cluster operator can make it/);
  });

  test('a second time over a namespace, naming the first', () => {
    const chart = edge();
    new EgressLockdown(chart, 'first', { grant: locked() });
    expect(() => new EgressLockdown(chart, 'second', { grant: locked({ namespaces: ['other', 'ecommerce-prod'] }) }))
      .toThrow(/^\[edge\/second\] EgressLockdown: namespace "ecommerce-prod" is locked down by edge\/first already/);
  });

  test('and leaves nothing behind', () => {
    const chart = edge();
    const grant = locked();
    const metadata = Destination.cidr('169.254.169.254/32', 80, { reason });
    expect(() => new EgressLockdown(chart, 'egress', { grant, allow: [metadata] })).toThrow();
    expect(chart.node.children).toEqual([]);
    expect(grant._data().egress).toEqual([]);
    expect(() => new EgressLockdown(chart, 'egress', { grant })).not.toThrow();
  });
});

describe('a network plugin', () => {
  const findings = (networkPlugin: string | undefined) => {
    const app = new App();
    const grant = locked({ cluster: { ...grantData().cluster, networkPlugin } });
    new EgressLockdown(new OperatorChart(app, 'edge'), 'egress', { grant });
    return Findings.of(app).filter(({ code }) => code === 'GW042');
  };

  test('that is known raises no finding', () => {
    expect(findings('cilium')).toEqual([]);
  });

  test('that is not known is a warning on the default deny', () => {
    expect(findings(undefined)).toEqual([expect.objectContaining({
      severity: 'warning',
      message: expect.stringMatching(/network plugin of cluster "eks" is not known/),
      construct: 'edge/egress/ecommerce-prod-deny',
      resource: expect.objectContaining({ kind: 'NetworkPolicy', namespace: 'ecommerce-prod' }),
    })]);
  });

  test.each([['celium', 'cilium'], ['Cilium', 'cilium'], ['aws-vcp-cni', 'aws-vpc-cni']])('whose name is mistyped as %s is a warning', (typed, meant) => {
    expect(findings(typed)).toEqual([expect.objectContaining({
      message: `nothing is known of the network plugin "${typed}" of cluster "eks", and NetworkPolicies do nothing where the plugin does not enforce them`,
      fix: `write networkPlugin: "${meant}" in the profile of the PlatformChart, if that is meant`,
    })]);
  });

  test.each(['azure', 'canal', 'company-cni'])('%s of which nothing is known is taken at its word', (name) => {
    expect(findings(name)).toEqual([]);
  });
});

const payments = Destination.cidr('203.0.113.0/24', 443, { reason });

describe('what another grant of the team lists for the namespace', () => {
  const findings = (...allow: Destination[]) => {
    const company = new Edge();
    const platform = new PlatformChart(company.app, 'kubeadm', { cluster: ClusterProfile.kubeadm() });
    const infrastructure = new GatewayInfrastructure(platform, 'kubeadm', { implementation: Implementation.envoyGateway() });
    const gateway = company.gateway({ infrastructure });
    const admit = (hostname: string, options: Partial<GrantOptions>) => gateway.admit(new Team('ecommerce'), {
      namespaces: ['ecommerce-prod'], hostnames: [hostname], ...options,
    });
    new EgressLockdown(company.chart, 'egress', { grant: admit('shop.company.com', { isolation: Isolation.EGRESS }), allow });
    admit('api.company.com', { isolation: Isolation.EGRESS, egress: [payments] });
    return Findings.of(company.app).filter(({ code }) => code === 'GW043');
  };

  test('is an error where the lockdown keeps it closed', () => {
    expect(findings()).toEqual([expect.objectContaining({
      message: expect.stringMatching(/^203\.0\.113\.0\/24 TCP 443 is in the egress of the grant of team "ecommerce" on gateway .*, and the lockdown/),
      fix: expect.stringMatching(/^add Destination\.cidr\('203\.0\.113\.0\/24', 443, .*\) to allow of the EgressLockdown$/),
    })]);
  });

  test('is fine where the lockdown opens it', () => {
    expect(findings(payments)).toEqual([]);
  });
});
