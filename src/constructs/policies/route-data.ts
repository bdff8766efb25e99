import { isDelegated } from '../../manifest/delegation';
import type { GrantData, HostnameData } from '../../manifest/grant-data';
import { covers, isWildcard } from '../../manifest/hostname';
import { normalizePrefix } from '../../manifest/path';
import { quote } from '../../manifest/quote';
import { celMap, celStringMap, celStrings } from './cel';
import { byNamespace, type Held } from './held-grants';

/** The whole of a hostname, as the tables name a limit. */
const WHOLE = '';

/**
 * What the grants of namespaces say about routes, as CEL for the request's namespace; sections are named
 * `namespace/gateway/section`, and all ListenerSets of a namespace `(ListenerSet) namespace`.
 */
export interface RouteTables {
  /** The granted sections. */
  readonly granted: string;
  /** section → granted hostname → name of its path limit. */
  readonly exact: string;
  /** section → granted wildcards, the narrowest first: `[[suffix, name of its path limit], …]`. */
  readonly wildcards: string;
  /** section → the listener's own hostname, '' for none. */
  readonly listeners: string;
  /** name of a path limit → prefixes. */
  readonly prefixes: string;
  readonly hasPrefixes: boolean;
}

interface Section {
  /** The listener's own hostname, '' for none. */
  readonly listener: string;
  readonly served: HostnameData[];
}

/** The tables of what namespaces hold. */
export function routeTables(held: readonly Held[]): RouteTables {
  const all = new Map(held.map(({ grants }) => [grants, tablesOf(grants)]));
  const of = (table: Exclude<keyof RouteTables, 'hasPrefixes'>): string =>
    byNamespace(held, (grants) => String(all.get(grants)?.[table]));
  return {
    granted: of('granted'), exact: of('exact'), wildcards: of('wildcards'), listeners: of('listeners'), prefixes: of('prefixes'),
    hasPrefixes: [...all.values()].some(({ hasPrefixes }) => hasPrefixes),
  };
}

function tablesOf(grants: readonly GrantData[]): RouteTables {
  const limits = new Limits();
  const sections = [...sectionsOf(grants)];
  const table = (literal: (section: Section) => string): string =>
    celMap(sections.map(([key, section]) => [key, literal(section)]));
  return {
    granted: celStrings(sections.map(([key]) => key)),
    exact: table(({ served }) => exactLiteral(served, limits)),
    wildcards: table(({ served }) => wildcardsLiteral(served, limits)),
    listeners: table(({ listener }) => quote(listener)),
    prefixes: celMap(limits.entries()),
    hasPrefixes: limits.entries().length > 0,
  };
}

/** Which sections serve which hostnames. */
function sectionsOf(grants: readonly GrantData[]): Map<string, Section> {
  const sections = new Map<string, Section>();
  for (const grant of grants) {
    const { gateway, sections: granted, hostnames } = grant;
    if (isDelegated(grant)) addSets(sections, grant);
    for (const { name, hostname: listener = '' } of granted) {
      const key = sectionKey(gateway, name);
      const served = hostnames.filter((entry) => entry.sections.includes(name));
      if (served.length > 0) sections.set(key, { listener, served: [...sections.get(key)?.served ?? [], ...served] });
    }
  }
  return sections;
}

/** Overlaps no hostname: listeners of the team's own serve only what was delegated, whatever a route there claims. */
const OWN_LISTENER = ' ';

/** The ListenerSets of a delegation's namespaces serve its hostnames. */
function addSets(sections: Map<string, Section>, { namespaces, hostnames }: GrantData): void {
  for (const key of namespaces.map((namespace) => `${ANY_SET}${namespace}`)) {
    sections.set(key, { listener: OWN_LISTENER, served: [...sections.get(key)?.served ?? [], ...hostnames] });
  }
}

/** How the tables name all ListenerSets of a namespace, before it: no kind and no namespace starts so. */
export const ANY_SET = '(ListenerSet) ';

function sectionKey(gateway: GrantData['gateway'], section: string): string {
  return `${gateway.namespace}/${gateway.name}/${section}`;
}

function exactLiteral(served: readonly HostnameData[], limits: Limits): string {
  const names = namesOf(served).filter((name) => !isWildcard(name));
  return celStringMap(Object.fromEntries(names.map((name) => [name, limitOf(name, served, limits)])));
}

/** A hostname stands under a wildcard where it ends with the rest after the star; so does the wildcard itself. */
function wildcardsLiteral(served: readonly HostnameData[], limits: Limits): string {
  const rows = namesOf(served).filter(isWildcard).map((name) => celStrings([name.slice(1), limitOf(name, served, limits)]));
  return `[${rows.join(', ')}]`;
}

function namesOf(served: readonly HostnameData[]): string[] {
  return [...new Set(served.map(({ hostname }) => hostname))].sort(narrowestFirst);
}

/** Name of the limit of a hostname: the prefixes of all that cover it. */
function limitOf(name: string, served: readonly HostnameData[], limits: Limits): string {
  return limits.nameOf(served.filter(({ hostname }) => covers(hostname, name)).flatMap(({ prefixes }) => prefixes));
}

function narrowestFirst(a: string, b: string): number {
  return b.length - a.length || (a < b ? -1 : 1);
}

/** The distinct sets of prefixes, each under a short name. */
class Limits {
  readonly #names = new Map<string, string>();

  public nameOf(prefixes: readonly string[]): string {
    const normal = [...new Set(prefixes.map(normalizePrefix))].sort();
    if (normal.includes('/')) return WHOLE;
    const literal = celStrings(normal);
    const name = this.#names.get(literal) ?? `limit-${this.#names.size}`;
    this.#names.set(literal, name);
    return name;
  }

  public entries(): [string, string][] {
    return [...this.#names].map(([literal, name]) => [name, literal]);
  }
}

/** The sections that are granted in one namespace, as a CEL literal, for routes that have no hostnames. */
export function sectionList(grants: readonly GrantData[]): string {
  const keys = grants.flatMap(({ gateway, sections }) => sections.map(({ name }) => sectionKey(gateway, name)));
  return celStrings([...new Set(keys)]);
}
