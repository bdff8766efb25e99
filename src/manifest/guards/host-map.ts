import type { GrantData } from '../grant-data';
import { push } from '../group-by';
import { isWildcard } from '../hostname';
import { normalizePrefix } from '../path';

/** The hostnames of a namespace: whole ones, since a part of a hostname gives no right to its certificate or its address. */
interface GrantedHosts {
  readonly exact: readonly string[];
  /** What stands under a wildcard ends so; the wildcard itself does too. */
  readonly suffixes: readonly string[];
}

/** The hostnames that grants give as a whole. */
export function wholeHosts(grants: readonly Pick<GrantData, 'hostnames'>[]): GrantedHosts {
  const whole = grants.flatMap(({ hostnames }) => hostnames)
    .filter(({ prefixes }) => prefixes.map(normalizePrefix).includes('/')).map(({ hostname }) => hostname);
  const all = [...new Set(whole)].sort();
  return {
    exact: all.filter((name) => !isWildcard(name)), suffixes: all.filter(isWildcard).map((name) => name.slice(1)),
  };
}

/** The hostnames of every granted namespace. */
export function hostMap(grants: readonly GrantData[]): Map<string, GrantedHosts> {
  const byNamespace = new Map<string, GrantData[]>();
  for (const grant of grants) {
    for (const namespace of grant.namespaces) push(byNamespace, namespace, grant);
  }
  return new Map([...byNamespace].map(([namespace, held]) => [namespace, wholeHosts(held)]));
}
