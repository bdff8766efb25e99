import { Category, Severity } from '../../../manifest/finding';
import { getOrAdd } from '../../../manifest/group-by';
import { overlaps } from '../../../manifest/hostname';
import { GATEWAY_API } from '../../../manifest/kinds';
import { groupOf } from '../../../manifest/manifest';
import { describeEntry } from '../../cluster/describe-entry';
import { HostnameTable } from '../../cluster/hostname-table';
import { listenersOf } from '../../cluster/listener-routes';
import { compareRoutes } from '../../cluster/precedence';
import { hostnamesOf } from '../../cluster/references';
import { oncePerIndex } from '../../once';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

/** A hostname of an HTTPRoute; without one, every hostname. */
interface Claimed {
  readonly entry: Entry;
  readonly hostname?: string;
}

/** The HTTPRoutes of each hostname that a listener serves, at each listener. */
const httpRoutes = oncePerIndex((index) => {
  const places = new Map<string, HostnameTable<Claimed>>();
  for (const entry of index.ofKind(GATEWAY_API, 'HTTPRoute')) {
    for (const { key, hostname: listener } of listenersOf(entry, index)) {
      const claimed = getOrAdd(places, key, () => new HostnameTable<Claimed>());
      for (const hostname of claimsOf(entry)) {
        if (overlaps(listener, hostname)) claimed.add(hostname, { entry, ...(hostname !== undefined && { hostname }) });
      }
    }
  }
  return places;
});

/** A hostname of a listener is for HTTPRoutes or for GRPCRoutes: an implementation may take the older one alone. */
export const mixedHostname: Rule = {
  code: 'GW046',
  title: 'An HTTPRoute and a GRPCRoute for one hostname of a listener',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, GRPCRouteSpec.hostnames and the page on GRPCRoute, cross serving',
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const { manifest } = entry;
    if (manifest.kind !== 'GRPCRoute' || groupOf(manifest.apiVersion) !== GATEWAY_API) return [];
    return listenersOf(entry, index).flatMap(({ key, name, path, hostname: listener }) => {
      const claimed = httpRoutes(index).get(key);
      for (const hostname of claimed ? claimsOf(entry) : []) {
        const rival = overlaps(listener, hostname) ? claimed!.first(hostname) : undefined;
        if (rival === undefined) continue;
        return [{
          message: `${describeEntry(rival.entry)} serves ${shown(rival.hostname)} at ${name}, and this route ${shown(hostname)}; `
            + `an implementation may accept only ${firstOf(rival.entry, entry)}`,
          fix: 'give the calls a hostname of their own, or acknowledge it where the implementation serves both',
          path,
        }];
      }
      return [];
    });
  },
};

/** Which of the two comes first, as far as their ages are here. */
function firstOf(rival: Entry, entry: Entry): string {
  const order = compareRoutes(rival, entry);
  if (order === undefined) return 'the older one of the two';
  return `${order < 0 ? 'the HTTPRoute' : 'this one'}, which is older, or first by name`;
}

function claimsOf({ manifest }: Entry): (string | undefined)[] {
  const hostnames = hostnamesOf(manifest);
  return hostnames.length > 0 ? hostnames : [undefined];
}

function shown(hostname: string | undefined): string {
  return hostname === undefined ? 'every hostname' : `"${hostname}"`;
}
