import { isRecord, listOf } from '../../manifest/manifest';
import { grpcConditions, httpConditions, type MatchConditions, matchKey } from '../../manifest/match-conditions';
import { oncePerEntry } from '../once';
import type { Entry } from '../rule';
import { specOf } from './references';

/** One match of a rule of a route. */
export interface RouteMatch {
  /** Index of its rule. */
  readonly rule: number;
  /** Where it stands; the rule, or the list of rules, where the API fills it in. */
  readonly path: string;
  /** Nothing for kinds of routes without matches. */
  readonly conditions?: MatchConditions;
  /** Equal for equal matches of one kind. */
  readonly key: string;
}

type Reader = (match: unknown) => MatchConditions;

const READERS: ReadonlyMap<string, Reader> = new Map([['HTTPRoute', httpConditions], ['GRPCRoute', grpcConditions]]);

/** The matches of a route in its order, those included that the API fills in. */
export const routeMatches = oncePerEntry(({ manifest }: Entry): readonly RouteMatch[] => {
  const { rules } = specOf(manifest);
  const read = READERS.get(manifest.kind);
  if (!read) return [{ rule: 0, path: 'spec.rules[0]', key: '' }];
  // The API server gives an HTTPRoute without rules one that takes everything; a GRPCRoute stays without.
  if (listOf(rules).length === 0) return manifest.kind === 'HTTPRoute' ? [matchOf(read, undefined, 0, 'spec.rules')] : [];
  return listOf(rules).flatMap((rule, i) => matchesOfRule(read, rule, i));
});

function matchesOfRule(read: Reader, rule: unknown, index: number): RouteMatch[] {
  const path = `spec.rules[${index}]`;
  const matches = isRecord(rule) ? listOf(rule.matches) : [];
  if (matches.length === 0) return [matchOf(read, undefined, index, path)];
  return matches.map((match, i) => matchOf(read, match, index, `${path}.matches[${i}]`));
}

function matchOf(read: Reader, match: unknown, rule: number, path: string): RouteMatch {
  const conditions = read(match);
  return { rule, path, conditions, key: matchKey(conditions) };
}

/** What a rule does with the requests that it takes; empty where the API fills the rule in. */
export function actionOf({ manifest }: Entry, { rule }: RouteMatch): Record<string, unknown> {
  const written = listOf(specOf(manifest).rules)[rule];
  if (!isRecord(written)) return {};
  return Object.fromEntries(Object.entries(written).filter(([field]) => field !== 'matches' && field !== 'name'));
}
