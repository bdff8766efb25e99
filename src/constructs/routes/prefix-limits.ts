import type { GrantData } from '../../manifest/grant-data';
import { prefixCovers } from '../../manifest/path';
import { prefixLimit } from '../../manifest/prefix-limit';
import { type Place, refused } from '../base/problems';
import type { RouteMatchData } from './route-data';

/**
 * Under a grant of path prefixes every match stays under one of them, on every hostname of the route.
 *
 * @throws naming the match and the prefixes
 */
export function checkPrefixes(
  place: Place, at: string, grant: GrantData, hostnames: readonly string[], matches: readonly RouteMatchData[],
): void {
  for (const hostname of hostnames) {
    const limit = prefixLimit(grant.hostnames, hostname);
    if (limit === undefined) continue;
    const { prefixes } = limit;
    matches.forEach((match, i) => {
      const reason = reasonAgainst(match, prefixes);
      if (reason === undefined) return;
      const granted = prefixes.map((prefix) => `"${prefix}"`).join(', ');
      throw refused(place, `${at}[${i}]: ${reason}, and "${hostname}" is granted under ${granted} only; `
        + 'match an exact path or a prefix there');
    });
  }
}

function reasonAgainst({ path }: RouteMatchData, prefixes: readonly string[]): string | undefined {
  if (path.type === 'RegularExpression') return `the regular expression "${path.value}" cannot be held to a prefix`;
  if (prefixes.some((prefix) => prefixCovers(prefix, path.value))) return undefined;
  return path.type === 'PathPrefix' && path.value === '/' ? 'it takes every path' : `path "${path.value}" is not there`;
}
