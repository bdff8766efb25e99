import * as path from 'node:path';
import type { AdmissionPolicy, PolicySpec } from '../../analysis/admission/policy';
import { guardPolicies } from '../../constructs/policies/guard-policies';
import { readTeamContract } from '../../manifest/contract-reader';
import type { GrantData } from '../../manifest/grant-data';
import { isRecord } from '../../manifest/manifest';
import { labelProblem } from '../../manifest/names';
import { show } from '../../manifest/problem';
import { type Io, UsageError } from '../io';
import { findFiles } from '../reading/find-files';
import { readFile } from '../settings/read-config';

/** The policies of a cluster whose teams have these contracts: files, or a folder as `Contracts.write` fills it. */
export function policiesOf(contracts: string, platformNamespaces: readonly string[], io: Io): readonly AdmissionPolicy[] {
  for (const namespace of platformNamespaces) {
    const problem = labelProblem(namespace);
    if (problem) throw new UsageError(`--platform-namespace ${show(namespace)}: ${problem.reason}; ${problem.fix}`);
  }
  const grants = grantsOf(contracts, io);
  const settings = {
    grants, platformNamespaces, neighbours: [], platformObjects: [], namespaceKeys: [], namespaceWriters: [], exempt: [],
  };
  try {
    return guardPolicies({ construct: contracts }, settings).map(({ name, spec }) => ({ name, spec: spec as PolicySpec }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function grantsOf(contracts: string, io: Io): GrantData[] {
  const { files, problems } = findFiles([contracts], io.cwd, () => false);
  const [problem] = problems;
  if (problem) throw new UsageError(`${problem.file}: ${problem.problem.message}`);
  const isAlone = files.length === 1 && files[0].full === path.resolve(io.cwd, contracts);
  const grants = files.filter(({ name }) => isAlone || name.endsWith('.json')).flatMap(({ name, full }) => {
    const text = full === undefined ? io.stdin().toString('utf8') : readFile(name, full).toString('utf8');
    // A folder of contracts holds that of the platform, too, which grants nothing.
    if (!isAlone && isPlatforms(text)) return [];
    const reading = readTeamContract(text);
    if ('problem' in reading) throw new UsageError(`${name} is no contract of a team: ${reading.problem}`);
    return reading.contract;
  });
  if (grants.length > 0) return grants;
  throw new UsageError(`${contracts} holds no contract of a team; contracts are the files that Contracts.write and GatewayApp write, such as contracts/shop.json`);
}

function isPlatforms(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && value.format === 'cdk8s-gateway/platform';
  } catch {
    return false;
  }
}
