import { grpcPrefix } from '../../manifest/grpc-prefix';
import { prefixCovers } from '../../manifest/path';
import { prefixLimit } from '../../manifest/prefix-limit';
import { quoted } from '../../manifest/text';
import { type Place, refused } from '../base/problems';
import type { Attachment } from './attachment';
import type { GrpcMatchData, RouteMatchData } from './route-data';

/**
 * Under a grant of path prefixes every match stays under one of them, on every hostname of the route.
 *
 * @throws naming the match and the prefixes
 */
export function checkPrefixes(
  place: Place, at: string, { grant, hostnames }: Attachment, matches: readonly RouteMatchData[],
): void {
  for (const hostname of hostnames) {
    const limit = prefixLimit(grant?.hostnames ?? [], hostname);
    if (limit === undefined) continue;
    const { prefixes } = limit;
    matches.forEach((match, i) => {
      const reason = reasonAgainst(match, prefixes);
      if (reason === undefined) return;
      throw refused(place, `${at}[${i}]: ${reason}, and "${hostname}" is granted under ${quoted(prefixes)} only; `
        + 'match an exact path or a prefix there');
    });
  }
}

/**
 * A service is a prefix of the paths of its calls, and so is a method: a grant of prefixes holds for GRPCRoutes, too.
 *
 * @throws naming the match and the prefixes
 */
export function checkGrpcPrefixes(
  place: Place, at: string, { grant, hostnames }: Attachment, matches: readonly GrpcMatchData[] | undefined,
): void {
  for (const hostname of hostnames) {
    const limit = prefixLimit(grant?.hostnames ?? [], hostname);
    if (limit === undefined) continue;
    const { prefixes } = limit;
    const index = matches === undefined ? 0 : matches.findIndex(({ method }) => {
      const path = grpcPrefix(method);
      return path === undefined || !prefixes.some((prefix) => prefixCovers(prefix, path));
    });
    if (index < 0) continue;
    throw refused(place, `${at}${matches === undefined ? ' is missing, so the rule takes every call' : `[${index}] takes calls beside the grant`}, `
      + `and "${hostname}" is granted under ${quoted(prefixes)} only; match a service or a method there by name, `
      + 'such as GrpcMatch.service(\'shop.v1.Products\') under "/shop.v1.Products"');
  }
}

/**
 * Kinds without paths cannot stay under a prefix.
 *
 * @throws where a hostname of the route is granted under prefixes only
 */
export function refusePrefixes(place: Place, kind: string, { grant, hostnames }: Attachment): void {
  for (const hostname of hostnames) {
    const limit = prefixLimit(grant?.hostnames ?? [], hostname);
    if (limit === undefined) continue;
    throw refused(place, `"${hostname}" is granted under ${quoted(limit.prefixes)} only, and a ${kind} has no paths; `
      + 'write a TeamRoute, or have the operator grant the whole hostname');
  }
}

function reasonAgainst({ path }: RouteMatchData, prefixes: readonly string[]): string | undefined {
  if (path.type === 'RegularExpression') return `the regular expression "${path.value}" cannot be held to a prefix`;
  if (prefixes.some((prefix) => prefixCovers(prefix, path.value))) return undefined;
  return path.type === 'PathPrefix' && path.value === '/' ? 'it takes every path' : `path "${path.value}" is not there`;
}
