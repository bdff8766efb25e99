import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Yaml } from 'cdk8s';
import { synthesize as canary } from '../../examples/canary/main';
import { synthesize as company } from '../../examples/company/main';
import { synthesize as companySplit } from '../../examples/company-split/main';
import { synthesize as egress } from '../../examples/egress/main';
import { synthesize as egressGateway } from '../../examples/egress-gateway/main';
import { synthesize as egressHosts } from '../../examples/egress-hosts/main';
import { synthesize as existingGateway } from '../../examples/existing-gateway/main';
import { synthesize as plus } from '../../examples/plus/main';
import { synthesize as protocols } from '../../examples/protocols/main';
import { synthesize as small } from '../../examples/small/main';
import type { Manifest } from '../../src/manifest/manifest';
import { compact } from '../util/compact';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'examples-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

/** Every file that an example writes, by its name, as text. */
function filesOf(name: string, synthesize: (outdir: string) => string[]): Map<string, string> {
  const folders = synthesize(path.join(root, name));
  return new Map(folders.flatMap((folder) => fs.readdirSync(folder).sort()
    .map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')] as const)));
}

/** The objects of an example, by kind and name. */
function objectsOf(name: string, synthesize: (outdir: string) => string[]): Manifest[] {
  return synthesize(path.join(root, name)).flatMap((folder) => fs.readdirSync(folder).sort()
    .flatMap((file) => Yaml.load(path.join(folder, file)) as Manifest[]));
}

test('every example in TypeScript is here', () => {
  const { typeScriptExamples } = jest.requireActual<{ typeScriptExamples: () => string[] }>('../../tools/examples.cjs');
  expect(typeScriptExamples()).toEqual([
    'canary', 'company', 'company-split', 'egress', 'egress-gateway', 'egress-hosts', 'existing-gateway', 'plus', 'protocols', 'small',
  ]);
});

describe.each([
  ['company', company], ['canary', canary], ['egress', egress], ['existing-gateway', existingGateway], ['plus', plus], ['small', small],
])('%s', (name, synthesize) => {
  test('writes these files', () => {
    for (const [file, text] of filesOf(name, synthesize)) expect(compact(text)).toMatchSnapshot(file);
  });
});

test.each([
  ['company', company], ['canary', canary], ['egress', egress], ['egress-hosts', egressHosts], ['existing-gateway', existingGateway],
  ['plus', plus], ['protocols', protocols], ['small', small],
])('%s writes the same bytes twice', (name, synthesize) => {
  expect(filesOf(`${name}-again`, synthesize)).toEqual(filesOf(name, synthesize));
});

test('a team with a lockdown by names gets Cilium policies for the resolver, its destinations and its controller, over a default deny', () => {
  const policies = objectsOf('egress-hosts', egressHosts).filter(({ kind }) => kind === 'CiliumNetworkPolicy');
  const toPorts = (port: string): object[] => [{ ports: [{ port, protocol: 'TCP' }] }];
  const inNamespace = (name: string): object[] => [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': name } }];
  expect(policies.map(({ spec }) => (spec as { egress: object[] }).egress)).toEqual([
    [{
      toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
      toPorts: [{
        ports: [{ port: '53', protocol: 'ANY' }],
        rules: { dns: [{ matchName: 'api.stripe.com' }, { matchPattern: '**.carrier.example' }, { matchPattern: '**.cluster.local' }] },
      }],
    }],
    [
      { toFQDNs: [{ matchName: 'api.stripe.com' }], toPorts: toPorts('443') },
      { toFQDNs: [{ matchPattern: '**.carrier.example' }], toPorts: toPorts('443') },
      { toCIDRSet: [{ cidr: '169.254.170.23/32' }], toPorts: toPorts('80') },
      { toCIDRSet: [{ cidr: 'fd00:ec2::23/128' }], toPorts: toPorts('80') },
      { toEndpoints: inNamespace('orders-prod'), toPorts: toPorts('8080') },
      { toEndpoints: inNamespace('observability'), toPorts: [{ ports: [{ port: '4317', protocol: 'TCP' }, { port: '4318', protocol: 'TCP' }] }] },
    ],
    [{ toEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }, { port: '6443', protocol: 'TCP' }] }] }],
  ]);
});

test('the team with an egress gateway reaches its way out, its neighbour and the mesh, and nothing outside of the cluster', () => {
  const objects = objectsOf('egress-gateway', egressGateway) as (Manifest & { spec: { egress?: { to: { ipBlock?: object }[] }[] } })[];
  const policies = objects.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace === 'checkout-prod');
  const ways = policies.flatMap(({ spec }) => spec.egress ?? []).flatMap(({ to }) => to);
  expect(ways.length).toBeGreaterThan(0);
  expect(ways.filter(({ ipBlock }) => ipBlock !== undefined)).toEqual([]);
});

test('the company split into programs that contracts join writes the same bytes as in one app', () => {
  const whole = filesOf('company', company);
  const split = filesOf('company-split', companySplit);
  expect([...split.keys()].sort()).toEqual([...whole.keys()].sort());
  for (const [file, text] of whole) expect(split.get(file)).toBe(text);
});

test('the names of the company are those that its people use', () => {
  const names = objectsOf('company-names', company).map(({ kind, metadata: { namespace, name } }) => [kind, namespace, name].filter(Boolean).join(' '));
  expect(names).toEqual(expect.arrayContaining([
    'GatewayClass company-gateway-class', 'Gateway gateway-system company-gateway',
    'HTTPRoute ecommerce-prod products', 'HTTPRoute ecommerce-prod mobile', 'HTTPRoute analytics-prod dashboard',
  ]));
});

test('with cdk8s-plus for 1.28 and 1.34 the gateway reaches the pods of each', () => {
  const policies = objectsOf('plus-pods', plus)
    .filter(({ kind, metadata: { namespace, name } }) => kind === 'NetworkPolicy' && namespace === 'store' && name?.includes('gateway-to'));
  expect(policies).toHaveLength(2);
});

describe('protocols', () => {
  // Not a snapshot: those are for few whole scenarios.
  const specsOf = (kind: string): unknown[] => objectsOf(`protocols-${kind}`, protocols)
    .filter((object) => object.kind === kind).map(({ spec }) => spec);
  const parentRefs = (sectionName: string): object[] =>
    [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge', namespace: 'gateway-system', sectionName }];
  const rules = (name: string, port: number): object[] => [{ backendRefs: [{ group: '', kind: 'Service', name, port, weight: 1 }] }];

  test('has a listener for each hostname and port, which takes one kind of routes', () => {
    const [{ listeners }] = specsOf('Gateway') as [{ listeners: Array<Record<string, unknown> & { allowedRoutes: { kinds: Array<{ kind: string }> } }> }];
    expect(listeners.map(({ protocol, port, hostname, allowedRoutes: { kinds } }) => [protocol, port, hostname, kinds.map(({ kind }) => kind)]))
      .toEqual([
        ['HTTP', 80, undefined, ['HTTPRoute']],
        ['HTTPS', 443, 'grpc.example.com', ['GRPCRoute']],
        ['HTTPS', 443, 'shop.example.com', ['HTTPRoute']],
        ['TLS', 8883, 'mqtt.example.com', ['TLSRoute']],
        ['TLS', 8200, 'vault.example.com', ['TLSRoute']],
        ['TCP', 5432, undefined, ['TCPRoute']],
        ['UDP', 8125, undefined, ['UDPRoute']],
      ]);
  });

  test('has a route for each kind of traffic', () => {
    expect(specsOf('TLSRoute')).toEqual([
      { hostnames: ['mqtt.example.com'], parentRefs: parentRefs('tls-mqtt-example-com'), rules: rules('mqtt', 1883) },
      { hostnames: ['vault.example.com'], parentRefs: parentRefs('tls-vault-example-com'), rules: rules('vault', 8200) },
    ]);
    expect(specsOf('TCPRoute')).toEqual([{ parentRefs: parentRefs('postgres'), rules: rules('postgres', 5432) }]);
    expect(specsOf('UDPRoute')).toEqual([{ parentRefs: parentRefs('statsd'), rules: rules('statsd', 8125) }]);
    expect(specsOf('GRPCRoute')).toEqual([{
      hostnames: ['grpc.example.com'],
      parentRefs: parentRefs('https-grpc-example-com'),
      rules: [
        { matches: [{ method: { type: 'Exact', service: 'shop.v1.Catalog', method: 'List' } }], ...rules('catalog', 9090)[0] },
        { matches: [{ method: { type: 'Exact', service: 'shop.v1.Orders' } }], ...rules('orders', 9090)[0] },
      ],
    }]);
  });

  test('says which certificate accounts shows', () => {
    expect(specsOf('BackendTLSPolicy')).toEqual([{
      targetRefs: [{ group: '', kind: 'Service', name: 'accounts', sectionName: 'https' }],
      validation: {
        hostname: 'accounts.internal.example.com', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'internal-ca' }],
      },
    }]);
  });
});
