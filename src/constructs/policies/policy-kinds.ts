import type { GrantData, ProxyPeers } from '../../manifest/grant-data';
import { policyKindOf } from '../../manifest/proxy-peers';

/** The kinds of network policy that a team writes in a namespace: those by which its gateways' proxies reach its backends. */
export function policyKindsIn(namespace: string, grants: readonly GrantData[]): string[] {
  const here = grants.filter((grant) => grant.namespaces.includes(namespace));
  return [...new Set(isolatingProxies(here).flatMap((proxies) => policyKindOf(proxies) ?? []))].sort();
}

/** The proxies that policies let in where grants isolate ingress. */
export function isolatingProxies(grants: readonly GrantData[]): ProxyPeers[] {
  return grants.filter((grant) => grant.isolation.ingress).map(({ proxies }) => proxies);
}
