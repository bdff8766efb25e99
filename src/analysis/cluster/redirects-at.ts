import { flatMap } from '../../manifest/flat-map';
import { groupBy } from '../../manifest/group-by';
import { portOfScheme, redirectOf } from '../../manifest/redirects';
import { filtersOf, rulesOf } from '../../manifest/trap-parts';
import type { Entry } from '../rule';
import { attachedListeners } from './attachment';
import { type Claim, claimsOf } from './claims';
import type { ClusterIndex } from './cluster-index';
import type { OwnListener } from './own-listeners';
import { hostnamesOf } from './references';
import { type RouteMatch, routeMatches } from './route-rules';

/** A rule that redirects, at one listener; or wherever the route attaches, where no listener is known. */
export interface PlacedRedirect {
  readonly settings: Readonly<Record<string, unknown>>;
  /** Where the settings stand. */
  readonly path: string;
  readonly route: Entry;
  /** The matches of the rule. */
  readonly matches: readonly RouteMatch[];
  readonly listener?: OwnListener;
  /** What the route claims there; of several places where no listener is known, none where it names no parent. */
  readonly claims: readonly Claim[];
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
  const redirects = redirectsOf(route);
  if (redirects.length === 0) return [];
  const places = attachedListeners(route, index);
  const claims = claimsOf(route, index);
  if (places.length === 0) return redirects.map((redirect) => ({ ...redirect, claims, hostnames: hostnamesOf(route.manifest) }));
  const byListener = groupBy(claims, ({ listener }) => listener);
  return flatMap(places, ({ listener, hostnames }) =>
    redirects.map((redirect) => ({ ...redirect, listener, claims: byListener.get(listener) ?? [], hostnames })));
}

type Written = Pick<PlacedRedirect, 'settings' | 'path' | 'route' | 'matches'>;

function redirectsOf(route: Entry): Written[] {
  const rules = rulesOf(route.manifest.spec);
  if (!rules.some((rule) => filtersOf(rule).some(({ value }) => redirectOf(value)))) return [];
  const matches = groupBy(routeMatches(route), ({ rule }) => `spec.rules[${rule}]`);
  return flatMap(rules, (rule) => flatMap(filtersOf(rule), ({ value, path }) => {
    const settings = redirectOf(value);
    return settings ? [{ settings, path: `${path}.requestRedirect`, route, matches: matches.get(rule.path) ?? [] }] : [];
  }));
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
