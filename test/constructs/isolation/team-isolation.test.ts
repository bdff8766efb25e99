import { App, Testing } from 'cdk8s';
import {
  ClusterProfile, Findings, OperatorChart, Pods, Team, TeamChart, TeamIsolation, type TeamIsolationProps, TeamNamespaces,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { testGrant } from '../../util/grants';
import type { Emitted } from '../gateway/edge';

const BOTH = { ingress: true, egress: true };
const backends = [Pods.labelled({ app: 'product' }, 8080)];

function operator(): OperatorChart {
  return new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
}

function isolated(overrides: Partial<GrantData>, props: Partial<TeamIsolationProps> = {}): Emitted[] {
  const chart = operator();
  new TeamIsolation(chart, 'iso', { team: TeamNamespaces.granted(testGrant(overrides)), ...props });
  return Testing.synth(chart) as Emitted[];
}

const specs = (manifests: Emitted[]): unknown[] => manifests.map(({ spec }) => spec);
const DENY = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
const OWN = { ...DENY, ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] };
const DNS = {
  podSelector: {}, policyTypes: ['Egress'],
  egress: [{
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
    ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
  }],
};

test('each namespace is closed both ways, but for its own pods and DNS', () => {
  const manifests = isolated({ isolation: BOTH, namespaces: ['shop-prod', 'shop-dev'] });
  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace}`)).toEqual([
    ...new Array<string>(3).fill('NetworkPolicy shop-prod'), ...new Array<string>(3).fill('NetworkPolicy shop-dev'),
  ]);
  expect(specs(manifests)).toEqual([DENY, OWN, DNS, DENY, OWN, DNS]);
});

describe('the gateway comes in', () => {
  const to = (proxies: GrantData['proxies']): Emitted => isolated({ proxies }, { gatewayBackends: backends })[3];
  const ports = [{ protocol: 'TCP', port: 8080 }];
  const chosen = { podSelector: { matchLabels: { app: 'product' } }, policyTypes: ['Ingress'] };

  test('as pods', () => {
    expect(to({ form: 'pods', namespace: 'proxies', podLabels: { a: 'b' } }).spec).toEqual({
      ...chosen,
      ingress: [{
        ports,
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'proxies' } }, podSelector: { matchLabels: { a: 'b' } } }],
      }],
    });
  });

  test('as addresses', () => {
    expect(to({ form: 'addresses', cidrs: ['130.211.0.0/22', 'fd00::/64'] }).spec)
      .toEqual({ ...chosen, ingress: [{ ports, from: [{ ipBlock: { cidr: '130.211.0.0/22' } }, { ipBlock: { cidr: 'fd00::/64' } }] }] });
  });

  test('as Cilium\'s entity', () => {
    expect(to({ form: 'ciliumEntity', entity: 'ingress' })).toEqual(expect.objectContaining({
      apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy',
      spec: {
        endpointSelector: { matchLabels: { app: 'product' } },
        ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] }],
      },
    }));
  });

  test('never, where no policy can name it', () => {
    expect(() => to({ form: 'none', reason: 'it runs elsewhere' })).toThrow(/gatewayBackends: no policy can let the gateway in.*\(it runs elsewhere\)/);
  });

  test('by routes, where the grant isolates ingress', () => {
    expect(isolated({ isolation: BOTH })).toHaveLength(3);
  });

  test('nowhere, where the operator says so', () => {
    expect(isolated({}, { gatewayBackends: [] })).toHaveLength(3);
  });

  test('and the operator has to say where, if neither routes nor grant do', () => {
    expect(() => isolated({})).toThrow(/does not isolate ingress, so its routes open nothing to the gateway; write gatewayBackends: \[Pods/);
  });
});

describe('a quota', () => {
  const count = (kind: string): string => `count/${kind}.gateway.networking.k8s.io`;

  test('counts granted routes, and refuses other kinds and Services that go round the gateway', () => {
    const [quota] = isolated({ isolation: BOTH }, { quota: { routes: 20, networkPolicies: 30 } }).slice(3);
    expect(quota).toEqual(expect.objectContaining({ apiVersion: 'v1', kind: 'ResourceQuota' }));
    expect(quota.spec).toEqual({
      hard: {
        [count('httproutes')]: '20', [count('grpcroutes')]: '0', [count('tlsroutes')]: '0', [count('tcproutes')]: '0', [count('udproutes')]: '0',
        'count/networkpolicies.networking.k8s.io': '30', 'services.loadbalancers': '0', 'services.nodeports': '0',
      },
    });
  });

  test.each([[-1], [1.5], ['1']])('is no %p', (routes) => {
    expect(() => isolated({ isolation: BOTH }, { quota: { routes: routes as number } })).toThrow(/quota\.routes .*it is no count; write a whole number from 0/);
  });
});

describe('namespaces without a grant', () => {
  const team = TeamNamespaces.named(new Team('batch'), ['batch-prod'], ClusterProfile.openShift());

  test('have their cluster\'s resolver, and no gateway', () => {
    const chart = operator();
    new TeamIsolation(chart, 'iso', { team });
    const [deny, own, dns] = specs(Testing.synth(chart) as Emitted[]) as { egress: { ports: unknown[] }[] }[];
    expect([deny, own]).toEqual([DENY, OWN]);
    expect(dns.egress[0].ports).toContainEqual({ protocol: 'UDP', port: 5353 });
  });

  test('cannot be reached by a gateway', () => {
    expect(() => new TeamIsolation(operator(), 'iso', { team, gatewayBackends: backends })).toThrow(/no gateway serves namespaces that are named without a grant/);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no team', () => TeamNamespaces.named('batch' as never, ['a'], ClusterProfile.eks()), /team "batch": it is not a Team/],
    ['no names', () => TeamNamespaces.named(new Team('a'), [], ClusterProfile.eks()), /namespaces .*it names none/],
    ['Kubernetes\' own', () => TeamNamespaces.named(new Team('a'), ['kube-system'], ClusterProfile.eks()), /namespaces\[0\] "kube-system": .*Kubernetes' own/],
    ['no cluster', () => TeamNamespaces.named(new Team('a'), ['a'], undefined as never), /cluster undefined: it is not a ClusterProfile/],
    ['no grant', () => TeamNamespaces.granted({} as never), /it is not a TeamGrant/],
  ])('are refused: %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('refused', () => {
  test('in a team\'s scope', () => {
    const grant = testGrant({ isolation: BOTH });
    const chart = new TeamChart(new App(), 'shop', { grants: [grant] });
    expect(() => new TeamIsolation(chart, 'iso', { team: TeamNamespaces.granted(grant) })).toThrow(/only the cluster operator can make it/);
  });

  test('twice over a namespace', () => {
    const chart = operator();
    const team = TeamNamespaces.granted(testGrant({ isolation: BOTH }));
    new TeamIsolation(chart, 'one', { team });
    expect(() => new TeamIsolation(chart, 'two', { team })).toThrow(/namespace "ecommerce-prod" is isolated by edge\/one already/);
  });

  test('without a resolver', () => {
    const cluster = { ...testGrant()._data().cluster, name: 'bare', dns: [] };
    expect(() => isolated({ isolation: BOTH, cluster })).toThrow(/cluster "bare" names no DNS resolver/);
  });

  test('with what is no option, and with a grant in place of its namespaces', () => {
    expect(() => isolated({ isolation: BOTH }, { allow: [] } as never)).toThrow(/allow is no option here/);
    expect(() => isolated({}, { team: testGrant() as never })).toThrow(/team .*it is not a TeamNamespaces; write TeamNamespaces\.granted\(grant\)/);
  });
});

test('it is what locks a grant down that isolates egress', () => {
  const grant = testGrant({ isolation: BOTH });
  expect(grant._isLockedDown()).toBe(false);
  new TeamIsolation(operator(), 'iso', { team: TeamNamespaces.granted(grant) });
  expect(grant._isLockedDown()).toBe(true);
  expect(grant._data().egress.map(({ form, namespace }) => [form, namespace])).toEqual([['namespace', 'ecommerce-prod']]);
});

test('on a cluster whose plugin is not known, it says that its policies may do nothing', () => {
  const chart = operator();
  const cluster = { ...testGrant()._data().cluster, networkPlugin: undefined };
  new TeamIsolation(chart, 'iso', { team: TeamNamespaces.granted(testGrant({ isolation: BOTH, cluster })) });
  expect(Findings.of(chart.node.root as App).map(({ code }) => code)).toEqual(['GW042']);
});
