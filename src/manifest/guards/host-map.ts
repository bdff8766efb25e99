import type { GrantData } from '../grant-data';
import { isWildcard } from '../hostname';
import { normalizePrefix } from '../path';

/** The hostnames of a namespace: whole ones, since a part of a hostname gives no right to its certificate or its address. */
export interface GrantedHosts {
  readonly exact: readonly string[];
  /** What stands under a wildcard ends so; the wildcard itself does too. */
  readonly suffixes: readonly string[];
}

/** The hostnames of every granted namespace. */
export function hostMap(grants: readonly GrantData[]): Map<string, GrantedHosts> {
  const byNamespace = new Map<string, Set<string>>();
  for (const { namespaces, hostnames } of grants) {
    const whole = hostnames.filter(({ prefixes }) => prefixes.map(normalizePrefix).includes('/')).map(({ hostname }) => hostname);
    for (const namespace of namespaces) {
      const known = byNamespace.get(namespace) ?? new Set<string>();
      whole.forEach((hostname) => known.add(hostname));
      byNamespace.set(namespace, known);
    }
  }
  return new Map([...byNamespace].map(([namespace, names]) => {
    const all = [...names].sort();
    return [namespace, {
      exact: all.filter((name) => !isWildcard(name)), suffixes: all.filter(isWildcard).map((name) => name.slice(1)),
    }];
  }));
}

/** Whether a namespace may have a certificate or a DNS record for a name. */
export function isGrantedHost(hosts: GrantedHosts | undefined, name: string): boolean {
  return hosts !== undefined && (hosts.exact.includes(name) || hosts.suffixes.some((suffix) => name.endsWith(suffix)));
}

/** Whether a name is that of a Service of the namespace, which certificates of webhooks show. */
export function isServiceName(namespace: string, name: string): boolean {
  return name.endsWith(`.${namespace}.svc`) || name.endsWith(`.${namespace}.svc.cluster.local`);
}
