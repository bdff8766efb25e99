import { createHash } from 'node:crypto';
import type { ClusterData, GrantData, ImplementationData } from './grant-data';
import { isRecord } from './manifest';

/** Version of the contracts that this library writes, and the newest that it reads. */
export const CONTRACT_VERSION = 1;

/** What `contracts/<team>.json` holds: all grants of one team from one app. */
export interface TeamContract {
  readonly format: 'cdk8s-gateway/team';
  readonly version: number;
  readonly team: string;
  readonly grants: readonly GrantData[];
}

/** What `contracts/platform.json` holds: the classes that operators may build on. */
export interface PlatformContract {
  readonly format: 'cdk8s-gateway/platform';
  readonly version: number;
  readonly classes: readonly PlatformClass[];
}

/** One class of a platform contract. */
export interface PlatformClass {
  readonly className: string;
  readonly implementation: ImplementationData;
  readonly cluster: ClusterData;
}

/** A contract as text: canonical JSON, with a checksum over everything else. */
export function contractText(contract: TeamContract | PlatformContract): string {
  const content = sorted(contract) as Record<string, unknown>;
  return `${JSON.stringify({ ...content, checksum: checksumOf(content) }, undefined, 2)}\n`;
}

/** The checksum that the content of a contract has. It finds accidents; what it cannot find, the cluster enforces. */
export function checksumOf(content: Record<string, unknown>): string {
  const rest = Object.fromEntries(Object.entries(content).filter(([key]) => key !== 'checksum'));
  return `sha256:${createHash('sha256').update(JSON.stringify(sorted(rest))).digest('hex')}`;
}

/** The same JSON with the keys of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}
