import { formatReport } from './formats/index';
import { plural } from './formats/plural';
import { EXIT, type Io, UsageError } from './io';
import { writeBaseline } from './judging/baseline';
import { judge } from './judging/judge';
import type { Report } from './judging/reported';
import { progressOf } from './progress';
import { findFiles, type Found } from './reading/find-files';
import { ignoring } from './reading/ignored';
import { readInputs } from './reading/read-inputs';
import { type CheckSettings, checkSettings } from './settings/check-settings';

/** Checks manifests and prints what is found; returns the exit code. */
export function checkCommand(paths: readonly string[], given: Record<string, unknown>, io: Io): number {
  const settings = checkSettings(given, io);
  const found = filesOf(paths, settings.ignore, io);
  const report = checkFiles(found, settings, io);
  const { writeBaseline: baseline } = settings;
  if (baseline !== undefined) {
    const count = writeBaseline(baseline, report.reported.map(({ finding }) => finding));
    io.stderr.write(`cdk8s-gateway: the baseline holds ${plural(count, 'finding')} now\n`);
    return EXIT.fine;
  }
  for (const part of formatReport(report, settings, io)) io.stdout.write(part);
  return report.summary.failing > 0 ? EXIT.findings : EXIT.fine;
}

/** The files that the paths of a command lead to; none is a mistake. */
export function filesOf(paths: readonly string[], ignore: CheckSettings['ignore'], io: Io): Found {
  if (paths.length === 0) throw new UsageError('nothing to read: name files or folders, or - for standard input');
  const found = findFiles(paths, io.cwd, ignoring(ignore.folder, ignore.patterns));
  if (found.files.length + found.problems.length > 0) return found;
  const leftOut = found.ignored > 0 ? ` that is not left out by \`ignore\` (${found.ignored} are)` : '';
  throw new UsageError(`nothing to check: no *.yaml, *.yml or *.json in ${paths.join(', ')}${leftOut}`);
}

function checkFiles(found: Found, settings: CheckSettings, io: Io): Report {
  const progress = progressOf(io, found.files.length);
  const inputs = readInputs(found.files, settings.bundles, io, (count) => progress.read(count));
  progress.judging(inputs.entries.length);
  const report = judge(found, inputs, settings, io.now);
  progress.end();
  return report;
}
