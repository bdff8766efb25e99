import { App, Testing } from 'cdk8s';
import { ClusterGuards, OperatorChart } from '../../src';
import { platformContractText, teamContractText } from '../../src/manifest/contract-format';
import { DOOR_CASES } from '../guards/cases';
import { guardsCheck } from '../guards/check';
import { refusalsOf } from '../guards/evaluate';
import { policies } from '../guards/settings';
import { grantData, testGrant } from '../util/grants';
import { cli, folderOf, type Ran } from './fake-io';

const CONTRACT = teamContractText([grantData()]);
const NAMESPACE = 'ecommerce-prod';
const service = (more: string, metadata = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: ${NAMESPACE}${metadata} }\nspec: { ports: [{ port: 80 }], ${more} }\n`;
const FINE = service('selector: { app: a }');
const NODE_PORT = service('selector: { app: a }, type: NodePort');

const check = (dump: string, ...more: string[]): Promise<Ran> =>
  cli(['guards', 'check', 'contracts', 'dump.yaml', ...more], { cwd: folderOf({ 'contracts/shop.json': CONTRACT, 'dump.yaml': dump }) });
const refusedOf = async (dump: string, ...more: string[]): Promise<{ message: string }[]> =>
  (JSON.parse((await check(dump, '--format', 'json', ...more)).out) as { refused: { message: string }[] }).refused;

describe('guards check', () => {
  test('says that nothing would be refused', async () => {
    expect(await check(FINE)).toEqual({ code: 0, out: '1 object, 19 policies: nothing would be refused\n', err: '' });
  });

  test('lists what would be refused, with policy and reason', async () => {
    const { code, out, err } = await check(`${FINE}---\n${NODE_PORT}`);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toBe(`dump.yaml:6 Service ${NAMESPACE}/a
    cluster-guards-services: a Service here has type ClusterIP: the others open a way in past the gateway, or lead to a name outside

2 objects, 19 policies: 1 object would be refused
`);
  });

  test('lists it as JSON', async () => {
    const { code, out } = await check(NODE_PORT, '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      refused: [{
        policy: 'cluster-guards-services', message: expect.stringMatching(/^a Service here has type ClusterIP/) as string, file: 'dump.yaml', line: 1,
        resource: { apiVersion: 'v1', kind: 'Service', namespace: NAMESPACE, name: 'a' },
      }],
      problems: [], summary: { objects: 1, policies: 19, refused: 1, unread: 0 },
    });
  });

  test('judges items of a List where they stand', async () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${NODE_PORT.trim().replaceAll('\n', '\n  ')}\n- ${NODE_PORT.trim().replaceAll('\n', '\n  ')}\n`;
    expect(await refusedOf(list)).toMatchObject([{ line: 4 }, { line: 8 }]);
  });

  test('judges the pods that a workload makes, and says each thing once', async () => {
    const spec = '{ hostNetwork: true, containers: [{ name: a, image: a }] }';
    const owned = 'ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: a-1, uid: u, controller: true }]';
    const dump = [
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a-1-x, namespace: ${NAMESPACE}, ${owned} }\nspec: ${spec}`,
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, namespace: ${NAMESPACE} }\nspec: { template: { spec: ${spec} } }`,
      `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: b, namespace: other }\nspec: { jobTemplate: { spec: { template: { spec: ${spec} } } } }`,
      `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: c, namespace: other }\nspec: { template: { spec: ${spec} } }`,
      `apiVersion: v1\nkind: Pod\nmetadata: { name: alone, namespace: ${NAMESPACE}, ${owned} }\nspec: { hostPID: true, ${spec.slice(1)}`,
    ].join('\n---\n');
    expect(await refusedOf(dump)).toMatchObject([
      { resource: { kind: 'Deployment' }, part: 'its pods' }, { resource: { kind: 'CronJob' }, part: 'its pods' },
      { resource: { kind: 'Rollout' }, part: 'its pods' },
    ]);
  });

  test('lets pods of the platform be, and those of namespaces that it is told of', async () => {
    const pod = (namespace: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: ${namespace} }\nspec: { hostNetwork: true, containers: [] }\n`;
    expect(await refusedOf(['kube-system', 'gateway-system', 'monitoring'].map(pod).join('---\n'), '--platform-namespace', 'monitoring')).toEqual([]);
    expect(await refusedOf(pod('monitoring'))).toHaveLength(1);
  });

  test('takes addresses that controllers wrote for theirs', async () => {
    const slice = (labels: string): string => 'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\naddressType: IPv4\nendpoints: []\n'
      + `metadata: { name: a, namespace: ${NAMESPACE}, labels: { ${labels} } }\n`;
    expect(await refusedOf(slice('endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io'))).toEqual([]);
    expect(await refusedOf(slice('endpointslice.kubernetes.io/managed-by: somebody'))).toHaveLength(1);
  });

  test.each<[string, string, string[]]>([
    ['a granted one', NAMESPACE, []],
    ['a granted one that holds its pods to more', `${NAMESPACE}, labels: { kubernetes.io/metadata.name: ${NAMESPACE}, istio-injection: enabled, `
      + 'pod-security.kubernetes.io/enforce: restricted, pod-security.kubernetes.io/enforce-version: v1.30, team: shop }', []],
    ['one of the platform, with whatever it has', 'gateway-system, labels: { pod-security.kubernetes.io/enforce: privileged }', []],
    ['one of nobody', 'other', []],
    ['one of a revision of Istio, with a waypoint', `${NAMESPACE}, labels: { istio.io/rev: stable, istio.io/use-waypoint: waypoint, `
      + 'istio.io/use-waypoint-namespace: mesh, istio.io/ingress-use-waypoint: "true" }', []],
    ['one that leaves its waypoint', `${NAMESPACE}, labels: { istio.io/use-waypoint: none }`, ['istio.io/use-waypoint']],
    ['one that chooses its addresses', `${NAMESPACE}, annotations: { ipam.cilium.io/ip-pool: partners }`, ['ipam.cilium.io/ip-pool']],
    ['a granted one that leaves the mesh', `${NAMESPACE}, labels: { istio-injection: disabled }`, ['istio-injection']],
    ['a granted one without pod security', `${NAMESPACE}, labels: { pod-security.kubernetes.io/enforce: privileged }`, ['pod-security.kubernetes.io/enforce']],
    ['one of nobody that leaves the mesh', 'other, annotations: { linkerd.io/inject: disabled }', ['linkerd.io/inject']],
  ])('judges of namespaces what they have, and not that they are there: %s', async (_, metadata, keys) => {
    const refused = await refusedOf(`apiVersion: v1\nkind: Namespace\nmetadata: { name: ${metadata} }\n`);
    expect(refused).toMatchObject(keys.map((key) => ({ policy: 'cluster-guards-namespaces', message: expect.stringContaining(` ${key} `) as string })));
    expect(refused).toHaveLength(keys.length);
  });

  test('names every key of a namespace that opens something', async () => {
    const keys = '{ istio-injection: disabled, pod-security.kubernetes.io/enforce: privileged, istio.io/rev: stable }';
    const [{ message }] = await refusedOf(`apiVersion: v1\nkind: Namespace\nmetadata: { name: ${NAMESPACE}, labels: ${keys} }\n`);
    expect(message).toContain('label or annotation istio-injection, pod-security.kubernetes.io/enforce of a namespace');
  });

  test('finds nothing in a cluster that is as its grants want it', async () => {
    const namespaces = [NAMESPACE, 'gateway-system', 'kube-system'].map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`);
    expect(await check([...namespaces, FINE].join('---\n'))).toEqual({ code: 0, out: '4 objects, 19 policies: nothing would be refused\n', err: '' });
  });

  test('reads what comes in', async () => {
    const cwd = folderOf({ 'contracts/shop.json': CONTRACT });
    expect(await cli(['guards', 'check', 'contracts', '-'], { cwd, stdin: NODE_PORT })).toMatchObject({ code: 1, out: expect.stringMatching(/^stdin:1 /) as string });
  });

  test('takes contracts from a file, and leaves that of the platform out', async () => {
    const cwd = folderOf({ 'c/shop.json': CONTRACT, 'c/platform.json': platformContractText([]), 'dump.yaml': FINE });
    expect((await cli(['guards', 'check', 'c', 'dump.yaml'], { cwd })).code).toBe(0);
    expect((await cli(['guards', 'check', 'c/shop.json', 'dump.yaml'], { cwd })).code).toBe(0);
  });

  test('takes the guards themselves, with all that they were told', async () => {
    const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
    new ClusterGuards(chart, 'guards', { grants: [testGrant()], neighbours: [{ fromNamespace: NAMESPACE, toNamespace: 'payments', port: 8080 }] });
    const policy = (port: number): string => `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a${port}, namespace: ${NAMESPACE} }\n`
      + `spec: { podSelector: {}, egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: payments } } }], ports: [{ port: ${port} }] }] }\n`;
    const cwd = folderOf({ 'guards.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: Testing.synth(chart) }), 'dump.yaml': `${policy(8080)}---\n${policy(8081)}` });
    expect((await cli(['guards', 'check', '.', 'dump.yaml'], { cwd })).out).toMatch(/a8081\n {4}cluster-guards-network-policies-0: .*\n\n2 objects, \d+ policies: 1 object would/);
  });

  test('says of every case of the table what the policies say', async () => {
    const emitted = policies().map(({ name, spec }) => (
      { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name }, spec }));
    const checked = await guardsCheck(emitted, DOOR_CASES);
    expect(checked.size).toBeGreaterThan(200);
    for (const [one, refused] of checked) expect({ case: one.title, refused }).toEqual({ case: one.title, refused: refusalsOf(one) });
  });
});

describe('guards check without what it needs', () => {
  const said = async (files: Record<string, string>, ...args: string[]): Promise<Ran> =>
    cli(['guards', 'check', ...args], { cwd: folderOf({ 'dump.yaml': FINE, ...files }) });
  const policy = (spec: string): string =>
    `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: cluster-guards-x }\nspec: ${spec}\n`;
  const rules = 'matchConstraints: { resourceRules: [{ apiGroups: ["*"], resources: ["*"], operations: [CREATE] }] }';

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['a file that is none', {}, ['no.json', 'dump.yaml'], /no\.json cannot be read: no such file or folder/],
    ['a contract that is no JSON', { 'c.json': '{' }, ['c.json', 'dump.yaml'], /c\.json is no contract of a team: it is truncated, or not JSON/],
    ['a contract that is empty', { 'c.json': '' }, ['c.json', 'dump.yaml'], /c\.json is no contract of a team: it is empty/],
    ['JSON that is no contract', { 'c.json': '{"a": 1}' }, ['c.json', 'dump.yaml'], /c\.json is no contract of a team: its format is/],
    ['JSON that is no object', { 'c.json': '[1]' }, ['c.json', 'dump.yaml'], /c\.json is no contract of a team: it is not a contract/],
    ['a contract that was changed', { 'c.json': CONTRACT.replace('shop.company.com', 'bank.company.com') }, ['c.json', 'dump.yaml'],
      /c\.json is no contract of a team: it was changed after it was published/],
    ['the platform\'s contract', { 'c.json': platformContractText([]) }, ['c.json', 'dump.yaml'], /c\.json is no contract of a team: it is the contract of the platform/],
    ['a folder without contracts', { 'c/a.yaml': FINE }, ['c', 'dump.yaml'], /c holds neither contracts of teams nor guards; write the folder/],
    ['a contract that cannot be read among others', { 'c/a.json': '{"format"', 'c/b.json': CONTRACT }, ['c', 'dump.yaml'], /a\.json:1: /],
    ['contracts of two teams over one namespace', { 'c/a.json': CONTRACT, 'c/b.json': teamContractText([grantData({ team: { name: 'b', subjects: [] } })]) },
      ['c', 'dump.yaml'], /namespace "ecommerce-prod" stands in the contracts of several teams/],
    ['contracts from standard input', {}, ['-', 'dump.yaml'], /contracts come from files/],
    ['a dump that is none', { 'c.json': CONTRACT }, ['c.json', 'no.yaml'], /no\.yaml cannot be read/],
    ['a namespace that is none', { 'c.json': CONTRACT }, ['c.json', 'dump.yaml', '--platform-namespace', 'A_b'], /--platform-namespace "A_b": /],
    ['a granted namespace among the platform\'s', { 'c.json': CONTRACT }, ['c.json', 'dump.yaml', '--platform-namespace', NAMESPACE],
      /namespace "ecommerce-prod" is granted to a team and the platform's/],
    ['namespaces beside the guards themselves', { 'g.yaml': policy(`{ ${rules}, validations: [] }`) }, ['g.yaml', 'dump.yaml', '--platform-namespace', 'a'],
      /--platform-namespace is for contracts alone/],
    ['a policy that is another\'s', { 'g.yaml': policy(`{ ${rules}, validations: [{ expression: 1 }] }`) }, ['g.yaml', 'dump.yaml'],
      /g\.yaml: policy cluster-guards-x is not as TeamAccess and ClusterGuards emit it/],
    ['a policy without a spec', { 'g.yaml': policy('null') }, ['g.yaml', 'dump.yaml'], /policy cluster-guards-x is not as/],
    ['an expression that is none', { 'g.yaml': policy(`{ ${rules}, validations: [{ expression: "a.b(", message: m }] }`) }, ['g.yaml', 'dump.yaml'],
      /policy cluster-guards-x has an expression that is not understood \(unexpected end at 4\)/],
  ])('says so of %s', async (_, files, args, message) => {
    const { code, out, err } = await said(files, ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/something went wrong/);
  });

  test.each<[string, string]>([
    ['no YAML', 'a: ['],
    ['an object without kind', 'apiVersion: v1\n'],
  ])('counts %s in the dump, and judges the rest', async (_, odd) => {
    const { code, out, err } = await check(`${NODE_PORT}---\n${odd}`);
    expect(code).toBe(1);
    expect(err).toMatch(/^dump\.yaml:\d+: GW\d+ /);
    expect(out).toMatch(/would be refused/);
  });

  test('says which documents are no objects', async () => {
    expect((await check(`${FINE}---\njust text\n`)).out).toMatch(/Not judged, since it is no object: dump\.yaml:5 \("just text"\)/);
  });

  test.each(['metadata: 1', 'metadata: { name: 1, namespace: 2 }', 'metadata: { namespace: ecommerce-prod, labels: 1, annotations: [x] }',
    'metadata: { namespace: ecommerce-prod }\nspec: 1', 'metadata: { namespace: ecommerce-prod }\nspec: { containers: 1, template: { spec: 1 } }',
    'metadata: { namespace: ecommerce-prod, ownerReferences: 1 }\nspec: { parentRefs: [1], hostnames: 1, egress: 1, ingress: [1] }',
  ])('judges %s without a fault', async (content) => {
    const kinds = ['v1/Pod', 'v1/Service', 'v1/Namespace', 'v1/Endpoints', 'apps/v1/Deployment', 'networking.k8s.io/v1/NetworkPolicy',
      'gateway.networking.k8s.io/v1/HTTPRoute', 'gateway.networking.k8s.io/v1/ListenerSet', 'cert-manager.io/v1/Certificate',
      'externaldns.k8s.io/v1alpha1/DNSEndpoint', 'cilium.io/v2/CiliumNetworkPolicy', 'discovery.k8s.io/v1/EndpointSlice'];
    const dump = kinds.map((one) => one.split('/')).map((parts) =>
      `apiVersion: ${parts.slice(0, -1).join('/')}\nkind: ${parts.at(-1)}\n${content}\n`).join('---\n');
    const { code, err, out } = await check(dump);
    expect(code).toBeLessThan(2);
    expect(err).not.toMatch(/something went wrong/);
    expect(out).toMatch(/\d+ objects, 19 policies/);
  });
});
