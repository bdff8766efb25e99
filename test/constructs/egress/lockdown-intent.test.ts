import { App, Testing } from 'cdk8s';
import {
  ClusterProfile, DefaultDenyAllowance, Destination, EgressBackend, EgressLockdown, EgressNeeds, Findings, OperatorChart, TeamChart,
} from '../../../src';
import type { ClusterData, GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { API_SERVER, BLOCK, type Emitted, emitted, LEDGER, lockedChart, ofKind, REASON, STRIPE } from './backends/lock';

type Rules = { to: { ipBlock?: { cidr: string; except?: string[] } }[]; ports: { port: number }[] }[];

const cluster = (changes: Partial<ClusterData> = {}): ClusterData => ({ ...grantData().cluster, ...changes });
const grant = (overrides: Partial<GrantData> = {}) => testGrant({ isolation: { ingress: false, egress: true }, ...overrides });
const operators = () => new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
const allowed = (...args: Parameters<typeof emitted>) => emitted(...args)[2].spec.egress as Rules;

describe('by name', () => {
  test('metadata is opened at its port, also beside a block that excepts it', () => {
    const wide = Destination.cidr('169.0.0.0/8', 80, { reason: REASON });
    expect(allowed({ allow: [wide, Destination.metadata({ reason: 'region' })] })).toEqual([
      { to: [{ ipBlock: { cidr: '169.0.0.0/8', except: ['169.254.169.254/32', '169.254.170.23/32'] } }], ports: [{ protocol: 'TCP', port: 80 }] },
      { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ protocol: 'TCP', port: 80 }] },
      { to: [{ ipBlock: { cidr: 'fd00:ec2::254/128' } }], ports: [{ protocol: 'TCP', port: 80 }] },
    ]);
  });

  test('Azure\'s WireServer is not opened with metadata', () => {
    const rules = allowed({ allow: [Destination.metadata({ reason: 'region' })] }, ClusterProfile.aks()._data());
    expect(rules.map(({ to }) => to[0].ipBlock?.cidr)).toEqual(['169.254.169.254/32']);
  });

  test.each<[string, ClusterProfile, [string, number[]][]]>([
    ['eks', ClusterProfile.eks(), [['169.254.170.23/32', [80]], ['fd00:ec2::23/128', [80]]]],
    ['gke', ClusterProfile.gke(), [['169.254.169.254/32', [80, 8080]], ['169.254.169.252/32', [987, 988]]]],
    ['its own', ClusterProfile.eks({ workloadIdentity: [{ cidr: '10.0.0.1/32', ports: [8080] }] }), [['10.0.0.1/32', [8080]]]],
  ])('workload identity is where the profile says: %s', (_, profile, expected) => {
    const rules = allowed({ allow: [Destination.workloadIdentity({ reason: 'buckets' })] }, profile._data());
    expect(rules.map(({ to, ports }) => [to[0].ipBlock?.cidr, ports.map(({ port }) => port)])).toEqual(expected);
  });

  test('workload identity is refused where it has no address', () => {
    expect(() => emitted({ allow: [Destination.workloadIdentity({ reason: 'buckets' })] }, ClusterProfile.kubeadm()._data()))
      .toThrow(/on cluster "kubeadm" workload identity has no address of its own that is known; name the host that hands out tokens/);
  });

  test('the Kubernetes API is where the profile says', () => {
    const profile = ClusterProfile.kubeadm({ kubernetesApi: API_SERVER });
    expect(allowed({ allow: [Destination.kubernetesApi({ reason: 'watch' })] }, profile._data()))
      .toEqual([{ to: [{ ipBlock: { cidr: '10.0.0.10/32' } }], ports: [{ protocol: 'TCP', port: 6443 }] }]);
  });
});

test('anywhere is both families without what is private, metadata or excepted', () => {
  const web = Destination.anywhere(443, { reason: 'web', exceptions: ['203.0.113.0/24', '2001:db8::/32'] });
  const [four, six] = allowed({ allow: [web] }, ClusterProfile.aks()._data());
  expect(four.to[0].ipBlock?.except).toEqual(expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16', '168.63.129.16/32', '203.0.113.0/24']));
  expect(four.to[0].ipBlock?.except).not.toContain('169.254.169.254/32');
  expect(six.to[0].ipBlock?.except).toEqual(expect.arrayContaining(['fc00::/7', '2001:db8::/32']));
});

test('what anywhere excepts is not opened by another destination', () => {
  const web = Destination.anywhere(443, { reason: 'web', exceptions: ['203.0.113.0/24'] });
  expect(() => emitted({ allow: [web, BLOCK] })).toThrow(/203\.0\.113\.0\/24 TCP 443 opens what anywhere TCP 443 excepts \(203\.0\.113\.0\/24\)/);
});

test('in an ambient mesh pods are reached on 15008 too', () => {
  expect(allowed({ allow: [LEDGER, BLOCK] }, { mesh: 'ambient' }).map(({ ports }) => ports.map(({ port }) => port))).toEqual([[5432, 15008], [443]]);
});

test('through a gateway only the way to its proxies opens, with any back end', () => {
  const through = Destination.through({ proxyNamespace: 'egress', proxyLabels: { gateway: 'egress' }, proxyPort: 8443 }, STRIPE);
  for (const backend of [EgressBackend.networkPolicy(), EgressBackend.ovnEgressFirewall(), EgressBackend.istio()]) {
    const rules = ofKind(emitted({ backend, allow: [through] }), 'NetworkPolicy')[2].spec.egress;
    expect(rules).toContainEqual({
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'egress' } }, podSelector: { matchLabels: { gateway: 'egress' } } }],
      ports: [{ protocol: 'TCP', port: 8443 }],
    });
  }
});

test('a gateway opens no metadata either', () => {
  const listener = { proxyNamespace: 'egress', proxyLabels: { gateway: 'egress' }, proxyPort: 8443 };
  const through = Destination.through(listener, Destination.cidr('169.254.169.254/32', 80, { reason: REASON }));
  expect(() => emitted({ allow: [through] })).toThrow(/169\.254\.169\.254\/32 TCP 80 is a metadata address of the cluster/);
});

test('a host that nothing can hold is refused with the back ends that could', () => {
  expect(() => emitted({ allow: [STRIPE] })).toThrow(new RegExp(
    '^\\[edge/egress\\] EgressLockdown: api\\.stripe\\.com TCP 443: a plain NetworkPolicy \\(EgressBackend\\.networkPolicy\\(\\)\\) cannot hold it exactly: '
    + 'it knows pods and addresses, no names; .* Back ends that could: EgressBackend\\.cilium\\(\\), .*EgressBackend\\.proxy\\(',
  ));
});

test('the back end of the profile holds, unless the lockdown names one', () => {
  const { egressBackend } = ClusterProfile.eks({ egressBackend: EgressBackend.calico() })._data();
  const manifests = (backend?: EgressBackend) => emitted({ backend, allow: [BLOCK] }, { egressBackend, networkPlugin: 'calico' });
  const kinds = (backend?: EgressBackend) => new Set(manifests(backend).map(({ apiVersion }) => apiVersion));
  expect(kinds()).toEqual(new Set(['projectcalico.org/v3']));
  expect(kinds(EgressBackend.networkPolicy())).toEqual(new Set(['networking.k8s.io/v1']));
});

describe('a lockdown of some pods', () => {
  const both = (first: EgressBackend | undefined, second: EgressBackend | undefined, changes: Partial<ClusterData> = {}, pods = { app: 'web' }) => {
    const chart = operators();
    new EgressLockdown(chart, 'all', { grant: grant({ cluster: cluster(changes) }), backend: first });
    new EgressLockdown(chart, 'web', { grant: grant({ cluster: cluster(changes) }), backend: second, pods, allow: [BLOCK] });
    return Testing.synth(chart) as Emitted[];
  };

  test('opens for them alone what their namespace keeps closed', () => {
    const manifests = both(undefined, undefined);
    expect(manifests).toHaveLength(3);
    expect(manifests[2].spec).toEqual({
      podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ protocol: 'TCP', port: 443 }] }],
    });
  });

  test('is held as its namespace is', () => {
    const [all, web] = both(EgressBackend.calico({ order: 10 }), undefined, { networkPlugin: 'calico' });
    expect([all.spec.order, web.spec.order]).toEqual([10, 9.5]);
    expect(web.spec.selector).toBe('app == \'web\'');
    expect(both(undefined, EgressBackend.cilium(), { networkPlugin: 'cilium' })).toHaveLength(3);
    expect(() => both(EgressBackend.calico(), EgressBackend.networkPolicy())).toThrow(/EgressBackend\.networkPolicy\(\) opens nothing beside EgressBackend\.calico\(\), which closes the namespace/);
  });

  test('lets in what its allowances name to them alone', () => {
    const chart = operators();
    const isolated = grant({ isolation: { ingress: true, egress: true } });
    new EgressLockdown(chart, 'all', { grant: isolated });
    const allowances = [DefaultDenyAllowance.monitoring({ namespace: 'monitoring', ports: [9090] })];
    const web = new EgressLockdown(chart, 'web', { grant: isolated, pods: { app: 'web' }, allowances });
    expect(web.manifests().map((manifest) => (manifest.toJson() as Emitted).spec)).toEqual([expect.objectContaining({
      podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'],
    })]);
  });

  test('is refused where two back ends close the namespaces of its grant', () => {
    const chart = operators();
    new EgressLockdown(chart, 'a', { grant: grant({ namespaces: ['a'] }), backend: EgressBackend.calico() });
    new EgressLockdown(chart, 'b', { grant: grant({ namespaces: ['b'] }) });
    expect(() => new EgressLockdown(chart, 'web', { grant: grant({ namespaces: ['a', 'b'] }), pods: { app: 'web' } }))
      .toThrow(/EgressBackend\.calico\(\) closes one namespace of the grant, and EgressBackend\.networkPolicy\(\) namespace "b"; lock both down by the same/);
  });

  test('does not record in the grant what it opens: that is not for all pods', () => {
    const chart = operators();
    const whole = grant();
    new EgressLockdown(chart, 'all', { grant: whole });
    new EgressLockdown(chart, 'web', { grant: whole, pods: { app: 'web' }, allow: [BLOCK] });
    expect(whole._data().egress).toEqual([]);
  });

  test('is refused without a default deny, over pods of another one, and without labels', () => {
    expect(() => new EgressLockdown(operators(), 'web', { grant: grant(), pods: { app: 'web' } })).toThrow(/nothing closes namespace "ecommerce-prod" before, .*by its labels/);
    const chart = operators();
    new EgressLockdown(chart, 'all', { grant: grant() });
    new EgressLockdown(chart, 'web', { grant: grant(), pods: { app: 'web' }, allow: [BLOCK] });
    expect(() => new EgressLockdown(chart, 'again', { grant: grant(), pods: { app: 'web', tier: 'front' } }))
      .toThrow(/pods app=web,tier=front in namespace "ecommerce-prod" are among those of edge\/web, and policies add up/);
    expect(() => new EgressLockdown(chart, 'none', { grant: grant(), pods: {} })).toThrow(/pods is empty, which is every pod/);
    expect(() => new EgressLockdown(chart, 'text', { grant: grant(), pods: 'web' as never })).toThrow(/pods "web": it is not a map/);
    expect(() => new EgressLockdown(chart, 'jobs', { grant: grant(), pods: { app: 'job' } })).not.toThrow();
  });
});

describe('what a default deny would break', () => {
  const mesh = DefaultDenyAllowance.meshControlPlane();

  test('goes out where it has to', () => {
    expect(allowed({ allowances: [mesh, DefaultDenyAllowance.telemetry({ namespace: 'observability' })] }).map(({ ports }) => ports.map(({ port }) => port)))
      .toEqual([[15012], [4317, 4318]]);
  });

  test('comes in where ingress is isolated', () => {
    const manifests = emitted({
      allowances: [
        DefaultDenyAllowance.monitoring({ namespace: 'monitoring', ports: [9090] }),
        DefaultDenyAllowance.webhooks({ kubernetesApiCidrs: ['10.0.0.0/28'], podLabels: { app: 'hook' }, port: 9443 }),
        DefaultDenyAllowance.acmeSolver({ proxyNamespace: 'gateway-system', proxyLabels: { app: 'envoy' } }),
        DefaultDenyAllowance.meshControlPlane({ ambient: true }),
      ],
    }).slice(2).map(({ spec }) => spec);
    const from = (peer: object, ports: object[]) => [{ from: [peer], ports }];
    const named = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
    expect(manifests).toEqual([
      { podSelector: {}, policyTypes: ['Ingress'], ingress: from(named('monitoring'), [{ protocol: 'TCP', port: 9090 }]) },
      {
        podSelector: { matchLabels: { app: 'hook' } }, policyTypes: ['Ingress'],
        ingress: from({ ipBlock: { cidr: '10.0.0.0/28' } }, [{ protocol: 'TCP', port: 9443 }]),
      },
      {
        podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } }, policyTypes: ['Ingress'],
        ingress: from({ ...named('gateway-system'), podSelector: { matchLabels: { app: 'envoy' } } }, [{ protocol: 'TCP', port: 8089 }]),
      },
      { podSelector: {}, policyTypes: ['Ingress'], ingress: from({ ipBlock: { cidr: '169.254.7.127/32' } }, [{ protocol: 'TCP' }]) },
    ]);
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      'comes in, where that is open', () => new EgressLockdown(operators(), 'egress', {
        grant: grant(), allowances: [DefaultDenyAllowance.monitoring({ namespace: 'monitoring', ports: [9090] })],
      }), /allowances\[0\] \(monitoring\) is about what comes in, and the grant of team "ecommerce" leaves that open; .*Isolation\.BOTH/,
    ],
    ['is none', () => emitted({ allowances: ['mesh' as never] }), /allowances\[0\] "mesh": it is no DefaultDenyAllowance/],
    ['is no list', () => emitted({ allowances: mesh as never }), /allowances .*it is not a list/],
    ['has no ports', () => DefaultDenyAllowance.monitoring({ namespace: 'm', ports: [] }), /ports names none/],
    ['has no namespace', () => DefaultDenyAllowance.telemetry(undefined as never), /namespace undefined/],
    ['has no addresses', () => DefaultDenyAllowance.webhooks({ kubernetesApiCidrs: [], podLabels: { a: 'b' }, port: 1 }), /kubernetesApiCidrs names none/],
    ['lets in anybody', () => DefaultDenyAllowance.webhooks({ kubernetesApiCidrs: ['0.0.0.0/0'], podLabels: { a: 'b' }, port: 1 }), /kubernetesApiCidrs\[0\] "0\.0\.0\.0\/0": it is wider than \/16/],
    ['has no labels', () => DefaultDenyAllowance.webhooks({ kubernetesApiCidrs: ['10.0.0.0/28'], podLabels: {}, port: 1 }), /podLabels is empty/],
  ])('is refused where it %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('needs are met', () => {
  const unmet = (need: Destination, ...allow: Destination[]) => {
    const app = new App();
    const egressBackend = EgressBackend.cilium({ version: '1.19' })._data();
    const locked = grant({ cluster: cluster({ networkPlugin: 'cilium', apiServer: API_SERVER, egressBackend }) });
    new EgressNeeds(new TeamChart(app, 'shop', { grants: [locked] }), 'needs', { destinations: [need] });
    new EgressLockdown(new OperatorChart(app, 'edge'), 'egress', { grant: locked, allow });
    return Findings.of(app).filter(({ code }) => code === 'GW043').map(({ message }) => message.split(' is not open')[0]);
  };
  const one = Destination.oneLabelUnder('stripe.com', 443, { reason: REASON });
  const any = Destination.anyDepthUnder('stripe.com', 443, { reason: REASON });
  const deep = Destination.host('a.b.stripe.com', 443, { reason: REASON });
  const web = Destination.anywhere(443, { reason: 'web' });
  const api = Destination.kubernetesApi({ reason: 'watch' });
  const through = Destination.through({ proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 }, STRIPE);

  test.each<[string, Destination, Destination]>([
    ['a host by itself', STRIPE, STRIPE], ['a host one label under', STRIPE, one], ['a host of any depth', deep, any], ['one label by any depth', one, any],
    ['a host by anywhere', STRIPE, web], ['a block by anywhere', BLOCK, web], ['anywhere by itself', web, web], ['the API by its name', api, api],
    ['a host through a gateway', STRIPE, through],
  ])('%s', (_, need, open) => {
    expect(unmet(need, open)).toEqual([]);
  });

  test.each<[string, Destination, Destination[], string]>([
    ['a host by another', STRIPE, [Destination.host('stripe.com', 443, { reason: REASON })], 'api.stripe.com TCP 443'],
    ['a deep host by one label', deep, [one], 'a.b.stripe.com TCP 443'], ['any depth by one label', any, [one], 'any depth under stripe.com TCP 443'],
    ['a host on another port', STRIPE, [Destination.host('api.stripe.com', 80, { reason: REASON })], 'api.stripe.com TCP 443'],
    ['the API by anywhere', api, [web], 'the Kubernetes API'], ['anywhere by a block', web, [BLOCK], 'anywhere TCP 443'],
  ])('not %s', (_, need, open, message) => {
    expect(unmet(need, ...open)).toEqual([message]);
  });
});

describe('what a lockdown does not promise is said', () => {
  const codes = (...args: Parameters<typeof lockedChart>) => Findings.of(lockedChart(...args)).map(({ code, severity }) => `${code} ${severity}`);

  test('of each by what undoes it', () => {
    expect(codes({ allow: [BLOCK] })).toEqual(['GW504 unknown']);
    const [finding] = Findings.of(lockedChart({ allow: [BLOCK], backend: EgressBackend.calico() }));
    expect(finding.message).toMatch(/lockdown of "ecommerce-prod" by open-source Calico lasts is not decided.*NetworkPolicies cannot widen it/);
  });

  test('of hosts, shared domains, anywhere and metadata', () => {
    const backend = EgressBackend.cilium({ version: '1.19' });
    expect(codes({
      backend,
      allow: [
        STRIPE, Destination.oneLabelUnder('s3.amazonaws.com', 443, { reason: REASON }), Destination.anywhere(8443, { reason: 'web' }),
        Destination.metadata({ reason: 'region' }),
      ],
    })).toEqual(['GW504 unknown', 'GW505 unknown', 'GW507 warning', 'GW508 warning', 'GW509 warning']);
    expect(codes({ backend: EgressBackend.istio(), allow: [STRIPE] })).toEqual(['GW504 unknown', 'GW506 warning']);
  });
});

test('a back end that is a network plugin\'s own says which plugin there is', () => {
  const codes = (backend: EgressBackend) => Findings.of(lockedChart({ backend }, { networkPlugin: undefined })).map(({ code }) => code);
  expect(codes(EgressBackend.cilium())).toEqual(['GW504']);
  expect(codes(EgressBackend.networkPolicy())).toEqual(['GW042', 'GW504']);
  const [flannel] = Findings.of(lockedChart({}, { networkPlugin: 'flannel' }));
  expect([flannel.code, flannel.message]).toEqual(['GW042', expect.stringMatching(/is flannel, which does not enforce NetworkPolicies: they do nothing/)]);
});
