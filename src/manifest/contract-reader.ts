import { platformContract, teamContract } from './contract-checks';
import {
  checksumOf, CONTRACT_VERSION, CONTRACT_VERSIONS, type ContractFormat, type PlatformContract, type TeamContract,
} from './contract-format';
import { problemsOf } from './field-checks';
import type { GrantData } from './grant-data';
import { isRecord } from './manifest';
import { show } from './problem';

/** Deeper than any contract: what nests further was not written by this library. */
const DEPTH = 16;

/** What a text turned out to be: a contract, or why it is none. */
export type Reading<T> = { readonly contract: T } | { readonly problem: string };

/** The grants of a team's contract. */
export function readTeamContract(text: unknown): Reading<GrantData[]> {
  const reading = read(text, 'cdk8s-gateway/team');
  if ('problem' in reading) return reading;
  const { team: name, subjects, grants } = reading.contract as TeamContract;
  return { contract: grants.map((grant) => ({ team: { name, subjects }, ...grant })) };
}

/** The contract of a platform. */
export function readPlatformContract(text: unknown): Reading<PlatformContract> {
  return read(text, 'cdk8s-gateway/platform') as Reading<PlatformContract>;
}

function read(text: unknown, format: ContractFormat): Reading<unknown> {
  const parsed = parse(text);
  if ('problem' in parsed) return parsed;
  const { contract } = parsed;
  const problem = formatProblem(contract, format) ?? versionProblem(contract)
    ?? checksumProblem(contract) ?? contentProblem(contract, format);
  return problem === undefined ? { contract } : { problem };
}

function parse(text: unknown): Reading<Record<string, unknown>> {
  if (typeof text !== 'string') return { problem: 'it is not text; hand over the text of the file' };
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && isShallow(value, DEPTH)) return { contract: value };
    return { problem: `it is not a contract; ${AGAIN}` };
  } catch {
    return { problem: text.trim() === '' ? `it is empty; ${AGAIN}` : `it is truncated, or not JSON (${text.length} characters); ${AGAIN}` };
  }
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}

function formatProblem({ format }: Record<string, unknown>, wanted: ContractFormat): string | undefined {
  if (format === wanted) return undefined;
  if (format === 'cdk8s-gateway/platform') {
    return 'it is the contract of the platform; write the team\'s file, or read it with GatewayInfrastructure.fromContract';
  }
  if (format === 'cdk8s-gateway/team') {
    return 'it is the contract of a team; write the platform\'s file, or read it with TeamGrant.fromContract';
  }
  return `its format is ${show(format)}, and a contract has "${wanted}"; ${AGAIN}`;
}

function versionProblem({ version }: Record<string, unknown>): string | undefined {
  if (CONTRACT_VERSIONS.includes(version as number)) return undefined;
  if (typeof version === 'number' && version > CONTRACT_VERSION) {
    return `it is of version ${version}, and this cdk8s-gateway reads up to version ${CONTRACT_VERSION}; update cdk8s-gateway`;
  }
  return `its version is ${show(version)}; ${AGAIN}`;
}

function checksumProblem(contract: Record<string, unknown>): string | undefined {
  if (contract.checksum === checksumOf(contract)) return undefined;
  return 'it was changed after it was published: its checksum no longer fits. The operators publish contracts, and the cluster '
    + 'enforces what they granted whatever the file says; ask them for the change, and take their file';
}

function contentProblem(contract: Record<string, unknown>, format: ContractFormat): string | undefined {
  const check = format === 'cdk8s-gateway/team' ? teamContract : platformContract;
  const [problem] = problemsOf(check, contract, 'contract');
  if (!problem) return undefined;
  return `${problem.path.replace(/^contract\.?/, '')} ${show(problem.value)}: ${problem.reason}; ${AGAIN}, from this version of cdk8s-gateway`;
}

const AGAIN = 'take it again from those who publish it';
