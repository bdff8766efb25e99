import type { Cluster } from '../harness/cluster';
import { describeCluster } from '../harness/describe-cluster';
import { expectAccepted, expectRefused } from '../harness/expectations';
import { type Manifest, manifestOf } from '../harness/manifests';
import { policiesInForce } from '../harness/policies';
import { ask } from './ask';
import { DOORS_OF_KINDS, STUBS } from './doors-of-kinds';
import { DOORS_OF_NAMES } from './doors-of-names';
import { DOORS_OF_POLICIES, NAMESPACE_CREATIONS } from './doors-of-policies';
import { DOORS_OF_ROUTES } from './doors-of-routes';
import { DOORS_OF_WORKLOADS } from './doors-of-workloads';
import type { Row } from './rows';
import { stubCrd } from './stub-crds';
import { guards, IDENTITIES, NAMESPACES, rights, type Who } from './world';

const CREATIONS: Row[] = NAMESPACE_CREATIONS.map(([what, bad, good]) => ({
  what: `create a namespace, ${what}`, policy: 'cluster-guards-namespaces', tenant: 'rights', stored: [],
  deny: { verb: 'create', manifest: bad }, allow: { verb: 'create', manifest: good },
}));
const ROWS: readonly Row[] = [...DOORS_OF_ROUTES, ...DOORS_OF_KINDS, ...DOORS_OF_WORKLOADS, ...DOORS_OF_NAMES, ...DOORS_OF_POLICIES];
const ALL = Object.keys(IDENTITIES) as Who[];

const denialOf = (...policies: string[]): RegExp => new RegExp(`ValidatingAdmissionPolicy '(${policies.join('|')})' with binding`);

/** Everyone whose rights reach the door, so that a policy has to close it. */
const reaching = (row: Row): Who[] => ALL.filter((who) => who !== 'tenant' || row.tenant === undefined);

describeCluster('side doors', 'standard', (cluster) => {
  const crds = [
    ...STUBS.map((stub) => stubCrd(stub)), stubCrd({ group: 'externaldns.k8s.io', kind: 'DNSEndpoint', plural: 'dnsendpoints', version: 'v1alpha1' }),
  ];
  const stored = ROWS.flatMap((row) => row.stored);
  const policies = guards();
  const given = rights();
  const counts = { denied: 0, allowed: 0, afterRemoval: 0 };

  beforeAll(async () => {
    await cluster.createNamespaces(['flux-system', ...NAMESPACES]);
    await cluster.installCrds(crds);
    const accounts = NAMESPACES.map((namespace) => manifestOf({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }));
    await cluster.install([...accounts, ...given, ...stored, ...policies]);
    await policiesInForce(cluster);
  });
  afterAll(async () => {
    if (process.env.GUARDS_FIGURES !== undefined) console.log({ doors: ROWS.length + CREATIONS.length, ...counts });
    await cluster.delete([...crds, ...given, ...stored, ...policies]);
    await policiesInForce(cluster);
  });

  test.each([...ROWS, ...CREATIONS].map((row): [string, Row] => [row.what, row]))('%s', async (_, row) => {
    for (const who of ALL.filter((one) => !CREATIONS.includes(row) || one === 'pipeline')) {
      const before = who === 'tenant' ? row.tenant : undefined;
      const message = before === 'rights' ? /cannot (create|patch|update) resource/ : denialOf(row.policy, ...(before === undefined ? [] : [before]));
      expectRefused(await ask(cluster, row.deny, IDENTITIES[who]), { reason: 'Forbidden', message });
      counts.denied++;
      if (before === 'rights') continue;
      expectAccepted([await ask(cluster, row.allow, IDENTITIES[who])]);
      counts.allowed++;
    }
  });

  test('what one policy refuses passes without it, so no policy hides the hole of another', async () => {
    const bindings = policies.filter(({ object }) => object.kind === 'ValidatingAdmissionPolicyBinding');
    let removed: Manifest[] = [];
    for (const binding of bindings) {
      const rows = [...ROWS, ...CREATIONS].filter(({ policy }) => policy === binding.object.metadata.name);
      if (rows.length === 0) continue;
      await cluster.delete([binding]);
      await cluster.install(removed);
      await policiesInForce(cluster);
      removed = [binding];
      counts.afterRemoval += await allPass(cluster, rows);
    }
    await cluster.install(removed);
  });
});

async function allPass(cluster: Cluster, rows: readonly Row[]): Promise<number> {
  let passed = 0;
  for (const row of rows) {
    const creation = CREATIONS.includes(row);
    for (const who of reaching(row).filter((one) => !creation || one === 'pipeline')) {
      expectAccepted([await ask(cluster, row.deny, IDENTITIES[who])]);
      passed++;
    }
  }
  return passed;
}
