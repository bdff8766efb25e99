import { checkObject } from '../base/check-object';
import { checkKnown, type Known } from '../base/known-options';
import { type Place, refused } from '../base/problems';
import type { CanaryRule } from '../release/canary-rule';
import { canaryShares, previewMatches, type Share } from '../release/canary-shares';
import type { FilterData } from './filter-data';
import { type FilterList, filtersOf } from './filter-list';
import { filteredRef, mergedFilters } from './filtered-ref';
import { type MatchClass, matchDataOf } from './match-list';
import type { ResolvedBackend } from './resolve-backend';
import { retryOf } from './retry';
import type { BackendRefData, RouteMatchData, RuleData } from './route-data';
import { RouteMatch } from './route-match';
import type { RouteRule } from './route-rule';
import { type RuleContext, take, weightedRefs } from './rule-backends';
import { ruleName, type RuleNames } from './rule-names';
import { previewSession, sessionPersistenceOf } from './session-persistence';
import { timeoutsOf } from './timeouts';

const RULE: Known<RouteRule> = {
  name: true, matches: true, filters: true, timeouts: true, retry: true, sessionPersistence: true, backends: true, canary: true,
};

const everyRequest = (): RouteMatchData[] => [{ path: { type: 'PathPrefix', value: '/' } }];

const MATCH: MatchClass<RouteMatch> = {
  name: 'RouteMatch', example: 'RouteMatch.pathPrefix(\'/api\')', any: 'RouteMatch.anyPath()', everything: 'request',
  is: (value): value is RouteMatch => value instanceof RouteMatch,
};

/** A rule as the API has it, and before it the rule of its preview, where there is one. */
export function rulesOf(context: RuleContext, at: RuleNames, rule: RouteRule): RuleData[] {
  const { place } = context;
  checkObject(place, at.rule, rule, 'write { matches: […], backends: […] }');
  checkKnown(place, at.options, rule, RULE);
  const { matches, backends, canary } = rule;
  const { name } = ruleName(place, at.options, rule.name);
  if (backends !== undefined && canary !== undefined) {
    throw refused(place, `${at.rule} has backends and a canary; write one of them`);
  }
  const parts: RuleParts = {
    at,
    ...(name !== undefined && { name }),
    matches: matches === undefined ? everyRequest() : matchDataOf(place, `${at.options}matches`, matches, MATCH),
    filters: filtersOf(place, `${at.options}filters`, rule.filters),
    settings: settingsOf(place, at.options, rule),
  };
  if (canary !== undefined) return releaseRules(context, parts, canary);
  const refOf = (backend: ResolvedBackend, weight: number): BackendRefData => weightedRef(context, parts, backend, weight);
  return [plainRule(context, parts, weightedRefs(context, `${at.options}backends`, backends, refOf))];
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
    throw refused(context.place, `${at.options}${idle}: the rule redirects and has no backends, so it would have no effect; `
      + 'leave it out');
  }
  const merged = mergedFilters(context, { option: `${at.options}filters`, filters });
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
  const before = at.canary ?? `${at.options}canary.`;
  const { shares, preview, mirror } = canaryShares(context.place, before, canary);
  const mirrored = { ...parts, filters: mirror ? [...filters, mirror] : filters };
  const main = plainRule(context, mirrored, shareRefs(context, parts, shares));
  if (!preview) return [main];
  const name = parts.name === undefined ? undefined : `${parts.name}-preview`;
  const narrowed = previewMatches(context.place, `${before}preview`, matches, preview.header);
  const { sessionPersistence } = parts.settings;
  const settings = { ...parts.settings, ...(sessionPersistence && { sessionPersistence: previewSession(sessionPersistence) }) };
  return [plainRule(context, { ...parts, name, matches: narrowed, settings }, shareRefs(context, parts, preview.shares)), main];
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

function weightedRef(context: RuleContext, { at, filters }: RuleParts, backend: ResolvedBackend, weight: number): BackendRefData {
  const option = `${backend.option}.filters`;
  const own: FilterList = { option, filters: filtersOf(context.place, option, backend.filters) };
  return filteredRef(context, { option: `${at.options}filters`, filters }, own, { backend, weight });
}
