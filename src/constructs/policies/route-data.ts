import type { GrantData, HostnameData } from '../../manifest/grant-data';
import { covers } from '../../manifest/hostname';
import { normalizePrefix } from '../../manifest/path';
import { quote } from '../../manifest/quote';
import { celMap, celStringMap, celStrings } from './cel';

/** The whole of a hostname, as the tables name a limit. */
const WHOLE = '';

/** What the grants say about routes, as CEL literals; sections are named `namespace/gateway/section`. */
export interface RouteTables {
  /** namespace → section → granted hostnames, the narrowest first, each with the name of its path limit. */
  readonly granted: string;
  /** section → the listener's own hostname, '' for none. */
  readonly listeners: string;
  /** name of a path limit → prefixes. */
  readonly prefixes: string;
  readonly hasPrefixes: boolean;
}

/** The tables of some namespaces; `grantsOf` gives the grants that hold in one. */
export function routeTables(namespaces: readonly string[], grantsOf: (namespace: string) => GrantData[]): RouteTables {
  const limits = new Limits();
  const listeners = new Map<string, string>();
  const granted = namespaces.flatMap((namespace): [string, string][] => {
    const grants = grantsOf(namespace);
    const sections = sectionsOf(grants, listeners);
    if (grants.length === 0) return [];
    const entries = [...sections].map(([key, hostnames]): [string, string] => [key, hostnamesLiteral(hostnames, limits)]);
    return [[namespace, celMap(entries)]];
  });
  return {
    granted: celMap(granted),
    listeners: celStringMap(Object.fromEntries(listeners)),
    prefixes: celMap(limits.entries()),
    hasPrefixes: limits.entries().length > 0,
  };
}

/** Which sections serve which hostnames; the listeners' own hostnames are noted on the way. */
function sectionsOf(grants: readonly GrantData[], listeners: Map<string, string>): Map<string, HostnameData[]> {
  const sections = new Map<string, HostnameData[]>();
  for (const { gateway, sections: granted, hostnames } of grants) {
    for (const { name, hostname = '' } of granted) {
      const key = sectionKey(gateway, name);
      const served = hostnames.filter((entry) => entry.sections.includes(name));
      if (served.length === 0) continue;
      listeners.set(key, hostname);
      sections.set(key, [...sections.get(key) ?? [], ...served]);
    }
  }
  return sections;
}

export function sectionKey(gateway: GrantData['gateway'], section: string): string {
  return `${gateway.namespace}/${gateway.name}/${section}`;
}

/** The hostnames of a section as `[[hostname, limit], …]`: the first that covers a route's hostname decides its paths. */
function hostnamesLiteral(hostnames: readonly HostnameData[], limits: Limits): string {
  const names = [...new Set(hostnames.map(({ hostname }) => hostname))].sort(narrowestFirst);
  const rows = names.map((name) => {
    const prefixes = hostnames.filter(({ hostname }) => covers(hostname, name)).flatMap((entry) => entry.prefixes);
    return celStrings([name, limits.nameOf(prefixes)]);
  });
  return `[${rows.join(', ')}]`;
}

function narrowestFirst(a: string, b: string): number {
  const wildcards = Number(a.startsWith('*.')) - Number(b.startsWith('*.'));
  return wildcards || b.length - a.length || (a < b ? -1 : 1);
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

/** namespace → its granted sections, as a CEL literal, for routes that have no hostnames. */
export function sectionTable(namespaces: readonly string[], grantsOf: (namespace: string) => GrantData[]): string {
  return celMap(namespaces.flatMap((namespace): [string, string][] => {
    const keys = grantsOf(namespace).flatMap(({ gateway, sections }) => sections.map(({ name }) => sectionKey(gateway, name)));
    return grantsOf(namespace).length === 0 ? [] : [[namespace, celMap([...new Set(keys)].map((key) => [key, quote('')]))]];
  }));
}
