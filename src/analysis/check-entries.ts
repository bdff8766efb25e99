import { type Finding, Severity } from '../manifest/finding';
import { ClusterIndex, nameOf, namespaceOf } from './cluster/cluster-index';
import type { CheckOptions, Entry, Rule, RuleContext, RuleMetadata, RuleResult } from './rule';
import { RULES } from './rules/catalogue';

/** What every rule says of every object, in the order of the objects, then of the codes. */
export function checkEntries(entries: readonly Entry[], options: CheckOptions): Finding[] {
  const context: RuleContext = { ...options, index: new ClusterIndex(entries) };
  const findings: Finding[] = [];
  for (const entry of entries) {
    for (const rule of RULES) {
      for (const result of run(rule, entry, context)) findings.push(findingOf(rule, entry, result));
    }
  }
  return findings;
}

/** A rule that crashes is a finding, not a stack trace and not silence. */
function run(rule: Rule, entry: Entry, context: RuleContext): RuleResult[] {
  try {
    return rule.check(entry, context);
  } catch (error) {
    return [{
      message: `rule ${rule.code} could not judge this object (${error instanceof Error ? error.message : String(error)})`,
      fix: 'report it with the object; until then the object is not checked by this rule', severity: Severity.ERROR,
    }];
  }
}

/** A finding about an object. */
export function findingOf(rule: RuleMetadata, entry: Entry, result: RuleResult): Finding {
  const { manifest } = entry;
  return {
    code: rule.code,
    severity: result.severity ?? rule.severity,
    category: result.category ?? rule.category,
    message: result.message,
    fix: result.fix,
    resource: { apiVersion: manifest.apiVersion, kind: manifest.kind, name: nameOf(manifest), namespace: namespaceOf(manifest) },
    path: result.path ?? '',
    ...(entry.construct !== undefined && { construct: entry.construct }),
    ...(entry.file !== undefined && { file: entry.file }),
  };
}
