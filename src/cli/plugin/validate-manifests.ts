import * as path from 'node:path';
import { problemsOf } from '../../manifest/field-checks';
import { show } from '../../manifest/problem';
import { type Io, UsageError } from '../io';
import { judge } from '../judging/judge';
import { findFiles, type Found } from '../reading/find-files';
import { ignoring } from '../reading/ignored';
import { readInputs } from '../reading/read-inputs';
import { type CheckSettings, checkSettings } from '../settings/check-settings';
import { propertiesCheck } from '../settings/config-checks';
import type { CliContext } from './cli-contract';
import { figuresOf } from './figures';
import { violationsOf } from './violations';

/**
 * Checks the manifests that cdk8s-cli wrote as `cdk8s-gateway check` does, and reports to it.
 *
 * @throws where properties or settings make no sense
 */
export function validateManifests(context: CliContext, properties: unknown): void {
  try {
    report(context, properties);
  } catch (error) {
    throw error instanceof UsageError ? withoutStack(error) : error;
  }
}

function report({ manifests, report: ofCli }: CliContext, properties: unknown): void {
  const io = ioOf();
  const settings = settingsOf(properties, io);
  const found = filesOf(manifests, settings, io);
  const inputs = readInputs(found.files, settings.bundles, io, () => undefined);
  const judged = judge(found, inputs, settings, io.now);
  for (const violation of violationsOf(judged, settings.unknowns)) ofCli.addViolation(violation);
  ofCli.submit(judged.summary.failing > 0 ? 'failure' : 'success', figuresOf(judged.summary));
}

/** The manifests that the settings do not leave out: here nobody has named a file. */
function filesOf(manifests: readonly string[], { ignore }: CheckSettings, { cwd }: Io): Found {
  const isIgnored = ignoring(ignore.folder, ignore.patterns);
  const kept = manifests.filter((file) => !isIgnored(path.resolve(cwd, file)));
  return { ...findFiles(kept, cwd, isIgnored), ignored: manifests.length - kept.length };
}

/** The CLI prints the stack of an error, which says nothing to those who wrote a property. */
function withoutStack({ message }: UsageError): UsageError {
  const error = new UsageError(`TrafficValidation: ${message}`);
  error.stack = error.message;
  return error;
}

/** What a command finds outside; a plugin is given no input. */
function ioOf(): Io {
  const { stdout, stderr, env } = process;
  return { stdout, stderr, env, cwd: process.cwd(), now: new Date(), stdin: () => Buffer.alloc(0) };
}

function settingsOf(properties: unknown, io: Io): CheckSettings {
  const given = properties ?? {};
  const [problem] = problemsOf(propertiesCheck, given, 'properties');
  if (!problem) return checkSettings(given as Record<string, unknown>, io);
  const fix = problem.fix.replace(/, or add a field .*/, '');
  const value = problem.value === undefined ? '' : ` ${show(problem.value)}`;
  throw new UsageError(`${problem.path}${value}: ${problem.reason}; ${fix}`);
}
