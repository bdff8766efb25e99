import { type Bundle, has, versionsOf, whereToFind } from '../../../manifest/bundles';
import { type ReportData, reportName } from '../../../manifest/feature-reports';
import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API_EXPERIMENTAL } from '../../../manifest/kinds';
import { groupOf, type Manifest } from '../../../manifest/manifest';
import { show } from '../../../manifest/problem';
import { findMissing } from '../../bundle/find-missing';
import { type PartNode, partsMissing } from '../../bundle/part-tree';
import { featuresOfEntry } from '../../features/features-of';
import { servingOf } from '../../features/serving';
import { oncePerRun } from '../../once';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { BACKEND_TLS_POLICY, EXPERIMENTAL_KINDS, LISTENER_OWNERS, ROUTE_TYPES } from '../judged-kinds';

const KINDS = [
  ...LISTENER_OWNERS, ...ROUTE_TYPES, BACKEND_TLS_POLICY,
  ...EXPERIMENTAL_KINDS,
];

/**
 * What the definitions that an implementation was tested with do not have: of the experimental channel, or of a later release.
 * What has a feature's name is answered by that.
 */
export const outsideReport: Rule = {
  code: 'GW503',
  title: 'Not in the Gateway API that the implementation was tested with',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, conformance reports: their gatewayAPIVersion and gatewayAPIChannel',
  kinds: KINDS,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const serving = context.implementation ? servingOf(entry, context).filter(({ byClass }) => byClass === undefined) : [];
    return serving.flatMap(({ report }) => [...missingKind(entry.manifest, report), ...missingParts(entry, report, context)]);
  },
};

function bundleTested({ name, gatewayApiVersion, channel }: ReportData): Bundle {
  return { cluster: name, version: gatewayApiVersion, channel };
}

function missingKind({ apiVersion, kind }: Manifest, report: ReportData): RuleResult[] {
  const versions = versionsOf(groupOf(apiVersion), kind);
  if (groupOf(apiVersion) !== GATEWAY_API_EXPERIMENTAL || versions.length === 0) return [];
  if (versions.some((version) => has(version.has, bundleTested(report)))) return [];
  return [resultOf(`kind ${kind}`, 'kind', whereToFind(versions[0].has), report)];
}

/** The parts that are missing, of each kind once in a run. */
const partsOfKinds = oncePerRun(() => new Map<string, PartNode | undefined>());

function missingParts(entry: Entry, report: ReportData, context: RuleContext): RuleResult[] {
  const { kind } = entry.manifest;
  const known = partsOfKinds(context);
  if (!known.has(kind)) known.set(kind, partsMissing(kind, bundleTested(report)));
  const parts = known.get(kind);
  const missing = parts ? findMissing(parts, entry.manifest) : [];
  if (missing.length === 0) return [];
  const answered = featuresOfEntry(entry, context).map(({ path }) => path);
  return missing.filter(({ path }) => !answered.some((one) => isWithin(one, path) || isWithin(path, one)))
    .map(({ part, path, value }) => {
      const what = value === undefined ? 'the field' : `the value ${show(value)}`;
      return resultOf(what, path, whereToFind(part.has), report);
    });
}

function isWithin(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}

function resultOf(what: string, path: string, where: string, report: ReportData): RuleResult {
  return {
    message: `${reportName(report)} was tested without ${what}, which is ${where}: no report says that it works, `
      + 'and an implementation that does not know it ignores it',
    fix: `leave it out, or look up in the documentation of ${report.name} whether it reads it`,
    path,
  };
}
