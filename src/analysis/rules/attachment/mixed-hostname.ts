import { Category, Severity } from '../../../manifest/finding';
import { covers, isWildcard, overlaps, patternsOver } from '../../../manifest/hostname';
import { GATEWAY_API } from '../../../manifest/kinds';
import { groupOf } from '../../../manifest/manifest';
import { describeEntry } from '../../cluster/describe-entry';
import { listenersOf } from '../../cluster/listener-routes';
import { compareRoutes } from '../../cluster/precedence';
import { hostnamesOf } from '../../cluster/references';
import { oncePerIndex } from '../../once-per-index';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

/** Stands for every hostname, where a route names none. */
const EVERY = '';

/** The first HTTPRoute of each hostname at each listener. */
const httpRoutes = oncePerIndex((index) => {
  const places = new Map<string, Map<string, Entry>>();
  for (const entry of index.ofKind(GATEWAY_API, 'HTTPRoute')) {
    for (const { key } of listenersOf(entry, index)) {
      const claimed = places.get(key) ?? new Map<string, Entry>();
      places.set(key, claimed);
      for (const hostname of claimsOf(entry)) if (!claimed.has(hostname)) claimed.set(hostname, entry);
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
        const rival = rivalOf(hostname, claimed!, listener);
        if (rival === undefined) continue;
        return [{
          message: `${describeEntry(claimed!.get(rival)!)} serves ${shown(rival)} at ${name}, and this route ${shown(hostname)}; `
            + `an implementation may accept only ${firstOf(claimed!.get(rival)!, entry)}`,
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

function claimsOf({ manifest }: Entry): string[] {
  const hostnames = hostnamesOf(manifest);
  return hostnames.length > 0 ? hostnames : [EVERY];
}

function shown(hostname: string): string {
  return hostname === EVERY ? 'every hostname' : `"${hostname}"`;
}

/** A hostname of HTTPRoutes that some request for `hostname` at the listener would be for as well. */
function rivalOf(hostname: string, claimed: ReadonlyMap<string, Entry>, listener: string | undefined): string | undefined {
  const isExact = hostname !== EVERY && !isWildcard(hostname);
  const candidates = isExact ? [hostname, ...patternsOver(hostname), EVERY] : [...claimed.keys()];
  return candidates.find((other) => claimed.has(other) && meetsAt(listener, hostname, other));
}

/** Whether two hostnames have one in common that the listener serves. */
function meetsAt(listener: string | undefined, a: string, b: string): boolean {
  const [mine, theirs] = [a, b].map((hostname) => (hostname === EVERY ? undefined : hostname));
  if (!overlaps(mine, theirs)) return false;
  return overlaps(listener, covers(mine, theirs) ? theirs : mine);
}
