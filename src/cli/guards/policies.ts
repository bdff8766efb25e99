import * as path from 'node:path';
import type { AdmissionPolicy, PolicySpec } from '../../analysis/admission/policy';
import { guardPolicies } from '../../constructs/policies/guard-policies';
import { readTeamContract } from '../../manifest/contract-reader';
import type { GrantData } from '../../manifest/grant-data';
import { sharedNamespaceOf } from '../../manifest/guards/guard-settings';
import { isRecord } from '../../manifest/manifest';
import { labelProblem } from '../../manifest/names';
import { show } from '../../manifest/problem';
import { type Io, UsageError } from '../io';
import { findFiles, type FoundFile } from '../reading/find-files';
import { readInputs } from '../reading/read-inputs';
import { readFile } from '../settings/read-config';
import { emittedPolicies } from './emitted-policies';

/**
 * The policies of a cluster: those that the operators' manifests hold, or else those that follow from the contracts of its teams.
 *
 * @param from a file or a folder
 */
export function policiesOf(from: string, platformNamespaces: readonly string[], io: Io): readonly AdmissionPolicy[] {
  for (const namespace of platformNamespaces) {
    const problem = labelProblem(namespace);
    if (problem) throw new UsageError(`--platform-namespace ${show(namespace)}: ${problem.reason}; ${problem.fix}`);
  }
  const { files, problems } = findFiles([from], io.cwd, () => false);
  const [first] = problems;
  if (first) throw new UsageError(`${first.file}: ${first.problem.message}`);
  const isAlone = files.length === 1 && files[0].full === path.resolve(io.cwd, from);
  const read = files.map((file) => readContract(file, isAlone));
  const emitted = emittedOf(files.filter((_, i) => read[i] === undefined), io);
  const grants = read.flatMap((one) => one ?? []);
  if (emitted.length === 0 && grants.length > 0) return derived(from, grants, platformNamespaces);
  if (emitted.length === 0) throw new UsageError(`${from} holds neither contracts of teams nor guards; ${SOURCES}`);
  if (platformNamespaces.length === 0) return emitted;
  throw new UsageError(`--platform-namespace is for contracts alone: the policies in ${from} name the namespaces of the platform`);
}

const SOURCES = 'write the folder of contracts, such as contracts/, '
  + 'or that of manifests with TeamAccess and ClusterGuards, such as dist/';

/** Grants of a contract; none of the platform's; undefined where the file is none. */
function readContract({ name, full }: FoundFile, isAlone: boolean): GrantData[] | undefined {
  if (full === undefined) throw new UsageError(`contracts come from files; ${SOURCES}`);
  if (!name.endsWith('.json')) return undefined;
  const text = readFile(name, full).toString('utf8');
  const format = formatOf(text);
  // A folder of contracts holds that of the platform, too, which grants nothing.
  if (!isAlone && format === 'cdk8s-gateway/platform') return [];
  if (!isAlone && format === undefined) return undefined;
  const reading = readTeamContract(text);
  if ('contract' in reading) return reading.contract;
  throw new UsageError(`${name} is no contract of a team: ${reading.problem}`);
}

function formatOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && typeof value.format === 'string' ? value.format : undefined;
  } catch {
    return undefined;
  }
}

function emittedOf(files: readonly FoundFile[], io: Io): AdmissionPolicy[] {
  const { entries, problems } = readInputs(files, undefined, io, () => undefined);
  const [first] = problems;
  if (first) throw new UsageError(`${first.file}:${first.problem.line}: ${first.problem.message}; ${first.problem.fix}`);
  return emittedPolicies(entries);
}

function derived(from: string, grants: readonly GrantData[], platformNamespaces: readonly string[]): AdmissionPolicy[] {
  const settings = {
    grants, platformNamespaces, neighbours: [], platformObjects: [], operatorObjects: [], backendKinds: [], namespaceKeys: [],
    namespaceWriters: [], exempt: [],
  };
  const both = sharedNamespaceOf(settings);
  if (both !== undefined) {
    throw new UsageError(`namespace "${both}" is granted to a team and the platform's, so no guard would judge the team there`);
  }
  const torn = tornNamespace(grants);
  if (torn !== undefined) throw new UsageError(`namespace "${torn}" stands in the contracts of several teams; take those of one cluster alone`);
  try {
    return guardPolicies({ construct: from }, settings).map(({ name, spec }) => ({ name, spec: spec as PolicySpec }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A namespace of several teams. */
function tornNamespace(grants: readonly GrantData[]): string | undefined {
  const teams = new Map<string, string>();
  for (const { namespaces, team: { name } } of grants) {
    for (const namespace of namespaces) {
      if ((teams.get(namespace) ?? name) !== name) return namespace;
      teams.set(namespace, name);
    }
  }
  return undefined;
}
