import type { FeatureNeed } from '../analysis/features/feature-need';
import { featuresOf } from '../analysis/features/features-of';
import { judgeNeeds } from '../analysis/features/judged-needs';
import { resourceOf } from '../analysis/resource-of';
import { chooseReport } from '../manifest/choose-report';
import {
  IMPLEMENTATION_NAMES, newestReport, type ReportData, reportName, type Support, supportOf,
} from '../manifest/feature-reports';
import { show } from '../manifest/problem';
import { nameObject } from './formats/name-object';
import { EXIT, type Io, UsageError } from './io';
import { printable } from './printable';
import { readPaths } from './reading/read-paths';

/** A feature that manifests need. */
interface Need {
  readonly feature: string;
  readonly inMesh: boolean;
  /** How many fields need it, and the first. */
  readonly places: number;
  readonly first: { readonly file?: string; readonly object: string; readonly path: string };
  /** Whether the implementation that was asked for has it. */
  readonly support?: Support;
  readonly why?: string;
}

/** An implementation, with the features that it does not have, and those of which its report does not tell. */
interface Answer {
  readonly implementation: string;
  readonly report: string;
  /** Where the report lies in Gateway API's repository. */
  readonly source: string;
  readonly no: readonly string[];
  readonly unknown: readonly string[];
}

/** Prints the features of Gateway API that manifests need, and who supports them. */
export function featuresCommand(paths: readonly string[], options: Record<string, unknown>, io: Io): number {
  const { format, ...rest } = options;
  const report = rest.implementation === undefined ? undefined : reportOf(rest.implementation);
  const { inputs, problems } = readPaths(paths, rest, io);
  const all = featuresOf(inputs.entries);
  const needs = needsOf(all, report);
  const answers = (report ? [report] : IMPLEMENTATION_NAMES.map((name) => newestReport(name)!)).map((one) => answerOf(all, one));
  if (format === 'json') io.stdout.write(`${JSON.stringify({ features: needs, implementations: answers }, undefined, 2)}\n`);
  else io.stdout.write(`${textOf(needs, answers, report).join('\n')}\n`);
  const lacks = report !== undefined && answers.some(({ no }) => no.length > 0);
  return problems.length > 0 || lacks ? EXIT.findings : EXIT.fine;
}

function reportOf(name: unknown): ReportData {
  const chosen = chooseReport(name);
  if ('report' in chosen) return chosen.report;
  throw new UsageError(`--implementation ${show(name)}: ${chosen.problem.reason}; ${chosen.problem.fix}`);
}

function needsOf(all: readonly FeatureNeed[], report: ReportData | undefined): Need[] {
  const needs = new Map<string, Need>();
  for (const { feature, inMesh = false, entry: { manifest, file }, path } of all) {
    const key = nameOf({ feature, inMesh });
    const known = needs.get(key);
    const first = known?.first ?? { file, object: nameObject(resourceOf(manifest)), path };
    needs.set(key, { feature, inMesh, places: (known?.places ?? 0) + 1, first });
  }
  const sorted = [...needs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, need]) => need);
  return report ? sorted.map((need) => ({ ...need, ...supportOf(report, need.feature, need.inMesh) })) : sorted;
}

function answerOf(all: readonly FeatureNeed[], report: ReportData): Answer {
  const judged = judgeNeeds(all, report);
  const named = (wanted: Support): string[] => judged.filter(({ support }) => support === wanted).map(nameOf).sort();
  const source = `conformance/reports/${report.report}`;
  return { implementation: report.name, report: reportName(report), source, no: named('no'), unknown: named('unknown') };
}

function nameOf({ feature, inMesh }: { readonly feature: string; readonly inMesh?: boolean }): string {
  return inMesh ? `${feature} in a mesh` : feature;
}

function textOf(needs: readonly Need[], answers: readonly Answer[], report: ReportData | undefined): string[] {
  if (needs.length === 0) return ['These manifests need no feature of Gateway API.'];
  const width = Math.max(...needs.map((need) => nameOf(need).length));
  const rows = needs.map((need) => {
    const { places, first: { file = '', object, path }, support, why } = need;
    const where = `${file}: ${object} ${path}${places > 1 ? ` and ${places - 1} more` : ''}`;
    return printable(`  ${nameOf(need).padEnd(width)}  ${support === undefined ? '' : `${support.padEnd(7)}  `}${where}${support === 'no' ? ` (${why})` : ''}`);
  });
  return ['Features that these manifests need:', ...rows, '', ...(report ? [verdictOf(answers[0], needs)] : rankedOf(answers))];
}

function verdictOf({ report, no, unknown }: Answer, needs: readonly Need[]): string {
  const hasParts = needs.filter(({ support }) => support === 'no').length > no.length;
  if (no.length > 0) return `${report} does not support ${no.join(', ')}${hasParts ? ', nor therefore what is a part of them' : ''}.`;
  return unknown.length > 0 ? `The conformance report of ${report} does not say whether it supports ${unknown.join(', ')}.` : `${report} supports all of them.`;
}

/** Who would do, first those who support everything. */
function rankedOf(answers: readonly Answer[]): string[] {
  const ranked = [...answers].sort((a, b) => a.no.length - b.no.length || a.unknown.length - b.unknown.length);
  return ['Implementations, by the newest conformance report of each:', ...ranked.map(({ report, no, unknown }) => {
    const parts = [...(no.length > 0 ? [`no: ${no.join(', ')}`] : []), ...(unknown.length > 0 ? [`unknown: ${unknown.join(', ')}`] : [])];
    return `  ${report}: ${parts.length === 0 ? 'all of them' : parts.join('; ')}`;
  })];
}
