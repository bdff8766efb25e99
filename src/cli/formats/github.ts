import { Severity } from '../../manifest/finding';
import type { Report, Reported } from '../judging/reported';
import { printable } from '../printable';
import { nameField } from './name-object';
import { notCheckedLines } from './not-checked';
import { plural } from './plural';

/**
 * A report as workflow commands of GitHub Actions: annotations on the lines of a change. What is undecided, and what the baseline
 * holds, is counted alone: GitHub shows few annotations of each level.
 */
export function* githubReport({ reported, summary }: Report): Iterable<string> {
  const { objects, files, findings, acknowledged, baseline } = summary;
  for (const one of reported) {
    if (!one.isKnown && one.finding.severity !== Severity.UNKNOWN) yield `${command(one)}\n`;
  }
  const counts = [
    plural(findings.error, 'error'), plural(findings.warning, 'warning'), `${findings.unknown} undecided`, `${acknowledged} acknowledged`,
    ...(baseline ? [`${baseline.known} in the baseline`] : []),
  ];
  yield `${plural(objects, 'object')} in ${plural(files, 'file')}: ${counts.join(', ')}\n`;
  for (const line of notCheckedLines(summary.notChecked)) yield `${noCommand(line)}\n`;
}

/** A line that no runner takes for a command, whatever is in it: it looks for the older form anywhere. */
function noCommand(line: string): string {
  return line.replaceAll('##[', '## [').replaceAll('::', ': :');
}

function command({ finding }: Reported): string {
  const { severity, code, file, line, message, fix, acknowledged } = finding;
  const level = acknowledged === undefined ? severity : 'notice';
  const properties = [
    ...(file === undefined ? [] : [`file=${property(printable(file))}`]), ...(line === undefined ? [] : [`line=${line}`]), `title=${property(titleOf(finding))}`,
  ];
  const note = acknowledged === undefined ? '' : ` (acknowledged: ${acknowledged})`;
  return `::${level} ${properties.join(',')}::${data(printable(`${code}: ${message}; ${fix}${note}`))}`;
}

function titleOf(finding: Reported['finding']): string {
  return printable(`${finding.code} ${nameField(finding)}`.trimEnd());
}

/** Escapes the text of a command. Source: GitHub Actions toolkit, command.ts. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
