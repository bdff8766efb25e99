import { judgeEntries } from '../../analysis/check-entries';
import type { Entry } from '../../analysis/rule';
import { CATALOGUE } from '../../analysis/rules/catalogue';
import { lookup } from '../../analysis/schema/tables';
import { type Finding, Severity } from '../../manifest/finding';
import { getOrAdd } from '../../manifest/group-by';
import type { Found } from '../reading/find-files';
import { lineFinder } from '../reading/line-finder';
import type { FileProblem, Inputs } from '../reading/read-inputs';
import type { CheckSettings } from '../settings/check-settings';
import { Acknowledger } from './acknowledge';
import { Baseline } from './baseline';
import type { Judged, Report, Reported, Summary } from './reported';

const RULES = new Map(CATALOGUE.map((rule) => [rule.code, rule]));

/** Judges what was read. */
export function judge(found: Found, inputs: Inputs, settings: CheckSettings, now: Date): Report {
  const acknowledger = new Acknowledger(settings, now);
  const ofFiles = [...found.problems, ...inputs.problems].map((problem): Judged => ({ finding: fileFinding(problem) }));
  const all = [...ofFiles, ...judgeEntries(inputs.entries, settings.options)].flatMap((one) => levelled(one, settings))
    .map(({ finding, entry }) => ({ entry, finding: acknowledger.acknowledge(finding, entry) }));
  const acknowledgements = acknowledger.notCounting(inputs.entries, all).flatMap((one) => levelled(one, settings));
  const located = withLines(inputs, [...all, ...acknowledgements], settings);
  const baseline = settings.baseline === undefined ? undefined : Baseline.read(settings.baseline);
  const reported = inOrder(found, located).map(({ finding, entry }): Reported => {
    const isKnown = finding.severity !== Severity.UNKNOWN && finding.acknowledged === undefined && baseline?.takes(finding);
    return { finding, ...(entry && { entry }), ...(isKnown && { isKnown }), fails: !isKnown && fails(finding, settings) };
  });
  return { reported, objects: inputs.entries, summary: summarize(found, inputs, settings, reported, baseline) };
}

function fileFinding({ file, problem: { code, message, fix, path, line } }: FileProblem): Finding {
  const { severity, category } = RULES.get(code)!;
  return { code, severity, category, message, fix, resource: { apiVersion: '', kind: '' }, path, file, line };
}

/**
 * A finding with the weight that the settings give it. What the manifests do not decide stays undecided, but for rules that never
 * decide: who gives one of these a weight asks for just that.
 */
function levelled<T extends Judged>(one: T, { levels }: CheckSettings): T[] {
  const level = levels.get(one.finding.code);
  if (level === undefined) return [one];
  if (level === 'off') return [];
  if (one.finding.severity === Severity.UNKNOWN && RULES.get(one.finding.code)?.severity !== Severity.UNKNOWN) return [one];
  return [{ ...one, finding: { ...one.finding, severity: level === 'error' ? Severity.ERROR : Severity.WARNING } }];
}

function fails({ severity, acknowledged }: Finding, { failOn }: CheckSettings): boolean {
  if (acknowledged !== undefined) return false;
  return severity === Severity.ERROR || (severity === Severity.WARNING && failOn === 'warning');
}

/** Findings with their lines, but for those that the format only counts: to find a line a document is read again. */
function withLines(inputs: Inputs, judged: readonly Judged[], { format, unknowns }: CheckSettings): Judged[] {
  const listsUnknowns = format === 'text' ? unknowns : format !== 'github';
  const lineAt = lineFinder(inputs);
  return judged.map(({ finding, entry }) => {
    const line = entry && (finding.severity !== Severity.UNKNOWN || listsUnknowns) ? lineAt(entry, finding.path) : undefined;
    return { entry, finding: line === undefined ? finding : { ...finding, line } };
  });
}

/** By file, in the order of the files, then by line, then by code. */
function inOrder(found: Found, judged: readonly Judged[]): Judged[] {
  const order = new Map(found.files.map(({ name }, i) => [name, i]));
  const positionOf = ({ file = '' }: Finding): number => order.get(file) ?? -1;
  return [...judged].sort(({ finding: a }, { finding: b }) => positionOf(a) - positionOf(b)
    || compare(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0) || compare(a.code, b.code));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function summarize(
  found: Found, inputs: Inputs, { levels }: CheckSettings, reported: readonly Reported[], baseline: Baseline | undefined,
): Summary {
  const count = (severity: Severity): number => reported
    .filter(({ finding, isKnown }) => finding.severity === severity && finding.acknowledged === undefined && !isKnown).length;
  return {
    files: found.files.length,
    documents: inputs.documents,
    objects: inputs.entries.length,
    findings: { error: count(Severity.ERROR), warning: count(Severity.WARNING), unknown: count(Severity.UNKNOWN) },
    acknowledged: reported.filter(({ finding }) => finding.acknowledged !== undefined).length,
    ...(baseline && { baseline: { known: reported.filter(({ isKnown }) => isKnown).length, gone: baseline.gone } }),
    notChecked: {
      kinds: unknownKinds(inputs.entries),
      documents: inputs.notObjects,
      emptyDocuments: inputs.emptyDocuments,
      ignored: found.ignored,
      hidden: found.hidden,
      rules: [...levels].filter(([, level]) => level === 'off').map(([code]) => code).sort(),
    },
    failing: reported.filter((one) => one.fails).length,
  };
}

/** Kinds of which no schema is known, in the order of the objects. */
function unknownKinds(entries: readonly Entry[]): Summary['notChecked']['kinds'] {
  const kinds = new Map<string, { apiVersion: string; kind: string; objects: number }>();
  for (const { manifest: { apiVersion, kind } } of entries) {
    const key = `${apiVersion} ${kind}`;
    getOrAdd(kinds, key, () => ({ apiVersion, kind, objects: 0 })).objects++;
  }
  return [...kinds.values()].filter(({ apiVersion, kind }) => lookup(apiVersion, kind, 'experimental') === undefined);
}
