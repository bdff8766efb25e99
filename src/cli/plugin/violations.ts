import type { Entry } from '../../analysis/rule';
import { CATALOGUE } from '../../analysis/rules/catalogue';
import { type Finding, Severity } from '../../manifest/finding';
import { groupBy } from '../../manifest/group-by';
import { isRecord } from '../../manifest/manifest';
import { nameField, nameObject } from '../formats/name-object';
import type { Report, Reported } from '../judging/reported';
import { printable } from '../printable';
import type { CliResource, CliViolation } from './cli-contract';

const TITLES = new Map(CATALOGUE.map(({ code, title }) => [code, title]));
/** Errors first. */
const WEIGHTS: readonly Severity[] = [Severity.ERROR, Severity.WARNING, Severity.UNKNOWN];

/**
 * What the CLI is to show: a block for each rule and severity, with all objects that it found, since the CLI prints each block
 * apart. Acknowledged findings and those of the baseline are not violations.
 */
export function violationsOf({ reported, objects }: Report, unknowns: boolean): CliViolation[] {
  const shown = reported.filter(({ finding: { severity, acknowledged }, isKnown }) =>
    acknowledged === undefined && !isKnown && (unknowns || severity !== Severity.UNKNOWN));
  const names = namesOf(objects);
  return WEIGHTS.flatMap((weight) => {
    const byCode = groupBy(shown.filter(({ finding }) => finding.severity === weight), ({ finding }) => finding.code);
    return [...byCode].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, group]) => violationOf(code, weight, group, names));
  });
}

function violationOf(
  code: string, severity: Severity, group: readonly Reported[], names: ReadonlyMap<string, number>,
): CliViolation {
  const fixes = new Set(group.map(({ finding }) => finding.fix));
  const [fix] = fixes;
  const shared = fixes.size === 1;
  const resources = groupBy(group, ({ finding: { file, resource } }) => JSON.stringify([file, resource]));
  return {
    ruleName: `${code} ${severity}`,
    recommendation: `${TITLES.get(code) ?? code} (cdk8s-gateway explain ${code})`,
    fix: printable(shared ? fix : 'as each location says'),
    violatingResources: [...resources.values()].map((some): CliResource => ({
      resourceName: nameOf(some[0].finding, names),
      locations: some.map(({ finding }) => locationOf(finding, shared)),
      manifestPath: some[0].finding.file ?? '',
    })),
  };
}

function locationOf(finding: Finding, shared: boolean): string {
  const { line, message, fix } = finding;
  const at = [line === undefined ? '' : `line ${line}`, nameField(finding)].filter((part) => part !== '').join(', ');
  return printable(`${at}: ${message}${shared ? '' : `; ${fix}`}`);
}

/**
 * The CLI looks up the construct by the bare name of the object, whatever its kind and namespace: a name that several objects
 * have would lead to the wrong one, so that it is given in full then, which leads nowhere.
 */
function nameOf({ resource, file = '' }: Finding, names: ReadonlyMap<string, number>): string {
  const { name } = resource;
  if (name !== undefined && names.get(name) === 1) return printable(name);
  return printable(nameObject(resource) || file);
}

/** How many objects have each name. */
function namesOf(objects: readonly Entry[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const { manifest: { metadata } } of objects) {
    const name = isRecord(metadata) ? metadata.name : undefined;
    if (typeof name === 'string') names.set(name, (names.get(name) ?? 0) + 1);
  }
  return names;
}
