import { IMPLEMENTATION_NAMES, type ReportData, reportName, REPORTS } from './feature-reports';
import { nearest } from './nearest';
import { type Problem, show } from './problem';

/** The conformance report that a name stands for, or why it stands for none. */
type ChosenReport = { readonly report: ReportData } | { readonly problem: Problem };

/**
 * The report of `NAME`, its newest, or of `NAME@WHICH`: WHICH is a version (`v1.9.0`, `1.9`), a mode, a channel or the name of
 * the report's file, or several of them with slashes between.
 */
export function chooseReport(text: unknown): ChosenReport {
  if (typeof text !== 'string' || text.trim() === '') {
    return { problem: { reason: `${show(text)} is no name of an implementation`, fix: `write ${namesNear('')}` } };
  }
  const [name, ...rest] = text.trim().split('@');
  const reports = REPORTS.filter((report) => report.name === name.toLowerCase());
  if (reports.length === 0) {
    return { problem: { reason: `no conformance report is known of implementation ${show(name)}`, fix: `write ${namesNear(name)}` } };
  }
  const which = rest.join('@');
  const report = rest.length === 0 ? reports[0] : reports.find((one) => isMeant(one, which));
  if (report) return { report };
  const known = reports.map((one) => `${one.name}@${selectorOf(one, reports)} for ${reportName(one)}`);
  return { problem: { reason: `no conformance report ${show(which)} is known of ${name}`, fix: `write ${known.join('; ')}` } };
}

/** What tells a report from the others of its implementation, in the shortest way. */
function selectorOf(report: ReportData, all: readonly ReportData[]): string {
  const ways = [report.version, report.mode, report.channel, `${report.version}/${report.mode}`, fileOf(report)];
  return ways.find((way) => all.find((one) => isMeant(one, way)) === report) ?? fileOf(report);
}

function isMeant(report: ReportData, which: string): boolean {
  const words = which.toLowerCase().split('/');
  return words.every((word) => [report.mode, report.channel, fileOf(report)].includes(word) || isVersion(report.version, word));
}

/** The same version, or the release that it is of: 1.9 means v1.9.0. */
function isVersion(version: string, word: string): boolean {
  const [known, meant] = [version, word].map((one) => one.toLowerCase().replace(/^v(?=\d)/, ''));
  return meant !== '' && (known === meant || known.startsWith(`${meant}.`));
}

function fileOf({ report }: ReportData): string {
  return report.slice(report.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '').toLowerCase();
}

/** All names, those first that look like what was written. */
function namesNear(written: string): string {
  const text = written.toLowerCase();
  const closest = nearest(text, IMPLEMENTATION_NAMES);
  const rank = (name: string): number => {
    if (name === closest) return 0;
    return text.length > 1 && (name.includes(text) || text.includes(name)) ? 1 : 2;
  };
  const names = IMPLEMENTATION_NAMES.map((name) => ({ name, rank: rank(name) })).sort((a, b) => a.rank - b.rank);
  return `one of ${names.map(({ name }) => name).join(', ')}`;
}
