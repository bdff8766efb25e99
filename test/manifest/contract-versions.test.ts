import * as fs from 'node:fs';
import Ajv from 'ajv';
import { Destination, type EgressBackend as Backend, EgressBackend, PolicyTier } from '../../src';
import { checksumOf, platformContractText, teamContractText } from '../../src/manifest/contract-format';
import { readTeamContract } from '../../src/manifest/contract-reader';
import type { ClusterData, DestinationData } from '../../src/manifest/grant-data';
import { grantData } from '../util/grants';
import { inProject } from '../util/snippets';

const reason = 'payments';
const STRIPE = Destination.host('api.stripe.com', 443, { reason });
const NEW = [
  STRIPE, Destination.oneLabelUnder('x.io', 443, { reason }), Destination.anyDepthUnder('x.io', 443, { reason }), Destination.kubernetesApi({ reason }),
  Destination.metadata({ reason }), Destination.workloadIdentity({ reason }), Destination.anywhere(443, { reason, exceptions: ['203.0.113.0/24'] }),
  Destination.through({ proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 }, STRIPE),
].map((destination) => destination._data());
const OLD = [Destination.cidr('203.0.113.0/24', 443, { reason })._data(), Destination.namespace('ledger', 5432)._data()];
const BACKENDS: Backend[] = [
  EgressBackend.cilium({ version: '1.19' }), EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.BASELINE, experimental: true }), EgressBackend.calico(),
  EgressBackend.istio(), EgressBackend.proxy({ namespace: 'egress', image: 'squid:6' }), EgressBackend.gkeFqdn(),
];
const FACTS: Partial<ClusterData>[] = [
  { apiServer: [{ cidr: '10.0.0.10/32', ports: [6443] }] }, { workloadIdentity: [] }, { mesh: 'ambient' },
  ...BACKENDS.map((backend) => ({ egressBackend: backend._data() })),
];

const cluster = (facts: Partial<ClusterData>): ClusterData => ({ ...grantData().cluster, ...facts });
const text = (egress: DestinationData[], facts: Partial<ClusterData> = {}) => teamContractText([grantData({ egress, cluster: cluster(facts) })]);
const versionOf = (contract: string) => (JSON.parse(contract) as { version: number }).version;
const validate = new Ajv().compile(JSON.parse(fs.readFileSync(inProject('schema', 'team-contract.schema.json'), 'utf8')) as object);

/** The same contract with a change, as if this library had published it. */
function published(contract: string, change: (destination: Record<string, unknown>) => void): string {
  const content = JSON.parse(contract) as { grants: { egress: Record<string, unknown>[] }[] } & Record<string, unknown>;
  change(content.grants[0].egress[0]);
  return JSON.stringify({ ...content, checksum: checksumOf(content) });
}

test('what version 1 holds is written in version 1', () => {
  expect(versionOf(text(OLD))).toBe(1);
  expect(versionOf(platformContractText([]))).toBe(1);
});

test.each(NEW.map((destination) => [destination.form, destination] as const))('a destination of form %s is read back from version 2', (_, destination) => {
  const contract = text([destination]);
  expect(versionOf(contract)).toBe(2);
  expect(readTeamContract(contract)).toEqual({ contract: [grantData({ egress: [destination] })] });
  expect(validate(JSON.parse(contract))).toBe(true);
});

test.each(FACTS.map((facts) => [JSON.stringify(facts), facts] as const))('a cluster with %s is read back from version 2', (_, facts) => {
  const contract = text(OLD, facts);
  expect(versionOf(contract)).toBe(2);
  expect(readTeamContract(contract)).toEqual({ contract: [grantData({ egress: OLD, cluster: cluster(facts) })] });
  expect(validate(JSON.parse(contract))).toBe(true);
});

test.each<[string, (destination: Record<string, unknown>) => void, RegExp]>([
  ['a wildcard', (destination) => { destination.host = '*.com'; }, /egress\[0\]\.host "\*\.com": a wildcard like this/],
  ['a name inside the cluster', (destination) => { destination.host = 'a.svc.cluster.local'; }, /it is a name inside the cluster/],
  ['no host', (destination) => { delete destination.host; }, /egress\[0\]\.host/],
  ['a depth that is none', (destination) => { destination.depth = 'all'; }, /egress\[0\]\.depth "all"/],
])('a host with %s is refused', (_, change, problem) => {
  expect(readTeamContract(published(text([STRIPE._data()]), change))).toEqual({ problem: expect.stringMatching(problem) as string });
});
