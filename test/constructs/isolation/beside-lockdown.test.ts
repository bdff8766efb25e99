import { App, Testing } from 'cdk8s';
import {
  ClusterProfile, DefaultDenyAllowance, Destination, EgressBackend, EgressLockdown, type EgressLockdownProps, Findings, Neighbour, OperatorChart, Pods,
  PolicyTier, Team, TeamIsolation, type TeamIsolationProps, TeamNamespaces,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { testGrant } from '../../util/grants';
import { BLOCK, type Emitted } from '../egress/backends/lock';

const BOTH = { ingress: true, egress: true };
const grant = (overrides: Partial<GrantData> = {}) => testGrant({ isolation: BOTH, namespaces: ['shop-prod'], ...overrides });
const operators = () => new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
const named = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

describe('a lockdown of some pods', () => {
  test('stands on the isolation of their namespace, and opens nothing else', () => {
    const chart = operators();
    const whole = grant();
    new TeamIsolation(chart, 'isolation', { team: TeamNamespaces.granted(whole) });
    const lockdown = new EgressLockdown(chart, 'web', { grant: whole, pods: { app: 'web' }, allow: [BLOCK] });
    expect(lockdown.manifests().map((manifest) => (manifest.toJson() as Emitted).spec)).toEqual([{
      podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ protocol: 'TCP', port: 443 }] }],
    }]);
  });

  test('is refused where an isolation is over another namespace', () => {
    const chart = operators();
    const other = TeamNamespaces.named(new Team('other'), ['other'], ClusterProfile.eks());
    new TeamIsolation(chart, 'isolation', { team: other });
    expect(() => new EgressLockdown(chart, 'web', { grant: grant(), pods: { app: 'web' } }))
      .toThrow(/nothing closes namespace "shop-prod" before, .*make an EgressLockdown of the whole namespace, or a TeamIsolation, first/);
  });

  test('is no back end of its own kind beside the isolation\'s NetworkPolicies', () => {
    const chart = operators();
    const whole = grant();
    new TeamIsolation(chart, 'isolation', { team: TeamNamespaces.granted(whole) });
    expect(() => new EgressLockdown(chart, 'web', { grant: whole, pods: { app: 'web' }, backend: EgressBackend.calico() }))
      .toThrow(/EgressBackend\.calico\(\) opens nothing beside EgressBackend\.networkPolicy\(\), which closes the namespace/);
  });
});

describe('what a default deny would break is opened in both directions', () => {
  const specs = (allowances: DefaultDenyAllowance[], props: Partial<TeamIsolationProps> = {}) => {
    const chart = operators();
    new TeamIsolation(chart, 'isolation', { team: TeamNamespaces.granted(grant()), allowances, ...props });
    return (Testing.synth(chart) as Emitted[]).slice(3).map(({ spec, metadata }) => ({ spec, reasons: metadata.annotations }));
  };

  test('in, and out', () => {
    expect(specs([
      DefaultDenyAllowance.monitoring({ namespace: 'monitoring', ports: [9090] }), DefaultDenyAllowance.telemetry({ namespace: 'observability' }),
      DefaultDenyAllowance.meshControlPlane(),
    ])).toEqual([
      {
        spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [named('monitoring')], ports: [{ protocol: 'TCP', port: 9090 }] }] },
        reasons: { 'egress.cdk8s-gateway.io/reason-0': 'metrics are scraped' },
      },
      {
        spec: {
          podSelector: {}, policyTypes: ['Egress'],
          egress: [
            { to: [named('observability')], ports: [{ protocol: 'TCP', port: 4317 }, { protocol: 'TCP', port: 4318 }] },
            { to: [{ ...named('istio-system'), podSelector: { matchLabels: { app: 'istiod' } } }], ports: [{ protocol: 'TCP', port: 15012 }] },
          ],
        },
        reasons: {
          'egress.cdk8s-gateway.io/reason-0': 'telemetry is sent to the collector', 'egress.cdk8s-gateway.io/reason-1': 'the mesh\'s control plane',
        },
      },
    ]);
  });

  test('and what is none is refused', () => {
    expect(() => specs(['mesh' as never])).toThrow(/\[edge\/isolation\] TeamIsolation: allowances\[0\] "mesh": it is no DefaultDenyAllowance/);
  });
});

describe('GW536', () => {
  const pods = Pods.labelled({ app: 'ledger' }, 5432);
  const ledger = Destination.workload(pods, { namespace: 'ledger-prod' });
  const host = Destination.host('api.stripe.com', 443, { reason: 'payments' });

  function found(props: Partial<EgressLockdownProps>, parts: ('isolation first' | 'isolation' | 'neighbour')[]): string[] {
    const chart = operators();
    const whole = grant();
    const isolate = () => new TeamIsolation(chart, 'isolation', { team: TeamNamespaces.granted(whole) });
    if (parts.includes('isolation first')) isolate();
    if (parts.includes('neighbour')) Neighbour.allow(chart, 'way', { client: { namespace: 'shop-prod' }, server: { namespace: 'ledger-prod', pods } });
    new EgressLockdown(chart, 'egress', { grant: whole, ...props });
    if (parts.includes('isolation')) isolate();
    return Findings.of(chart).filter(({ code }) => code === 'GW536').map(({ severity, message, fix }) => `${severity}: ${message} → ${fix}`);
  }

  test.each<[string, Partial<EgressLockdownProps>, Parameters<typeof found>[1], RegExp]>([
    ['Calico, beside an isolation', { backend: EgressBackend.calico() }, ['isolation'], /^error: edge\/isolation lets pods of namespace "shop-prod" reach each other by NetworkPolicies, and Calico does not read those/],
    [
      'Calico, beside a neighbour', { backend: EgressBackend.calico() }, ['neighbour'],
      /^error: edge\/way opens pods app=ledger in namespace "ledger-prod" TCP 5432 by NetworkPolicies, and Calico .* → add Destination\.workload\(.*to allow/,
    ],
    ['Istio, beside a neighbour', { backend: EgressBackend.istio(), allow: [host] }, ['neighbour'], /^error: edge\/way opens .*the sidecars of the lockdown know no Services of that namespace/],
    [
      'the Baseline tier', { backend: EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.BASELINE }), allow: [BLOCK] }, ['isolation'],
      /^error: edge\/isolation writes NetworkPolicies over pods of namespace "shop-prod", and for those the Baseline tier is not read.*PolicyTier\.ADMIN/,
    ],
    ['EKS Auto Mode', { backend: EgressBackend.eksAuto(), allow: [host] }, ['neighbour'], /^unknown: edge\/way writes NetworkPolicies .*whether EKS lets pass .* these manifests do not show/],
  ])('%s', (_, props, parts, message) => {
    expect(found(props, parts)).toEqual([expect.stringMatching(message)]);
  });

  test('a way of some pods that the sidecars of their namespace do not know', () => {
    const ways = (...known: Destination[]) => {
      const chart = operators();
      const whole = grant();
      new EgressLockdown(chart, 'egress', { grant: whole, backend: EgressBackend.istio(), allow: [host, ...known] });
      new EgressLockdown(chart, 'web', { grant: whole, pods: { app: 'web' }, allow: [ledger, Destination.namespace('kube-system', 9153)] });
      return Findings.of(chart).filter(({ code }) => code === 'GW536').map(({ message, fix, construct }) => `${construct}: ${message} → ${fix}`);
    };
    expect(ways()).toEqual([expect.stringMatching(
      /^edge\/web\/shop-prod-allow: the lockdown of some pods opens pods app=ledger .* know no Services of that namespace: .* to allow of that of edge\/egress$/,
    )]);
    expect(ways(Destination.namespace('ledger-prod', 8080))).toEqual([]);
  });

  test.each<[string, Partial<EgressLockdownProps>, Parameters<typeof found>[1]]>([
    ['Calico, after the isolation, with the neighbour named', { backend: EgressBackend.calico(), allow: [ledger] }, ['isolation first', 'neighbour']],
    ['Istio with the neighbour named', { backend: EgressBackend.istio(), allow: [ledger] }, ['isolation', 'neighbour']],
    ['the Admin tier', { backend: EgressBackend.clusterNetworkPolicy() }, ['isolation', 'neighbour']],
    ['NetworkPolicies', {}, ['isolation', 'neighbour']],
    ['Cilium', { backend: EgressBackend.cilium(), allow: [host] }, ['isolation', 'neighbour']],
  ])('not %s', (_, props, parts) => {
    expect(found(props, parts)).toEqual([]);
  });
});
