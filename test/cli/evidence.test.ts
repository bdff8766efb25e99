import { ClusterProfile, GkeDns } from '../../src';
import { contractOf } from './contract-of';
import { cli, folderOf } from './fake-io';

const DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
`;

const evidence = (files: Record<string, string>, ...options: string[]): ReturnType<typeof cli> =>
  cli(['evidence', '.', ...options], { cwd: folderOf(files) });

test('JSON holds each control with benchmark, version, verdict, questions and assumptions', async () => {
  const { code, out } = await evidence({ 'a.yaml': DENY }, '--framework', 'csa-ccm', '--network-plugin', 'cilium', '--format', 'json');
  expect(code).toBe(0);
  const { framework, leftOut, controls } = JSON.parse(out) as { framework: string; leftOut?: string; controls: Record<string, unknown>[] };
  expect([framework, leftOut]).toEqual(['csa-ccm', undefined]);
  expect(controls[0]).toEqual({
    benchmark: 'CSA Cloud Controls Matrix',
    version: '4.1',
    control: 'IVS-03',
    title: 'Network security',
    verdict: 'not-assessable',
    statement: 'what manifests can show holds; what they cannot: how communication is monitored and encrypted, and its yearly review',
    queries: [{
      question: 'Is every workload closed in both directions but for what policies open?',
      query: 'cdk8s-gateway reach FILES --exposure',
      objects: ['Pod shop/(any without labels)'],
      violations: [],
    }],
    assumptions: [
      'the files hold every policy, workload and namespace that the verdict is about',
      'the audit is about every namespace in the files',
      'cilium runs in the cluster and enforces network policies',
    ],
  });
});

test('Markdown is what comes without a format', async () => {
  const { out } = await evidence({ 'a.yaml': DENY }, '--framework', 'owasp-k8s', '--network-plugin', 'cilium');
  expect(out).toContain('| OWASP Kubernetes Top Ten 2025 | K05 | Missing network segmentation controls | **satisfied** |');
  expect(out).toContain('## OWASP Kubernetes Top Ten 2025, K05: Missing network segmentation controls');
});

describe('names from manifests', () => {
  const EVIL = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: "<script>x</script>|*a*" }\n';

  test('do not become HTML', async () => {
    const { out } = await evidence({ 'a.yaml': EVIL }, '--framework', 'cis', '--network-plugin', 'x', '--format', 'html');
    expect(out).toContain('&lt;script&gt;x&lt;/script&gt;');
    expect(out).not.toContain('<script');
  });

  test('do not become Markdown', async () => {
    const { out } = await evidence({ 'a.yaml': EVIL }, '--framework', 'cis', '--network-plugin', 'x');
    expect(out).toContain('\\<script\\>x\\</script\\>\\|\\*a\\*');
    expect(out).not.toMatch(/[^\\]<script/);
  });
});

test.each<[string, readonly string[], RegExp]>([
  ['no framework', [], /required option '--framework <name>' not specified/],
  ['an unknown framework', ['--framework', 'iso'], /'iso' is invalid. Allowed choices are cis, nsa/],
  ['an unknown format', ['--framework', 'cis', '--format', 'pdf'], /'pdf' is invalid/],
  ['a profile that is none', ['--framework', 'cis', '--profile', 'a.yaml'], /a\.yaml is no profile/],
])('%s is said, and nothing is printed', async (_, options, message) => {
  const { code, out, err } = await evidence({ 'a.yaml': DENY }, ...options);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(message);
});

describe('a namespace that is not in the files', () => {
  const ROLE = '---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: r, namespace: audit }\nrules: []\n';

  test('is refused with those that are', async () => {
    expect(await evidence({ 'a.yaml': DENY + ROLE }, '--framework', 'nsa', '--namespace', 'shop', '--namespace', 'nope')).toEqual({
      code: 2, out: '', err: 'cdk8s-gateway: --namespace "nope": it is not in the files; there are audit, shop\n',
    });
    const many = Array.from({ length: 12 }, (_, i) => DENY.replace('shop', `shop-${i}`)).join('---\n');
    expect((await evidence({ 'a.yaml': many }, '--framework', 'nsa', '--namespace', 'nope')).err).toMatch(/there are shop-0, .*, shop-7 and 2 more\n$/);
    expect((await evidence({ 'a.yaml': 'apiVersion: v1\nkind: Node\nmetadata: { name: n }\n' }, '--framework', 'nsa', '--namespace', 'nope')).err)
      .toMatch(/"nope": it is not in the files; they have none\n$/);
  });

  test.each(['shop', 'audit'])('is not one that an object stands in: %s', async (name) => {
    expect(await evidence({ 'a.yaml': DENY + ROLE }, '--framework', 'nsa', '--namespace', name)).toMatchObject({ code: 0, err: '' });
  });
});

test.each([
  ['nsa', 'markdown', '# Evidence: NSA/CISA Kubernetes Hardening Guide 1.2\n'],
  ['nsa', 'html', '<h1>Evidence: NSA/CISA Kubernetes Hardening Guide 1.2</h1>'],
  ['cis', 'html', '<title>Evidence: CIS Kubernetes Benchmark 2.0.1; CIS Amazon EKS Benchmark 1.8; CIS Google GKE Benchmark 1.9</title>'],
])('a page is titled by name and version of its benchmarks: %s as %s', async (framework, format, title) => {
  expect((await evidence({ 'a.yaml': DENY }, '--framework', framework, '--format', format)).out).toContain(title);
});

test('values that are no text where a name belongs name nothing', async () => {
  const binding = 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: { name: b }\n'
    + 'spec: { policyName: { toString: 1 } }\n';
  const { code, out, err } = await evidence({ 'a.yaml': binding }, '--framework', 'nist-800-204');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('the policies that ValidatingAdmissionPolicyBinding b bind are not in the files');
});

test('a file that is no YAML is said, and the others are looked at', async () => {
  const { code, out, err } = await evidence({ 'a.yaml': DENY, 'b.yaml': 'a: b: c' }, '--framework', 'nsa', '--network-plugin', 'x');
  expect(code).toBe(1);
  expect(err).toMatch(/^b\.yaml:1: /);
  expect(out).toContain('**satisfied**');
});

test.each(['markdown', 'html', 'json'])('the benchmark that is left out is said where someone asks for CIS: %s', async (format) => {
  const { out } = await evidence({ 'a.yaml': DENY }, '--framework', 'cis', '--format', format);
  expect(out).toContain('The CIS benchmark for AKS is left out: it has ids of its own');
});

describe('the contract of a platform', () => {
  const DNS = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: dns, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{ to: [{ ipBlock: { cidr: 169.254.169.254/32 } }], ports: [{ port: 53, protocol: UDP }] }]
`;
  const judged = async (id: string, ...clusters: ClusterProfile[]): Promise<unknown[]> => {
    const { out } = await evidence({ 'a.yaml': DENY + DNS, 'p/platform.json': contractOf(...clusters) },
      '--framework', 'nsa', '--profile', 'p/platform.json', '--format', 'json');
    const { controls } = JSON.parse(out) as { controls: { control: string; verdict: string; assumptions: string[] }[] };
    const { verdict, assumptions } = controls.find(({ control }) => control.endsWith(id))!;
    return [verdict, ...assumptions.slice(2)];
  };

  test('excuses port 53 of the metadata address where every cluster resolves there', async () => {
    const gke = ClusterProfile.gke({ networkPlugin: 'dataplane-v2', dns: GkeDns.CLOUD_DNS });
    const runs = 'dataplane-v2 runs in the cluster and enforces network policies';
    expect(await judged('cloud infrastructure', gke))
      .toEqual(['satisfied', runs, 'on port 53 of the metadata address the resolver of the cluster answers, and nothing else']);
    expect(await judged('cloud infrastructure', gke, ClusterProfile.gke({ networkPlugin: 'dataplane-v2' }))).toEqual(['violated', runs]);
  });

  test('is the one of the settings where no option names another', async () => {
    const settings = { 'a.yaml': DENY, 'cdk8s-gateway.yaml': 'profile: p/platform.json\n' };
    const files = { ...settings, 'p/platform.json': contractOf(ClusterProfile.eks({ networkPlugin: 'calico' })) };
    const said = (name: string): unknown => expect.stringContaining(`- ${name} runs in the cluster and enforces network policies`);
    expect((await evidence(files, '--framework', 'nsa')).out).toEqual(said('calico'));
    expect((await evidence(files, '--framework', 'nsa', '--network-plugin', 'cilium')).out).toEqual(said('cilium'));
  });

  test('names each plugin of its clusters, and counts none that enforces nothing', async () => {
    const [cilium, calico] = ['cilium', 'calico'].map((networkPlugin) => ClusterProfile.eks({ networkPlugin }));
    expect(await judged('network policies', cilium, calico))
      .toEqual(['satisfied', 'cilium and calico run in the clusters and enforce network policies']);
    for (const other of [ClusterProfile.eks(), ClusterProfile.eks({ networkPlugin: 'flannel' })]) {
      expect(await judged('network policies', cilium, other)).toEqual(['not-assessable']);
    }
  });
});
