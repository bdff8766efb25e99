import { subdomainProblem } from '../../manifest/names';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import type { CanaryRule } from '../release/canary-rule';
import { canaryShares, previewMatches, type Share } from '../release/canary-shares';
import { checkObject } from './check-object';
import { checkBackendFilters, checkPreflights } from './filter-conflicts';
import type { FilterData, Mirror } from './filter-data';
import { type FilterList, filtersOf } from './filter-list';
import { type FilterBackendRef, mergeFilters } from './merge-filters';
import { resolveBackend, type ResolvedBackend } from './resolve-backend';
import { retryOf } from './retry';
import type { BackendRefData, RouteMatchData, RuleData } from './route-data';
import { RouteMatch } from './route-match';
import type { RouteRule } from './route-rule';
import { previewSession, sessionPersistenceOf } from './session-persistence';
import { timeoutsOf } from './timeouts';

const RULE: Known<RouteRule> = {
  name: true, matches: true, filters: true, timeouts: true, retry: true, sessionPersistence: true, backends: true, canary: true,
};

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
  const { name, backends, canary } = rule;
  if (name !== undefined) check(place, `${at.options}name`, name, subdomainProblem(name));
  if (backends !== undefined && canary !== undefined) {
    throw refused(place, `${at.rule} has backends and a canary; write one of them`);
  }
  const parts: RuleParts = {
    at,
    ...(name !== undefined && { name }),
    matches: matchesOf(place, `${at.options}matches`, rule.matches),
    filters: filtersOf(place, `${at.options}filters`, rule.filters),
    settings: settingsOf(place, at.options, rule),
  };
  if (canary !== undefined) return releaseRules(context, parts, canary);
  return [plainRule(context, parts, backendRefs(context, parts, backends))];
}

/** What is the same in all rules that come from one. */
interface RuleParts {
  readonly at: RuleNames;
  readonly name?: string;
  readonly matches: RouteMatchData[];
  readonly filters: FilterData[];
  readonly settings: RuleSettings;
}

/** How a rule's requests are sent on. */
type RuleSettings = Pick<RuleData, 'timeouts' | 'retry' | 'sessionPersistence'>;

function settingsOf(place: Place, at: string, { timeouts, retry, sessionPersistence }: RouteRule): RuleSettings {
  return {
    ...(timeouts !== undefined && { timeouts: timeoutsOf(place, `${at}timeouts`, timeouts) }),
    ...(retry !== undefined && { retry: retryOf(place, `${at}retry`, retry) }),
    ...(sessionPersistence !== undefined && {
      sessionPersistence: sessionPersistenceOf(place, `${at}sessionPersistence`, sessionPersistence),
    }),
  };
}

function plainRule(context: RuleContext, { at, name, matches, filters, settings }: RuleParts, refs: BackendRefData[]): RuleData {
  const redirects = filters.some(({ form }) => form === 'redirect');
  if (refs.length === 0 && !redirects) {
    throw refused(context.place, `${at.rule} has no backends, so each of its requests would get 500; `
      + 'write backends: [Backend.service(\'product-api-service\', 8080)], or a redirect');
  }
  const idle = (['retry', 'sessionPersistence'] as const).find((option) => settings[option] !== undefined);
  if (refs.length === 0 && idle !== undefined) {
    throw refused(context.place, `${at.options}${idle}: the rule redirects and has no backends, so it would have no effect; leave it out`);
  }
  const merged = listMerged(context, { option: `${at.options}filters`, filters }, matches);
  return {
    ...(name !== undefined && { name }),
    matches,
    ...(merged.length > 0 && { filters: merged }),
    ...(refs.length > 0 && { backendRefs: refs }),
    ...settings,
  };
}

/** The rule of a release, and before it the preview's. */
function releaseRules(context: RuleContext, parts: RuleParts, canary: CanaryRule): RuleData[] {
  const { at, matches, filters } = parts;
  const { shares, preview, mirror } = canaryShares(context.place, at.canary, canary);
  const main = plainRule(context, { ...parts, filters: mirror ? [...filters, mirror] : filters }, shareRefs(context, parts, shares));
  if (!preview) return [main];
  const name = parts.name === undefined ? undefined : `${parts.name}-preview`;
  const narrowed = previewMatches(context.place, `${at.canary}preview`, matches, preview.header);
  const { sessionPersistence } = parts.settings;
  const settings = { ...parts.settings, ...(sessionPersistence && { sessionPersistence: previewSession(sessionPersistence) }) };
  return [plainRule(context, { ...parts, name, matches: narrowed, settings }, shareRefs(context, parts, preview.shares)), main];
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

function backendRefs(context: RuleContext, parts: RuleParts, backends: RouteRule['backends']): BackendRefData[] {
  if (backends === undefined) return [];
  const option = `${parts.at.options}backends`;
  if (!Array.isArray(backends)) {
    throw invalid(context.place, option, backends, {
      reason: 'it is not a list', fix: 'write [Backend.service(\'product-api-service\', 8080)]',
    });
  }
  const refs = backends.map((backend, i) => {
    const resolved = take(context, `${option}[${i}]`, backend);
    return weightedRef(context, parts, resolved, resolved.weight ?? 1);
  });
  if (refs.length > 0 && refs.every(({ weight }) => weight === 0)) {
    throw refused(context.place, `${option} all have weight 0, so nobody would answer; give one of them a weight above 0`);
  }
  return refs;
}

function shareRefs(context: RuleContext, parts: RuleParts, shares: readonly Share[]): BackendRefData[] {
  const refs = shares.map(({ backend, option, percent }) => weightedRef(context, parts, take(context, option, backend), percent));
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

function weightedRef(context: RuleContext, { at, matches, filters }: RuleParts, backend: ResolvedBackend, weight: number): BackendRefData {
  const option = `${backend.option}.filters`;
  const own: FilterList = { option, filters: filtersOf(context.place, option, backend.filters) };
  checkBackendFilters(context.place, own, { option: `${at.options}filters`, filters });
  const merged = listMerged(context, own, matches);
  return { ...serviceRef(context, backend), weight, ...(merged.length > 0 && { filters: merged }) };
}

/** The filters of one list as the API has them. */
function listMerged(context: RuleContext, list: FilterList, matches: readonly RouteMatchData[]): object[] {
  checkPreflights(context.place, list, matches);
  const refOf: FilterBackendRef = ({ backend }, option) => serviceRef(context, take(context, option, backend));
  return mergeFilters(context.place, list.option, list.filters, refOf);
}

function serviceRef(
  { namespace: home }: RuleContext, { name, namespace = home, port }: ResolvedBackend,
): Omit<BackendRefData, 'weight'> {
  return { group: '', kind: 'Service', name, ...(namespace !== home && { namespace }), port };
}
