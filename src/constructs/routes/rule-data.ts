import { subdomainProblem } from '../../manifest/names';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import type { CanaryRule } from '../release/canary-rule';
import { canaryShares, previewMatches, type Share } from '../release/canary-shares';
import { checkObject } from './check-object';
import type { FilterData, Mirror } from './filter-data';
import { mergeFilters } from './merge-filters';
import { resolveBackend, type ResolvedBackend } from './resolve-backend';
import type { BackendRefData, RouteMatchData, RuleData } from './route-data';
import { RouteFilter } from './route-filter';
import { RouteMatch } from './route-match';
import type { RouteRule } from './route-rule';
import { timeoutsOf } from './timeouts';

const RULE: Known<RouteRule> = { name: true, matches: true, filters: true, timeouts: true, backends: true, canary: true };

/** Where rules are written: the route, its namespace, and every backend that its rules name so far. */
export interface RuleContext {
  readonly place: Place;
  readonly namespace: string;
  readonly backends: ResolvedBackend[];
}

/** How messages name a rule and its options. */
export interface RuleNames {
  /** The rule itself. */
  readonly rule: string;
  /** What stands before the names of the rule's options. */
  readonly options: string;
  /** What stands before the names of its canary's options. */
  readonly canary: string;
}

/** A rule as the API has it, and before it the rule of its preview, where there is one. */
export function rulesOf(context: RuleContext, at: RuleNames, rule: RouteRule): RuleData[] {
  const { place } = context;
  checkObject(place, at.rule, rule, 'write { matches: […], backends: […] }');
  checkKnown(place, at.options, rule, RULE);
  const { name, timeouts, backends, canary } = rule;
  if (name !== undefined) check(place, `${at.options}name`, name, subdomainProblem(name));
  if (backends !== undefined && canary !== undefined) {
    throw refused(place, `${at.rule} has backends and a canary; write one of them`);
  }
  const parts: RuleParts = {
    at,
    ...(name !== undefined && { name }),
    matches: matchesOf(place, `${at.options}matches`, rule.matches),
    filters: filtersOf(place, `${at.options}filters`, rule.filters),
    ...(timeouts !== undefined && { timeouts: timeoutsOf(place, `${at.options}timeouts`, timeouts) }),
  };
  if (canary !== undefined) return releaseRules(context, parts, canary);
  return [plainRule(context, parts, backendRefs(context, `${at.options}backends`, backends))];
}

/** What is the same in all rules that come from one. */
interface RuleParts {
  readonly at: RuleNames;
  readonly name?: string;
  readonly matches: RouteMatchData[];
  readonly filters: FilterData[];
  readonly timeouts?: RuleData['timeouts'];
}

function plainRule(context: RuleContext, { at, name, matches, filters, timeouts }: RuleParts, refs: BackendRefData[]): RuleData {
  const redirects = filters.some(({ form }) => form === 'redirect');
  if (refs.length === 0 && !redirects) {
    throw refused(context.place, `${at.rule} has no backends, so each of its requests would get 500; `
      + 'write backends: [Backend.service(\'product-api-service\', 8080)], or a redirect');
  }
  const mirrorRef = (mirror: Mirror, option: string): object => serviceRef(context, take(context, option, mirror.backend));
  const merged = mergeFilters(context.place, `${at.options}filters`, filters, mirrorRef);
  return {
    ...(name !== undefined && { name }),
    matches,
    ...(merged.length > 0 && { filters: merged }),
    ...(refs.length > 0 && { backendRefs: refs }),
    ...(timeouts !== undefined && { timeouts }),
  };
}

/** The rule of a release, and before it the preview's. */
function releaseRules(context: RuleContext, parts: RuleParts, canary: CanaryRule): RuleData[] {
  const { at, matches, filters } = parts;
  const { shares, preview, mirror } = canaryShares(context.place, at.canary, canary);
  const main = plainRule(context, { ...parts, filters: mirror ? [...filters, mirror] : filters }, shareRefs(context, shares));
  if (!preview) return [main];
  const name = parts.name === undefined ? undefined : `${parts.name}-preview`;
  const narrowed = previewMatches(context.place, `${at.canary}preview`, matches, preview.header);
  return [plainRule(context, { ...parts, name, matches: narrowed }, shareRefs(context, preview.shares)), main];
}

function matchesOf(place: Place, option: string, matches: RouteMatch[] | undefined): RouteMatchData[] {
  if (matches === undefined) return [{ path: { type: 'PathPrefix', value: '/' } }];
  if (!Array.isArray(matches)) {
    throw invalid(place, option, matches, { reason: 'it is not a list', fix: 'write [RouteMatch.pathPrefix(\'/api\')]' });
  }
  if (matches.length === 0) {
    throw invalid(place, option, matches, {
      reason: 'the API would take every request',
      fix: 'write a match, or RouteMatch.anyPath() where every request is meant',
    });
  }
  return matches.map((match, i) => {
    if (match instanceof RouteMatch) return match._data();
    throw invalid(place, `${option}[${i}]`, match, {
      reason: 'it is not a RouteMatch', fix: 'write RouteMatch.pathPrefix(\'/api\')',
    });
  });
}

function filtersOf(place: Place, option: string, filters: RouteFilter[] | undefined): FilterData[] {
  if (filters === undefined) return [];
  if (!Array.isArray(filters)) {
    throw invalid(place, option, filters, {
      reason: 'it is not a list', fix: 'write [RouteFilter.replaceRequestHeaders({ … })]',
    });
  }
  return filters.map((filter, i) => {
    if (filter instanceof RouteFilter) return filter._data();
    throw invalid(place, `${option}[${i}]`, filter, {
      reason: 'it is not a RouteFilter', fix: 'write RouteFilter.replaceRequestHeaders({ … })',
    });
  });
}

function backendRefs(context: RuleContext, option: string, backends: RouteRule['backends']): BackendRefData[] {
  if (backends === undefined) return [];
  if (!Array.isArray(backends)) {
    throw invalid(context.place, option, backends, {
      reason: 'it is not a list', fix: 'write [Backend.service(\'product-api-service\', 8080)]',
    });
  }
  const refs = backends.map((backend, i) => {
    const resolved = take(context, `${option}[${i}]`, backend);
    return weightedRef(context, resolved, resolved.weight ?? 1);
  });
  if (refs.length > 0 && refs.every(({ weight }) => weight === 0)) {
    throw refused(context.place, `${option} all have weight 0, so nobody would answer; give one of them a weight above 0`);
  }
  return refs;
}

function shareRefs(context: RuleContext, shares: readonly Share[]): BackendRefData[] {
  const refs = shares.map(({ backend, option, percent }) => weightedRef(context, take(context, option, backend), percent));
  const [stable, canary] = refs;
  if (stable.name === canary.name && stable.namespace === canary.namespace && stable.port === canary.port) {
    throw refused(context.place, `${shares[0].option} and ${shares[1].option} are one and the same (${stable.name}:${stable.port}); `
      + 'give each version a Service of its own');
  }
  return refs;
}

function take(context: RuleContext, option: string, backend: Mirror['backend']): ResolvedBackend {
  const resolved = resolveBackend(context.place, option, backend);
  context.backends.push(resolved);
  return resolved;
}

function weightedRef(context: RuleContext, backend: ResolvedBackend, weight: number): BackendRefData {
  return { ...serviceRef(context, backend), weight };
}

function serviceRef(
  { namespace: home }: RuleContext, { name, namespace = home, port }: ResolvedBackend,
): Omit<BackendRefData, 'weight'> {
  return { group: '', kind: 'Service', name, ...(namespace !== home && { namespace }), port };
}
