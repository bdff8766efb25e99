import {
  answer, concerning, describeExplanations, type EntryPath, entryPathsOf, escapeOf, groupConnections, type GroupedConnection,
  groupedConnections, leaksOf, NetworkModel, type NetworkProblem, networkProblems, NOT_ENFORCED, npGuardExposures, npGuardRows,
  type Place, placeOf, TooManyRows,
} from '../../analysis/network';
import { filesOf } from '../check-command';
import { EXIT, type Io, UsageError } from '../io';
import { printable } from '../printable';
import { lineFinder } from '../reading/line-finder';
import { readInputs } from '../reading/read-inputs';
import { diffLines } from './changes';
import { dotOf, svgOf } from './drawing';
import { entryTexts, jsonEntry } from './entries';
import { escapeText, jsonEscape, jsonLeak } from './escapes';
import { exposureLines } from './exposures';
import { csvOf, jsonLine, type Line, npGuardLines, refuseLarge, sizeOf, textOf } from './lists';
import { partIn, partOf } from './part';
import { type PlacedProblem, sayProblems } from './said-problems';
import { type ReachSettings, reachSettings } from './settings';

/** A model, and whether something of its input is wrong. */
interface Read {
  readonly model: NetworkModel;
  readonly problems: readonly (PlacedProblem & NetworkProblem)[];
  readonly hasErrors: boolean;
}

/** Answers who can reach whom; returns the exit code. */
export function reachCommand(paths: readonly string[], options: Record<string, unknown>, io: Io): number {
  const settings = reachSettings(options, io);
  try {
    return reach(paths, settings, io);
  } catch (error) {
    if (!(error instanceof TooManyRows)) throw error;
    throw new UsageError(`the answer is too large: ${error.message}; ${smallerBy(settings)}`);
  }
}

/** What to write instead where an answer is too large. */
function smallerBy({ npGuard, format }: ReachSettings): string {
  if (npGuard) return 'leave out --convention np-guard, which has no groups';
  return format === 'dot' || format === 'svg' ? 'print a list instead, as text' : 'write fewer namespaces at a time';
}

function reach(paths: readonly string[], settings: ReachSettings, io: Io): number {
  if (settings.diff) return compare(paths, settings, io);
  if (settings.escape) return printEscape(paths, settings, io);
  const read = readModel(paths, settings, io);
  const { from, to, port } = settings;
  const isQuestion = from !== undefined && to !== undefined && port !== undefined;
  const isAnswered = isQuestion ? printAnswer(read, { from, to }, settings, io) : printList(read, settings, io);
  return read.hasErrors || !isAnswered ? EXIT.findings : EXIT.fine;
}

function readModel(paths: readonly string[], { profile, ignore }: ReachSettings, io: Io): Read {
  const found = filesOf(paths, ignore, io);
  const inputs = readInputs(found.files, undefined, io, () => undefined);
  const unread = [...found.problems, ...inputs.problems];
  for (const { file, problem: { line, message } } of unread) io.stderr.write(`${printable(`${file}:${line}: error: ${message}`)}\n`);
  const model = NetworkModel.of(inputs.entries, profile);
  const lineAt = lineFinder(inputs);
  const problems = networkProblems(model).map((problem) => {
    const { entry, path } = problem;
    return { ...problem, ...(entry?.file !== undefined && { file: entry.file, line: lineAt(entry, path) }) };
  });
  return { model, problems, hasErrors: unread.length > 0 || problems.some(({ severity }) => severity === 'error') };
}

/** Prints how a workload gets out of the cluster; the exit code says whether policies leave a way. */
function printEscape(paths: readonly string[], settings: ReachSettings, io: Io): number {
  if (isInert(settings, io)) return EXIT.findings;
  const { model, problems, hasErrors } = readModel(paths, settings, io);
  sayProblems(problems, io);
  const { workload } = placeIn(model, settings.from!);
  if (!workload) throw new UsageError(`--escape is of a workload: ${settings.from} is none`);
  const escape = escapeOf(model, workload);
  const isJson = settings.format === 'json';
  const lines = isJson ? [JSON.stringify(jsonEscape(escape), undefined, 2)] : escapeText(escape).map(printable);
  io.stdout.write(`${lines.join('\n')}\n`);
  return hasErrors || escape.direct.length + escape.transitive.length > 0 ? EXIT.findings : EXIT.fine;
}

function placeIn(model: NetworkModel, text: string): Place {
  const found = placeOf(model, text);
  if ('problem' in found) throw new UsageError(found.problem);
  return found.place;
}

type Ends = Readonly<Record<'from' | 'to', string>>;

/** Prints the answer to one question; returns whether it is yes. Warnings that are about neither end are left out. */
function printAnswer({ model, problems }: Read, ends: Ends, { port, format }: ReachSettings, io: Io): boolean {
  const { protocol, number } = port!;
  const [from, to] = [placeIn(model, ends.from), placeIn(model, ends.to)];
  sayProblems(concerning(problems, model, [from, to]), io);
  const found = answer(model, from, to, protocol, number);
  const reasons = [...found.notes, ...describeExplanations(found.explanations, from.label, to.label)];
  if (format === 'json') {
    const data = { from: from.label, to: to.label, protocol, port: number, reach: found.reach, reasons };
    io.stdout.write(`${JSON.stringify(data, undefined, 2)}\n`);
  } else {
    const lines = [`${found.reach}: ${from.label} => ${to.label} on ${protocol} ${number}`, ...reasons.map((reason) => `  ${reason}`)];
    io.stdout.write(`${lines.map(printable).join('\n')}\n`);
  }
  return found.reach === 'yes';
}

/** Prints the connectivity list, or a part of it; returns whether there is any. */
function printList(read: Read, settings: ReachSettings, io: Io): boolean {
  const { model, problems } = read;
  sayProblems(problems, io);
  if (isInert(settings, io)) return false;
  if (settings.npGuard && settings.format === 'text') {
    const lines = npGuardLines(settings.exposure ? npGuardExposures(model) : npGuardRows(model), partIn([model], settings));
    io.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''));
    return lines.length > 0 || (settings.from === undefined && settings.to === undefined);
  }
  const isDrawn = settings.format === 'dot' || settings.format === 'svg';
  const all = settings.exposure ? exposureLines(model) : isDrawn ? groupConnections(model) : groupedConnections(model);
  const lines = focusedLines(all, model, settings);
  printLines(lines, read, settings, io);
  return lines.length > 0 || (settings.from === undefined && settings.to === undefined);
}

/** Without a plugin that enforces policies no claim can be made: that is said. */
function isInert({ profile, format }: ReachSettings, io: Io): boolean {
  if (profile.enforced === true) return false;
  io.stdout.write(format === 'json' ? `${JSON.stringify({ notAssessable: NOT_ENFORCED })}\n` : `not assessable: ${NOT_ENFORCED}\n`);
  return true;
}

function focusedLines(all: readonly GroupedConnection[], model: NetworkModel, settings: ReachSettings): Line[] {
  const part = partIn([model], settings);
  const { port } = part;
  return partOf(all, part).filter(({ allowed, unknown }) => !port || allowed.union(unknown).has(port.protocol, port.number));
}

/** The ways in that a list is about: not those of one source, and of one destination its own. */
function entriesFor({ model }: Read, { from, to, exposure }: ReachSettings): EntryPath[] {
  if (from !== undefined || exposure) return [];
  const label = to === undefined ? undefined : placeIn(model, to).label;
  return entryPathsOf(model).filter(({ workload }) => label === undefined || workload === label);
}

function printLines(lines: readonly Line[], read: Read, settings: ReachSettings, io: Io): void {
  const { model, problems } = read;
  const { format } = settings;
  if (format === 'json' || format === 'csv') refuseLarge(lines, format);
  if (format === 'json') {
    const entries = entriesFor(read, settings).map(jsonEntry);
    const leaks = leaksOf(model).map(jsonLeak);
    const placed = problems.map((problem) => ({ ...problem, entry: undefined }));
    const data = { workloads: model.workloads.length, connections: lines.map(jsonLine), entries, leaks, problems: placed };
    io.stdout.write(`${JSON.stringify(data, undefined, 2)}\n`);
  } else if (format === 'csv') {
    for (const line of csvOf(lines)) io.stdout.write(line);
  } else if (format === 'dot' || format === 'svg') {
    io.stdout.write(format === 'dot' ? dotOf(lines) : svgOf(lines));
  } else {
    for (const line of lines) io.stdout.write(`${printable(textOf(line))}\n`);
    for (const entry of entryTexts(entriesFor(read, settings))) io.stdout.write(`${printable(entry)}\n`);
    io.stdout.write(`${lines.length} line${lines.length === 1 ? '' : 's'}: ${sizeOf(model)}\n`);
  }
}

/** Prints what changed between two sets; the exit code says whether anything did. */
function compare(paths: readonly string[], settings: ReachSettings, io: Io): number {
  if (paths.length !== 2) throw new UsageError(`--diff compares two sets: write the files or folder of before, and those of after (given: ${paths.length})`);
  if (isInert(settings, io)) return EXIT.findings;
  const [before, after] = paths.map((path) => readModel([path], settings, io));
  sayProblems([...after.problems, ...before.problems], io);
  const changes = diffLines(before.model, after.model, settings);
  for (const part of changes.text) io.stdout.write(part);
  return changes.count > 0 || before.hasErrors || after.hasErrors ? EXIT.findings : EXIT.fine;
}
