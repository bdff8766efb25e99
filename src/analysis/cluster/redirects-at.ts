import { flatMap } from '../../manifest/flat-map';
import type { MatchConditions } from '../../manifest/match-conditions';
import { portOfScheme, redirectOf } from '../../manifest/redirects';
import { filtersOf, type Part, rulesOf } from '../../manifest/trap-parts';
import type { Entry } from '../rule';
import { attachmentsOf } from './attachment';
import type { ClusterIndex } from './cluster-index';
import type { OwnListener } from './own-listeners';
import { hostnamesOf } from './references';
import { routeMatches } from './route-rules';

/** A rule that redirects, at one listener; or wherever the route attaches, where no listener is known. */
export interface PlacedRedirect {
  readonly settings: Readonly<Record<string, unknown>>;
  /** Where the settings stand. */
  readonly path: string;
  /** The matches of the rule, and those of the route's other rules. */
  readonly matches: readonly MatchConditions[];
  readonly others: readonly MatchConditions[];
  readonly listener?: OwnListener;
  /** What route and listener both serve; empty for every hostname. */
  readonly hostnames: readonly string[];
}

/** Where a redirect leads, as far as it is written or known. Source: Gateway API v1.6.1, HTTPRequestRedirectFilter. */
export interface RedirectTarget {
  readonly scheme?: string;
  readonly port?: number;
}

/** The rules of a route that redirect, at each listener that it attaches to. */
export function redirectsAt(route: Entry, index: ClusterIndex): PlacedRedirect[] {
  const redirects = flatMap(rulesOf(route.manifest.spec), (rule) => redirectsIn(rule, route));
  if (redirects.length === 0) return [];
  const places = flatMap(attachmentsOf(route, index), ({ listeners }) => listeners);
  if (places.length === 0) return redirects.map((redirect) => ({ ...redirect, hostnames: hostnamesOf(route.manifest) }));
  return flatMap(places, ({ listener, hostnames }) => redirects.map((redirect) => ({ ...redirect, listener, hostnames })));
}

type Written = Pick<PlacedRedirect, 'settings' | 'path' | 'matches' | 'others'>;

function redirectsIn(rule: Part, route: Entry): Written[] {
  return flatMap(filtersOf(rule), ({ value, path }) => {
    const settings = redirectOf(value);
    if (!settings) return [];
    const all = flatMap(routeMatches(route), (match) => (match.conditions ? [{ match, conditions: match.conditions }] : []));
    const isOwn = ({ match }: (typeof all)[number]): boolean => `spec.rules[${match.rule}]` === rule.path;
    return [{
      settings, path: `${path}.requestRedirect`,
      matches: all.filter(isOwn).map(({ conditions }) => conditions),
      others: all.filter((one) => !isOwn(one)).map(({ conditions }) => conditions),
    }];
  });
}

/** Scheme and port of the new address: what is not written is that of the request, and a written scheme brings its own port. */
export function targetOf({ settings: { scheme, port }, listener }: PlacedRedirect): RedirectTarget {
  const own = schemeOf(listener);
  const written = typeof scheme === 'string' ? scheme : undefined;
  const number = typeof port === 'number' ? port : undefined;
  return { scheme: written ?? own, port: number ?? (written === undefined ? listener?.port : portOfScheme(written)) };
}

/** The scheme of requests at a listener, where it is one of HTTP. */
export function schemeOf(listener: OwnListener | undefined): string | undefined {
  if (listener?.protocol === 'HTTP') return 'http';
  return listener?.protocol === 'HTTPS' ? 'https' : undefined;
}

/** Whether the new address may be on the hostname that was asked for. */
export function staysOnHost({ settings: { hostname }, hostnames }: PlacedRedirect): boolean {
  return hostname === undefined || hostnames.includes(String(hostname));
}
