import { createHash } from 'node:crypto';
import type { ClusterData, DestinationData, GrantData, SubjectData } from './grant-data';
import type { ImplementationFacts } from './implementation-facts';
import { isRecord } from './manifest';

/** The newest version of contracts that this library writes and reads. */
export const CONTRACT_VERSION = 2;
/** The versions that this library reads. A contract has the lowest that holds what it says. */
export const CONTRACT_VERSIONS: readonly number[] = [1, CONTRACT_VERSION];

/** What version 1 knows. */
const FIRST_FORMS: readonly string[] = ['cidr', 'namespace', 'workload', 'service'];
const SECOND_FIELDS: readonly (keyof ClusterData)[] = ['apiServer', 'workloadIdentity', 'mesh', 'egressBackend'];

/** What a contract is about. */
export type ContractFormat = 'cdk8s-gateway/team' | 'cdk8s-gateway/platform';

/** What `contracts/<team>.json` holds: all grants of one team from one app. */
export interface TeamContract {
  readonly format: 'cdk8s-gateway/team';
  readonly version: number;
  readonly team: string;
  readonly subjects: SubjectData[];
  readonly grants: Omit<GrantData, 'team'>[];
}

/** What `contracts/platform.json` holds: the classes that operators may build on. */
export interface PlatformContract {
  readonly format: 'cdk8s-gateway/platform';
  readonly version: number;
  readonly classes: PlatformClass[];
}

/** One class of a platform contract. */
export interface PlatformClass {
  readonly className: string;
  readonly implementation: ImplementationFacts;
  readonly cluster: ClusterData;
}

/** The contract of a team: its grants by gateway, then by what they grant, in whatever order they were made. */
export function teamContractText(grants: readonly GrantData[]): string {
  const { name, subjects } = grants[0].team;
  const contract: TeamContract = {
    format: 'cdk8s-gateway/team',
    version: versionOf(grants.map(({ cluster }) => cluster), grants.flatMap(({ egress }) => egress)),
    team: name,
    subjects,
    grants: byKey(grants.map(withoutTeam), ({ gateway, namespaces, hostnames, routeKinds, sections, meshServices, delegation }) =>
      JSON.stringify([gateway.namespace, gateway.name, namespaces, hostnames, routeKinds, sections, meshServices, delegation])),
  };
  return contractText(contract);
}

/** The contract of a platform: its classes by name. */
export function platformContractText(classes: readonly PlatformClass[]): string {
  return contractText({
    format: 'cdk8s-gateway/platform',
    version: versionOf(classes.map(({ cluster }) => cluster), []),
    classes: byKey(classes, ({ className }) => className),
  });
}

function versionOf(clusters: readonly ClusterData[], destinations: readonly DestinationData[]): number {
  const second = clusters.some((cluster) => SECOND_FIELDS.some((field) => cluster[field] !== undefined))
    || destinations.some(({ form }) => !FIRST_FORMS.includes(form));
  return second ? CONTRACT_VERSION : 1;
}

/** The checksum that the content of a contract has. It finds accidents; what it cannot find, the cluster enforces. */
export function checksumOf(content: Record<string, unknown>): string {
  const rest = Object.fromEntries(Object.entries(content).filter(([key]) => key !== 'checksum'));
  return `sha256:${createHash('sha256').update(JSON.stringify(sorted(rest))).digest('hex')}`;
}

/** A grant without what its contract says once for all. */
function withoutTeam(grant: GrantData): Omit<GrantData, 'team'> {
  return Object.fromEntries(Object.entries(grant).filter(([key]) => key !== 'team')) as Omit<GrantData, 'team'>;
}

function contractText(contract: TeamContract | PlatformContract): string {
  const content = sorted(contract) as Record<string, unknown>;
  return `${JSON.stringify({ ...content, checksum: checksumOf(content) }, undefined, 2)}\n`;
}

/** The same JSON with the keys of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(byKey(Object.entries(value).filter(([, inner]) => inner !== undefined), ([key]) => key)
    .map(([key, inner]) => [key, sorted(inner)]));
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));
}
