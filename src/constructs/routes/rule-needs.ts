import { isOlderThan } from '../../manifest/bundle-version';
import type { GrantData } from '../../manifest/grant-data';
import { type Place, refused } from '../base/problems';
import { unsupported } from '../platform/unsupported';
import type { RuleData } from './route-data';

/** First release whose standard channel has the CORS filter. */
const CORS_SINCE = 5;

/** What a rule asks of the cluster's CRDs and of the implementation. */
interface Need {
  /** How messages name it. */
  readonly what: string;
  readonly experimental?: boolean;
  /** Feature of Gateway API's conformance reports. */
  readonly feature?: string;
}

/**
 * Refuses what the grant's cluster or implementation would drop without a word: the API server prunes fields that its
 * CRDs do not have.
 *
 * @param at what stands before the names of the rule's options
 */
export function checkNeeds(place: Place, at: string, { cluster, implementation }: GrantData, rules: readonly RuleData[]): void {
  const { channel, version } = cluster.gatewayApi;
  for (const { what, experimental, feature } of rules.flatMap((rule) => needsOf(at, rule, version))) {
    if (experimental === true && channel === 'standard') {
      throw refused(place, `${what}: only the experimental channel of Gateway API ${version} has it, and cluster "${cluster.name}" has the standard `
        + 'one; leave it out, or have the platform install that channel and say so (gatewayApiChannel of the ClusterProfile)');
    }
    if (feature !== undefined && implementation.unsupportedFeatures.includes(feature)) {
      throw unsupported(place, what, feature, implementation.name);
    }
  }
}

function needsOf(at: string, rule: RuleData, version: string): Need[] {
  const { retry, sessionPersistence, filters = [], backendRefs = [] } = rule;
  const ofBackends = backendRefs.flatMap((ref) => ref.filters ?? []);
  return [
    ...(retry === undefined ? [] : [{ what: `${at}retry`, experimental: true, feature: 'HTTPRouteRetry' }]),
    ...(sessionPersistence === undefined ? [] : [{ what: `${at}sessionPersistence`, experimental: true }]),
    ...[...filters, ...ofBackends].flatMap((filter) => filterNeeds(at, filter, version)),
    ...ofBackends.flatMap((filter) => backendFilterNeeds(at, filter)),
  ];
}

function filterNeeds(at: string, filter: object, version: string): Need[] {
  switch (typeOf(filter)) {
    case 'CORS':
      return [{ what: `${at}filters, CORS`, experimental: isOlderThan(version, CORS_SINCE), feature: 'HTTPRouteCORS' }];
    case 'ExternalAuth':
      return [{ what: `${at}filters, ExternalAuth`, experimental: true }];
    default:
      return [];
  }
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
