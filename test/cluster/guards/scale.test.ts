import { App, Testing } from 'cdk8s';
import { ClusterGuards, GuardMode, OperatorChart, TeamAccess, type TeamGrant } from '../../../src';
import { EXPRESSION_LIMIT } from '../../../src/constructs/policies/cel';
import type { GrantData } from '../../../src/manifest/grant-data';
import { describeCluster } from '../harness/describe-cluster';
import { expectAccepted, expectRefused } from '../harness/expectations';
import { type KubernetesObject, type Manifest, manifestOf } from '../harness/manifests';
import { policiesInForce } from '../harness/policies';
import { mapSome, poll } from '../harness/poll';
import { GATEWAY_API, grant, section } from '../harness/team-access';

/** GUARDS_NAMESPACES=5000 GUARDS_PER_TEAM=50 measures what a large cluster has; without them the same is tried on a small one. */
const NAMESPACES = Number(process.env.GUARDS_NAMESPACES ?? 40);
const PER_TEAM = Number(process.env.GUARDS_PER_TEAM ?? 20);
const HOSTS = 16;
const LABEL = 'guards.example.com/scale';

const LAST = NAMESPACES - 1;
/** Ways out of the last namespace. */
const DESTINATIONS: GrantData['egress'] = Array.from({ length: 200 }, (_, i) => (
  { form: 'cidr', cidr: `203.0.${i}.0/24`, except: [`203.0.${i}.9/32`], ports: [{ protocol: 'TCP', port: 443 }], reason: 'partner' }));

const namespaceOf = (i: number): string => `scaled-${i}`;
const hostsOf = (i: number): string[] => Array.from({ length: HOSTS }, (_, host) => `service-${host}.team-${i}.company.example.com`);

function grantsOfTeam(team: number): TeamGrant[] {
  return Array.from({ length: PER_TEAM }, (_, n) => team * PER_TEAM + n).map((i) => grant({
    team: { name: `scaled-${team}`, subjects: [{ kind: 'Group', name: `scaled-${team}` }] },
    namespaces: [namespaceOf(i)],
    isolation: { ingress: true, egress: true },
    sections: [section('https', '*.company.example.com')],
    egress: i === LAST ? DESTINATIONS : [],
    hostnames: hostsOf(i).map((hostname) => ({ hostname, sections: ['https'], prefixes: ['/'] })),
  }));
}

function emitted(): Manifest[] {
  const teams = Array.from({ length: NAMESPACES / PER_TEAM }, (_, team) => grantsOfTeam(team));
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'guarded-gateways' });
  const metadata = { labels: { [LABEL]: 'yes' } };
  teams.forEach((grants, i) => new TeamAccess(chart, `access-${i}`, { grants, mode: GuardMode.ENFORCE, metadata }));
  new ClusterGuards(chart, 'guards', { grants: teams.flat(), mode: GuardMode.ENFORCE, metadata });
  return (Testing.synth(chart) as KubernetesObject[])
    .filter(({ kind }) => kind.startsWith('ValidatingAdmissionPolicy')).map(manifestOf);
}

/** As many mirrors and backends as a rule holds, and each backend with as many mirrors of its own as a filter list holds. */
const filters = Array.from({ length: 16 }, (_, i) => ({ type: 'RequestMirror', requestMirror: { backendRef: { name: `mirror-${i}`, port: 80 } } }));
const backendRefs = Array.from({ length: 16 }, (_, i) => ({ name: `backend-${i}`, port: 80, filters }));
const matches = Array.from({ length: 8 }, (_, i) => ({ path: { type: 'PathPrefix', value: `/v1/${'segment/'.repeat(100)}${i}` } }));

/** As many rules, matches and hostnames as one route holds. */
const largestRoute = (hostnames: string[]): Manifest => manifestOf({
  apiVersion: `${GATEWAY_API}/v1`, kind: 'HTTPRoute', metadata: { name: 'largest', namespace: namespaceOf(LAST) },
  spec: {
    parentRefs: [{ name: 'company-gateway', namespace: 'gateway-system', sectionName: 'https' }], hostnames,
    rules: Array.from({ length: 16 }, () => ({ matches, filters, backendRefs })),
  },
});

const certificate = (dnsNames: string[]): Manifest => manifestOf({
  apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'largest', namespace: namespaceOf(LAST) },
  spec: { secretName: 'tls', issuerRef: { name: 'issuer' }, dnsNames },
});

/** A policy with all the ways out that the namespace has. */
const largestPolicy = (last: string): Manifest => manifestOf({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'largest', namespace: namespaceOf(LAST) },
  spec: {
    podSelector: {}, policyTypes: ['Egress'],
    egress: DESTINATIONS.map(({ cidr, except, ports }, i) => ({ to: [{ ipBlock: { cidr: i === 199 ? last : cidr, except } }], ports })),
  },
} as KubernetesObject);

const expressionLengths = (object: unknown): number[] => {
  if (typeof object !== 'object' || object === null) return [];
  return Object.entries(object).flatMap(([key, value]) => (
    /[eE]xpression$/.test(key) && typeof value === 'string' ? [[...value].length] : expressionLengths(value)));
};

describeCluster(`guards of ${NAMESPACES} namespaces with ${HOSTS} hostnames each`, 'standard', (cluster) => {
  const figures: Record<string, string | number> = {};
  const timed = async <T>(what: string, work: () => Promise<T> | T): Promise<T> => {
    const start = Date.now();
    const result = await work();
    figures[`${what} ms`] = Date.now() - start;
    return result;
  };
  const memory = async (): Promise<number> => {
    const { body } = await cluster.client.send({ method: 'GET', path: '/metrics', accept: 'text/plain' });
    return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec((body as { message: string }).message)?.[1]) / 2 ** 20);
  };
  let manifests: Manifest[] = [];

  beforeAll(async () => {
    manifests = await timed('synth', emitted);
    await cluster.createNamespaces([namespaceOf(LAST)]);
    figures['MiB before'] = await memory();
    await timed('created', async () => {
      const verdicts = await mapSome(manifests, async (manifest) => (await cluster.apply([manifest]))[0], 16);
      const refused = verdicts.filter(({ accepted }) => !accepted).map(({ manifest, message }) => `${manifest.object.metadata.name}: ${message.slice(0, 300)}`);
      expect(refused).toEqual([]);
    });
    await timed('in force', () => poll('the last policy is in force', 600, async () => {
      const verdicts = await cluster.dryRun([certificate(['bank.company.example.com']), largestPolicy('203.0.199.0/25')]);
      return verdicts.some(({ accepted }) => accepted) ? undefined : true;
    }));
    figures['MiB after'] = await memory();
  });
  afterAll(async () => {
    if (process.env.GUARDS_NAMESPACES !== undefined) console.log(figures);
    for (const resource of ['validatingadmissionpolicybindings', 'validatingadmissionpolicies']) {
      const path = `/apis/admissionregistration.k8s.io/v1/${resource}?labelSelector=${encodeURIComponent(LABEL)}`;
      await cluster.client.send({ method: 'DELETE', path });
    }
    await policiesInForce(cluster);
  });

  test('each expression fits into what the server compiles', () => {
    const policies = manifests.filter(({ object }) => object.kind === 'ValidatingAdmissionPolicy');
    const lengths = policies.flatMap(({ object }) => expressionLengths(object));
    figures.policies = policies.length;
    figures['longest expression'] = Math.max(...lengths);
    figures['largest policy, bytes'] = Math.max(...policies.map(({ text }) => text.length));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(EXPRESSION_LIMIT);
  });

  test('the largest route is judged within the cost limits', async () => {
    expectAccepted(await timed('route', () => cluster.dryRun([largestRoute(hostsOf(LAST))])));
    const foreign = largestRoute([...hostsOf(LAST).slice(1), 'bank.company.example.com']);
    expectRefused((await cluster.dryRun([foreign]))[0], { reason: 'Forbidden', message: /hostname "bank\.company\.example\.com"/ });
  });

  test('a network policy with 200 ways out is judged within the cost limits', async () => {
    expectAccepted(await timed('network policy', () => cluster.dryRun([largestPolicy('203.0.199.0/24')])));
    const message = /ValidatingAdmissionPolicy 'cluster-guards-network-policies-\d+'.*opens egress to its own namespace, and to what was declared/;
    expectRefused((await cluster.dryRun([largestPolicy('203.0.199.0/25')]))[0], { reason: 'Forbidden', message });
  });

  test('a Certificate for all hostnames is judged by the shard of its namespace', async () => {
    expectAccepted(await timed('certificate', () => cluster.dryRun([certificate(hostsOf(LAST))])));
    const foreign = certificate([...hostsOf(LAST).slice(1), 'bank.company.example.com']);
    const message = /ValidatingAdmissionPolicy 'cluster-guards-certificates-\d+'.*names "bank\.company\.example\.com"/;
    expectRefused((await cluster.dryRun([foreign]))[0], { reason: 'Forbidden', message });
  });
});
