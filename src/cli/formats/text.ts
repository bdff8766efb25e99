import { type Finding, Severity } from '../../manifest/finding';
import type { Report, Reported, Summary } from '../judging/reported';
import { printable } from '../printable';
import { nameField } from './name-object';
import { notCheckedLines } from './not-checked';
import { plural } from './plural';

interface TextOptions {
  readonly colour: boolean;
  /** Whether what the files do not decide is listed. */
  readonly unknowns: boolean;
}

const COLOURS = { red: 31, yellow: 33, cyan: 36, bold: 1, dim: 2 } as const;
type Paint = (colour: keyof typeof COLOURS, text: string) => string;

/** A report for people. What the baseline holds is counted alone, so that what is new stands out. */
export function* textReport({ reported, summary }: Report, { colour, unknowns }: TextOptions): Iterable<string> {
  const paint: Paint = (name, text) => (colour ? `\u001b[${COLOURS[name]}m${text}\u001b[0m` : text);
  for (const one of reported) {
    if (!one.isKnown && (one.finding.severity !== Severity.UNKNOWN || unknowns)) yield findingText(one, paint);
  }
  yield `${summaryLines(reported, summary, unknowns, paint).join('\n')}\n`;
}

function findingText({ finding }: Reported, paint: Paint): string {
  const { code, message, fix, file = '', line, acknowledged } = finding;
  const where = paint('bold', `${printable(file)}${line === undefined ? '' : `:${line}`}`);
  const head = `${where} ${severityText(finding, paint)} ${code} ${printable(nameField(finding))}`.trimEnd();
  const reason = acknowledged === undefined ? '' : `    ${paint('dim', `acknowledged: ${printable(acknowledged)}`)}\n`;
  return `${head}\n    ${printable(message)}\n    ${paint('cyan', '→')} ${printable(fix)}\n${reason}\n`;
}

function severityText({ severity, acknowledged }: Finding, paint: Paint): string {
  if (acknowledged !== undefined) return paint('dim', severity);
  if (severity === Severity.ERROR) return paint('red', severity);
  return severity === Severity.WARNING ? paint('yellow', severity) : paint('dim', severity);
}

function summaryLines(reported: readonly Reported[], summary: Summary, unknowns: boolean, paint: Paint): string[] {
  const { findings: { error, warning }, acknowledged, baseline, notChecked } = summary;
  const lines = [
    `${plural(summary.objects, 'object')} in ${plural(summary.files, 'file')}: ${
      [
        error > 0 ? paint('red', plural(error, 'error')) : '0 errors',
        warning > 0 ? paint('yellow', plural(warning, 'warning')) : '0 warnings',
        ...(acknowledged > 0 ? [`${acknowledged} acknowledged`] : []),
        ...(baseline ? [`${baseline.known} in the baseline`] : []),
      ].join(', ')}`,
    ...(baseline && baseline.gone > 0 ? [`${plural(baseline.gone, 'finding')} of the baseline did not come again (${REWRITE})`] : []),
    ...undecidedLine(reported, unknowns),
  ];
  const codes = new Set(reported.filter(({ fails }) => fails).map(({ finding }) => finding.code));
  const hint = codes.size === 0 ? [] : [`What a code means: cdk8s-gateway explain ${[...codes][0]}`];
  return [...lines, ...notCheckedLines(notChecked), ...hint];
}

/** Undecided findings by code. Kinds that nothing is known of are named one by one below. */
function undecidedLine(reported: readonly Reported[], unknowns: boolean): string[] {
  const counts = new Map<string, number>();
  for (const { finding: { code, severity, acknowledged } } of reported) {
    const isUndecided = severity === Severity.UNKNOWN && acknowledged === undefined;
    if (isUndecided && code !== UNKNOWN_KIND) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const codes = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, count]) => `${count} of ${code}`);
  return codes.length === 0 ? [] : [`Not decided by these files: ${codes.join(', ')}${unknowns ? '' : ' (--unknowns lists them)'}`];
}

const REWRITE = '--write-baseline FILE leaves it out';
const UNKNOWN_KIND = 'GW006';
