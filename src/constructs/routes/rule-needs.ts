import type { GrantData } from '../../manifest/grant-data';
import type { Place } from '../base/problems';
import { unsupported } from '../platform/unsupported';
import type { RuleData } from './route-data';

/** What a rule asks of the implementation. */
interface Need {
  /** How messages name it. */
  readonly what: string;
  /** Feature of Gateway API's conformance reports. */
  readonly feature: string;
}

/**
 * Refuses what the grant's implementation reports as unsupported. What the cluster's CRDs lack is found at synth (GW005).
 *
 * @param at what stands before the names of the rule's options
 */
export function checkNeeds(place: Place, at: string, { implementation }: GrantData, rules: readonly RuleData[]): void {
  const missing = rules.flatMap((rule) => needsOf(at, rule))
    .find(({ feature }) => implementation.unsupportedFeatures.includes(feature));
  if (missing) throw unsupported(place, missing.what, missing.feature, implementation.name);
}

function needsOf(at: string, { retry, filters = [], backendRefs = [] }: RuleData): Need[] {
  const ofBackends = backendRefs.flatMap((ref) => ref.filters ?? []);
  return [
    ...(retry === undefined ? [] : [{ what: `${at}retry`, feature: 'HTTPRouteRetry' }]),
    ...[...filters, ...ofBackends].filter((filter) => typeOf(filter) === 'CORS')
      .map(() => ({ what: `${at}filters, CORS`, feature: 'HTTPRouteCORS' })),
    ...ofBackends.flatMap((filter) => backendFilterNeeds(at, filter)),
  ];
}

function backendFilterNeeds(at: string, filter: object): Need[] {
  switch (typeOf(filter)) {
    case 'RequestHeaderModifier':
      return [{ what: `${at}backends, request headers in filters`, feature: 'HTTPRouteBackendRequestHeaderModification' }];
    case 'URLRewrite':
      return [{ what: `${at}backends, rewrite in filters`, feature: 'HTTPRouteBackendURLRewrite' }];
    default:
      return [];
  }
}

function typeOf(filter: object): string {
  return (filter as { type: string }).type;
}
