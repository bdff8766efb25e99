import { prefixCovers } from '../../manifest/path';
import { prefixLimit } from '../../manifest/prefix-limit';
import { quoted } from '../../manifest/text';
import { type Place, refused } from '../base/problems';
import type { Attachment } from './attachment';
import type { RouteMatchData } from './route-data';

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
