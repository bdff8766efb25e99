import { Category, Severity } from '../../../manifest/finding';
import type { ProxyPeers } from '../../../manifest/grant-data';
import { entitiesOf, peersOf } from '../../../manifest/proxy-peers';
import { type ClusterIndex, namespaceOf } from '../../cluster/cluster-index';
import { shownName } from '../../cluster/describe-entry';
import { describeSelector } from '../../cluster/label-selector';
import { effectiveRulesOf, type Peer } from '../../cluster/network-policy';
import { workloadsOfPeer } from '../../cluster/policy-pods';
import { isMeantForProxies, matchOfProxies, namespacesMeant } from '../../cluster/proxy-match';
import { type GatewayProxies, gatewayProxies, gatewaysByProxyNamespace } from '../../cluster/proxy-places';
import { isStrayProxyNamespace } from '../../cluster/stray-proxies';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from './network-policy-type';

/** A peer that is meant for a gateway's proxies takes those of the implementation that the class of the Gateway names. */
export const proxyPeer: Rule = {
  code: 'GW407',
  title: 'A peer for a gateway that takes none of its proxies',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'The labels and namespaces of each implementation\'s proxies, as its documentation and code have them',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    if (gatewayProxies(index).length === 0) return [];
    const home = namespaceOf(manifest);
    return effectiveRulesOf(manifest, 'ingress').flatMap(({ peers = [] }) => peers.flatMap((peer) => judge(peer, home, index)));
  },
};

function judge(peer: Peer, home: string | undefined, index: ClusterIndex): RuleResult[] {
  if (peer.ipBlock !== undefined || workloadsOfPeer(peer, home, index).length > 0) return [];
  const namespaces = namespacesMeant(peer, home);
  const gateways = namespaces.flatMap((namespace) => gatewaysByProxyNamespace(index).get(namespace) ?? []);
  if (gateways.length === 0) {
    return isStrayProxyNamespace(peer, namespaces, home, index) ? [stray(peer, gatewayProxies(index)[0])] : [];
  }
  if (!isMeantForProxies(peer, index)) return [];
  const matches = gateways.map((one) => matchOfProxies(peer, one));
  if (matches.includes('yes')) return [];
  return [resultOf(peer, gateways[0], matches.includes('maybe'))];
}

function resultOf(peer: Peer, one: GatewayProxies, isUnknown: boolean): RuleResult {
  const who = `the proxies of Gateway ${namespaceOf(one.gateway) ?? ''}/${shownName(one.gateway)} (${one.implementation.name})`;
  const [proxies] = one.proxies;
  const selector = describeSelector(peer.podSelector);
  const what = selector === '' ? 'the peer' : `pods with ${selector}`;
  return {
    message: isUnknown
      ? `whether ${who} are ${what} is not known: their own labels are others, and without them its requests are dropped`
      : `${who} are not ${what}: ${placeOf(proxies)}; so its requests are dropped`,
    fix: fixOf(proxies), path: peer.path, ...(isUnknown && { severity: Severity.UNKNOWN }),
  };
}

function stray(peer: Peer, one: GatewayProxies): RuleResult {
  return {
    message: `the peer looks for proxies that no Gateway here has: those of Gateway ${namespaceOf(one.gateway) ?? ''}/${shownName(one.gateway)} `
      + `(${one.implementation.name}) are elsewhere, ${placeOf(one.proxies[0])}; so its requests are dropped`,
    fix: fixOf(one.proxies[0]), path: peer.path,
  };
}

function placeOf({ form, namespace, podLabels, cidrs = [], reason }: ProxyPeers): string {
  if (form === 'pods') return `they run in namespace "${namespace}" with ${describeSelector({ matchLabels: podLabels })}`;
  if (form === 'ciliumEntity') return 'they run in the network of the nodes, where no NetworkPolicy can name them';
  return form === 'addresses' ? `they run outside of the cluster, at ${cidrs.join(' and ')}` : String(reason);
}

function fixOf(proxies: ProxyPeers): string {
  const [entity] = entitiesOf(proxies);
  if (entity !== undefined) return `write a CiliumNetworkPolicy with fromEntities: [${entity}]`;
  const peers = peersOf(proxies);
  return peers.length === 0 ? 'write the addresses of the load balancer as ipBlock' : `write ${peers.map((peer) => JSON.stringify(peer)).join(' and ')}`;
}
