import { Category, Severity } from '../../../manifest/finding';
import { grpcPrefix } from '../../../manifest/grpc-prefix';
import { isRoute } from '../../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import { prefixCovers } from '../../../manifest/path';
import { prefixLimit } from '../../../manifest/prefix-limit';
import { quoted } from '../../../manifest/text';
import { hostnamesOf, specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { grantedParents, isTeam } from './team-scope';

/** Where a hostname is granted under prefixes only, every match of a route stays under one of them. */
export const teamRoutePrefix: Rule = {
  code: 'GW014',
  title: 'A team\'s route leaves its granted path prefixes',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, HTTPPathMatch: prefixes are compared by path element; a match without a path is prefix "/"',
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest, role } = entry;
    if (!isTeam(role) || !isRoute(manifest)) return [];
    const claimed = hostnamesOf(manifest);
    const limits = grantedParents(entry, context)
      .flatMap(({ hostnames }) => claimed.flatMap((hostname) => prefixLimit(hostnames, hostname) ?? []));
    if (limits.length === 0) return [];
    if (!['HTTPRoute', 'GRPCRoute'].includes(manifest.kind)) {
      return [{ message: `a ${manifest.kind} has no paths, and only ${quoted(limits[0].prefixes)} was granted`, fix: 'use an HTTPRoute', path: 'kind' }];
    }
    return limits.flatMap(({ prefixes }) => leavesOf(manifest, prefixes)).filter(distinct);
  },
};

function leavesOf(manifest: Manifest, prefixes: readonly string[]): RuleResult[] {
  const judged = manifest.kind === 'GRPCRoute' ? judgeCall : judge;
  const rules = listOf(specOf(manifest).rules);
  if (rules.length === 0) return [leaves('spec.rules', 'a route without rules matches every path', prefixes)];
  return rules.flatMap((rule, i) => {
    const matches = isRecord(rule) ? listOf(rule.matches) : [];
    if (matches.length === 0) return [leaves(`spec.rules[${i}]`, 'a rule without matches matches every path', prefixes)];
    return matches.flatMap((match, j) => judged(match, `spec.rules[${i}].matches[${j}]`, prefixes));
  });
}

function judge(match: unknown, at: string, prefixes: readonly string[]): RuleResult[] {
  const path = isRecord(match) && isRecord(match.path) ? match.path : {};
  const { type = 'PathPrefix', value = '/' } = path;
  if (isRecord(match) && !isRecord(match.path)) return [leaves(at, 'a match without a path matches every path', prefixes)];
  if (type === 'RegularExpression') return [leaves(`${at}.path`, 'a regular expression cannot be held to a prefix', prefixes)];
  if (typeof value === 'string' && prefixes.some((prefix) => prefixCovers(prefix, value))) return [];
  return [leaves(`${at}.path.value`, `path "${String(value)}" is not under a granted prefix`, prefixes)];
}

/** A service and a method by name are a path; anything else takes calls of several. */
function judgeCall(match: unknown, at: string, prefixes: readonly string[]): RuleResult[] {
  const path = grpcPrefix(isRecord(match) ? match.method : undefined);
  if (path === undefined) return [leaves(at, 'a match without the exact name of a service cannot be held to a prefix', prefixes)];
  return prefixes.some((prefix) => prefixCovers(prefix, path)) ? [] : [leaves(`${at}.method`, `path "${path}" is not under a granted prefix`, prefixes)];
}

function leaves(path: string, message: string, prefixes: readonly string[]): RuleResult {
  return { message, fix: `match an exact path or a prefix under ${quoted(prefixes)}`, path };
}

function distinct(result: RuleResult, index: number, all: RuleResult[]): boolean {
  return all.findIndex(({ path, message }) => path === result.path && message === result.message) === index;
}
