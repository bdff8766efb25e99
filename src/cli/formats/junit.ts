import { resourceOf } from '../../analysis/resource-of';
import type { Entry } from '../../analysis/rule';
import { Severity } from '../../manifest/finding';
import { push } from '../../manifest/group-by';
import type { Report, Reported } from '../judging/reported';
import { escapeXml } from './escape-xml';
import { nameField, nameObject } from './name-object';
import { notCheckedLines } from './not-checked';

/**
 * JUnit XML: a suite for each file, a case for each finding, and one for each object without any. What was not checked
 * is a suite of its own, whose cases are skipped.
 */
export function* junitReport({ reported, objects, summary }: Report): Iterable<string> {
  const suites = suitesOf(reported, objects);
  const notChecked = notCheckedLines(summary.notChecked);
  const cases = [...suites.values()].reduce((sum, suite) => sum + suite.length, notChecked.length);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="cdk8s-gateway" tests="${cases}" failures="${summary.failing}">\n`;
  for (const [file, suite] of suites) {
    const failures = suite.filter((one) => 'finding' in one && one.fails).length;
    const skipped = suite.filter((one) => 'finding' in one && isSkipped(one)).length;
    yield `  <testsuite name="${escapeXml(file)}" tests="${suite.length}" failures="${failures}" errors="0" skipped="${skipped}">\n`;
    for (const one of suite) yield 'finding' in one ? findingCase(one) : `    <testcase${names(one.manifest.kind, nameObject(resourceOf(one.manifest)))}/>\n`;
    yield '  </testsuite>\n';
  }
  yield* notCheckedSuite(notChecked);
  yield '</testsuites>\n';
}

function* notCheckedSuite(lines: readonly string[]): Iterable<string> {
  if (lines.length === 0) return;
  yield `  <testsuite name="not checked" tests="${lines.length}" failures="0" errors="0" skipped="${lines.length}">\n`;
  for (const line of lines) yield `    <testcase${names('not checked', line)}><skipped message="${escapeXml(line)}"/></testcase>\n`;
  yield '  </testsuite>\n';
}

type Case = Reported | Entry;

function suitesOf(reported: readonly Reported[], objects: readonly Entry[]): Map<string, Case[]> {
  const suites = new Map<string, Case[]>();
  const judged = new Set(reported.map(({ entry }) => entry));
  for (const entry of objects) {
    if (!judged.has(entry)) push(suites, entry.file ?? '', entry);
  }
  for (const one of reported) push(suites, one.finding.file ?? '', one);
  return suites;
}

function isSkipped({ finding: { severity, acknowledged }, isKnown }: Reported): boolean {
  return severity === Severity.UNKNOWN || acknowledged !== undefined || isKnown === true;
}

function findingCase(one: Reported): string {
  const { finding, fails } = one;
  const { code, severity, message, fix, file = '', line, resource } = finding;
  const open = `    <testcase${names(resource.kind === '' ? 'file' : resource.kind, `${code} ${nameField(finding)}`.trimEnd())}>`;
  const text = `${message}\n${fix}\n${file}${line === undefined ? '' : `:${line}`}`;
  if (fails) return `${open}<failure type="${severity}" message="${escapeXml(message)}">${escapeXml(text)}</failure></testcase>\n`;
  if (isSkipped(one)) return `${open}<skipped message="${escapeXml(whySkipped(one))}"/></testcase>\n`;
  return `${open}<system-out>${escapeXml(`${severity}: ${text}`)}</system-out></testcase>\n`;
}

function whySkipped({ finding: { acknowledged, message }, isKnown }: Reported): string {
  if (acknowledged !== undefined) return `acknowledged: ${acknowledged}`;
  return isKnown ? `in the baseline: ${message}` : message;
}

function names(group: string, name: string): string {
  return ` classname="${escapeXml(group)}" name="${escapeXml(name)}"`;
}
