import { ApiObject } from 'cdk8s';
import { HeaderMatch, RouteMatch, type RouteRule, type TeamGrant, TeamRoute, type TeamRouteProps } from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { type Json, shopChart, specOf, web } from './shop';

export const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);
export const at = (path: string, rule: Partial<RouteRule> = {}): RouteRule => ({ matches: [RouteMatch.pathExact(path)], backends: [web()], ...rule });
/** Rules that tie with none. */
export const apart = (count: number, from = 0): RouteRule[] => numbers(count, from).map((n) => at(`/${n}`));
/** Rules that all tie: some request has every one of these headers. */
export const tying = (count: number, path = '/shared'): RouteRule[] => numbers(count).map((n) =>
  ({ matches: [RouteMatch.pathPrefix(path, { headers: [HeaderMatch.exact(`x-${n}`, 'on')] })], backends: [web()] }));
export const routeOf = (rules: RouteRule[], props: Partial<TeamRouteProps> = {}, ...grants: TeamGrant[]): TeamRoute =>
  new TeamRoute(shopChart(...grants), 'web', { rules, ...props });

/** The routes that a route is, by the id of the part; the route itself has none. */
export function partsOf(route: ApiObject): Record<string, Json> {
  const parts = route.node.children.filter((child): child is ApiObject => ApiObject.isApiObject(child) && child.kind === route.kind);
  return Object.fromEntries([['', specOf(route)], ...parts.map((part) => [part.node.id, specOf(part)])]);
}

/** Paths of the matches of each rule, of each part. */
export function pathsIn(route: ApiObject): Record<string, string[]> {
  return Object.fromEntries(Object.entries(partsOf(route)).map(([id, { rules }]) => [id, (rules as Json[]).flatMap(({ matches }) =>
    (matches as { path: { value: string } }[]).map(({ path }) => path.value))]));
}

export const paths = (count: number, from = 0): string[] => numbers(count, from).map((n) => `/${n}`);

/** A grant of hostnames that each have a section, or several, of their own. */
export function perHostname(hostnames: string[], ports = [443], kinds = ['HTTPRoute'], protocol = 'HTTPS'): Partial<GrantData> {
  const names = (hostname: string): string[] => ports.map((port) => `${port}-${hostname.replace(/\./g, '-')}`);
  return {
    routeKinds: kinds,
    sections: hostnames.flatMap((hostname) => ports.map((port, i) => ({ name: names(hostname)[i], port, protocol, hostname }))),
    hostnames: hostnames.map((hostname) => ({ hostname, sections: names(hostname), prefixes: ['/'] })),
  };
}

export const hosts = (count: number): string[] => numbers(count).map((n) => `h${n}.company.com`);
export const sectionsOf = ({ parentRefs }: Json): unknown[] => (parentRefs as Json[]).map(({ sectionName }) => sectionName);
