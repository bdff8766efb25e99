import { problemsOf } from '../../manifest/field-checks';
import { show } from '../../manifest/problem';
import { type Io, UsageError } from '../io';
import { judge } from '../judging/judge';
import { findFiles } from '../reading/find-files';
import { ignoring } from '../reading/ignored';
import { readInputs } from '../reading/read-inputs';
import { type CheckSettings, checkSettings } from '../settings/check-settings';
import { propertiesCheck } from '../settings/config-checks';
import type { CliContext } from './cli-contract';
import { figuresOf } from './figures';
import { violationsOf } from './violations';

/** Checks the manifests that cdk8s-cli wrote as `cdk8s-gateway check` does, and reports to it. */
export function validateManifests({ manifests, report }: CliContext, properties: unknown): void {
  const io = ioOf();
  const settings = settingsOf(properties, io);
  const found = findFiles(manifests, io.cwd, ignoring(settings.ignore.folder, settings.ignore.patterns));
  const inputs = readInputs(found.files, settings.bundles, io, () => undefined);
  const judged = judge(found, inputs, settings, io.now);
  for (const violation of violationsOf(judged, settings.unknowns)) report.addViolation(violation);
  report.submit(judged.summary.failing > 0 ? 'failure' : 'success', figuresOf(judged.summary));
}

/** What a command finds outside; a plugin is given no input. */
function ioOf(): Io {
  const { stdout, stderr, env } = process;
  return { stdout, stderr, env, cwd: process.cwd(), now: new Date(), stdin: () => Buffer.alloc(0) };
}

/** @throws where properties make no sense */
function settingsOf(properties: unknown, io: Io): CheckSettings {
  const given = properties ?? {};
  const [problem] = problemsOf(propertiesCheck, given, 'properties');
  if (!problem) return checkSettings(given as Record<string, unknown>, io);
  const fix = problem.fix.replace(/, or add a field .*/, '');
  const value = problem.value === undefined ? '' : ` ${show(problem.value)}`;
  throw new UsageError(`TrafficValidation: ${problem.path}${value}: ${problem.reason}; ${fix}`);
}
