import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API, ROUTE_KINDS } from '../../../manifest/kinds';
import { hasHostnames } from '../../../manifest/route-protocols';
import { describeEntry } from '../../cluster/describe-entry';
import { listenersOf } from '../../cluster/listener-routes';
import { compareRoutes, oldestFirst } from '../../cluster/precedence';
import { oncePerIndex } from '../../once';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

const PORT_KINDS = ROUTE_KINDS.filter((kind) => !hasHostnames(kind));

/** The first route at each listener, of the kinds that take all that arrives there: the oldest, where the ages are known. */
const firstRoutes = oncePerIndex((index) => {
  const first = new Map<string, Entry>();
  const routes = PORT_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind));
  for (const entry of oldestFirst(routes)) {
    for (const { key } of listenersOf(entry, index)) {
      const place = placeKey(entry, key);
      if (!first.has(place)) first.set(place, entry);
    }
  }
  return first;
});

/** A listener for TCP or UDP has one route: of several all are accepted, and the oldest gets everything. */
export const portListenerRoute: Rule = {
  code: 'GW045',
  title: 'Two routes that take all that arrives at one listener',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-2644: of several TCPRoutes or UDPRoutes at a listener the oldest gets the traffic',
  kinds: PORT_KINDS.map((kind) => `${GATEWAY_API}/${kind}`),
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    return listenersOf(entry, index).flatMap(({ key, name, path }) => {
      const first = firstRoutes(index).get(placeKey(entry, key));
      if (first === undefined || first === entry) return [];
      return [{
        message: `${describeEntry(first)} takes all that arrives at ${name} too; both are accepted, and ${outcomeOf(first, entry)}`,
        fix: 'attach one of them to another listener, or put all backends into one route, by weight',
        path,
      }];
    });
  },
};

function outcomeOf(first: Entry, entry: Entry): string {
  return (compareRoutes(first, entry) ?? 0) < 0 ? 'it gets it, as it is older' : 'only the older one gets it';
}

/** Where nothing is known of a Gateway, routes of two kinds do not meet: a listener serves one of them. */
function placeKey({ manifest }: Entry, key: string): string {
  return `${manifest.kind} ${key}`;
}
