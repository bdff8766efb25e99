import { type Finding, Severity } from '../manifest/finding';
import { getOrAdd } from '../manifest/group-by';
import { groupOf } from '../manifest/manifest';
import { ClusterIndex } from './cluster/cluster-index';
import { resourceOf } from './resource-of';
import type { CheckOptions, Entry, Rule, RuleContext, RuleMetadata, RuleResult } from './rule';
import { RULES } from './rules/catalogue';
import { withoutNulls } from './schema/without-nulls';

/** A finding, and the object that it is about. */
export interface Judged {
  readonly entry: Entry;
  readonly finding: Finding;
}

/** What every rule says of every object, in the order of the objects, then of the codes. */
export function checkEntries(entries: readonly Entry[], options: CheckOptions): Finding[] {
  return judgeEntries(entries, options).map(({ finding }) => finding);
}

/** The same, with the object of each finding. */
export function judgeEntries(entries: readonly Entry[], options: CheckOptions): Judged[] {
  const read = entries.map(withoutNulls);
  const context: RuleContext = { ...options, index: new ClusterIndex(read) };
  const judged: Judged[] = [];
  for (const [i, entry] of entries.entries()) {
    for (const rule of rulesFor(entry)) {
      for (const result of run(rule, rule.asWritten ? entry : read[i], context)) {
        judged.push({ entry, finding: findingOf(rule, entry, inWorld(result, context)) });
      }
    }
  }
  return judged;
}

const BY_KIND = new Map<string, readonly Rule[]>();
const FOR_ALL: readonly Rule[] = RULES.filter(({ kinds }) => kinds === undefined);
const NAMED: ReadonlySet<string> = new Set(RULES.flatMap(({ kinds = [] }) => kinds));

/** The rules that judge the kind of an object. */
function rulesFor({ manifest: { apiVersion, kind } }: Entry): readonly Rule[] {
  const key = `${groupOf(apiVersion)}/${kind}`;
  // Kinds come from outside: only those that rules name are remembered.
  if (!NAMED.has(key)) return FOR_ALL;
  return getOrAdd(BY_KIND, key, () => RULES.filter(({ kinds }) => kinds === undefined || kinds.includes(key)));
}

/** In a closed world what is not in the set does not exist. */
function inWorld(result: RuleResult, { closedWorld }: RuleContext): RuleResult {
  return result.missing && closedWorld ? { ...result, severity: Severity.ERROR } : result;
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
  return {
    code: rule.code,
    severity: result.severity ?? rule.severity,
    category: result.category ?? rule.category,
    message: result.message,
    fix: result.fix,
    resource: resourceOf(entry.manifest),
    path: result.path ?? '',
    ...(entry.construct !== undefined && { construct: entry.construct }),
    ...(entry.file !== undefined && { file: entry.file }),
  };
}
