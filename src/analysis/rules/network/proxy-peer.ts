import { Category, Severity } from '../../../manifest/finding';
import type { ProxyPeers } from '../../../manifest/grant-data';
import { isRecord, type Manifest } from '../../../manifest/manifest';
import { entitiesOf, peersOf } from '../../../manifest/proxy-peers';
import { type ClusterIndex, namespaceOf } from '../../cluster/cluster-index';
import { shownName } from '../../cluster/describe-entry';
import { describeSelector } from '../../cluster/label-selector';
import { effectiveRulesOf, type Peer } from '../../cluster/network-policy';
import { workloadsOfPeer } from '../../cluster/policy-pods';
import { gatewaysMeant, matchOfProxies, namespacesMeant } from '../../cluster/proxy-match';
import { type GatewayProxies, gatewayProxies } from '../../cluster/proxy-places';
import { specOf } from '../../cluster/references';
import { isStrayProxyNamespace } from '../../cluster/stray-proxies';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** A selector that is meant for a gateway's proxies takes those of the implementation that the class of the Gateway names. */
export const proxyPeer: Rule = {
  code: 'GW407',
  title: 'A selector for the proxies of a gateway that takes none of them',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'The labels and namespaces of each implementation\'s proxies, as its documentation and code have them',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    if (gatewayProxies(index).length === 0) return [];
    const home = namespaceOf(manifest);
    const peers = effectiveRulesOf(manifest, 'ingress').flatMap((rule) => rule.peers ?? []);
    return [
      ...judge({ podSelector: selectorOf(manifest), path: 'spec.podSelector' }, home, index, SUBJECT),
      ...peers.flatMap((peer) => judge(peer, home, index, PEER)),
    ];
  },
};

function selectorOf(manifest: Manifest): Record<string, unknown> | undefined {
  const { podSelector } = specOf(manifest);
  return isRecord(podSelector) ? podSelector : undefined;
}

/** What it comes to that a selector takes no proxies, and what to write. */
interface Use {
  readonly loss: string;
  fixOf(proxies: ProxyPeers): string;
}

const PEER: Use = { loss: 'its requests are dropped', fixOf: peerFix };
const SUBJECT: Use = { loss: 'the policy does not hold them', fixOf: subjectFix };

function judge(peer: Peer, home: string | undefined, index: ClusterIndex, use: Use): RuleResult[] {
  if (peer.ipBlock !== undefined || workloadsOfPeer(peer, home, index).length > 0) return [];
  const gateways = gatewaysMeant(peer, home, index);
  if (gateways.length === 0) {
    return isStrayProxyNamespace(peer, namespacesMeant(peer, home), home, index) ? [stray(peer, gatewayProxies(index)[0])] : [];
  }
  const matches = gateways.map((one) => matchOfProxies(peer, home, one));
  if (matches.includes('yes')) return [];
  return [resultOf(peer, gateways[0], matches.includes('maybe'), use)];
}

function resultOf(peer: Peer, one: GatewayProxies, isUnknown: boolean, use: Use): RuleResult {
  const who = `the proxies of Gateway ${namespaceOf(one.gateway) ?? ''}/${shownName(one.gateway)} (${one.implementation.name})`;
  const [proxies] = one.proxies;
  const selector = describeSelector(peer.podSelector);
  const where = peer.namespaceSelector === undefined ? ' of the policy\'s own namespace' : '';
  const what = selector === '' ? 'the peer' : `pods with ${selector}${where}`;
  return {
    message: isUnknown
      ? `whether ${who} are ${what} is not known: their own labels are others, and without them ${use.loss}`
      : `${who} are not ${what}: ${placeOf(proxies)}; so ${use.loss}`,
    fix: use.fixOf(proxies), path: peer.path, ...(isUnknown && { severity: Severity.UNKNOWN }),
  };
}

function stray(peer: Peer, one: GatewayProxies): RuleResult {
  return {
    message: `the peer looks for proxies that no Gateway here has: those of Gateway ${namespaceOf(one.gateway) ?? ''}/${shownName(one.gateway)} `
      + `(${one.implementation.name}) are elsewhere, ${placeOf(one.proxies[0])}; so ${PEER.loss}`,
    fix: PEER.fixOf(one.proxies[0]), path: peer.path,
  };
}

function placeOf({ form, namespace, podLabels, cidrs = [], reason }: ProxyPeers): string {
  if (form === 'pods') return `they run in namespace "${namespace}" with ${describeSelector({ matchLabels: podLabels })}`;
  if (form === 'ciliumEntity') return 'they run in the network of the nodes, where no NetworkPolicy can name them';
  return form === 'addresses' ? `they run outside of the cluster, at ${cidrs.join(' and ')}` : String(reason);
}

function peerFix(proxies: ProxyPeers): string {
  const [entity] = entitiesOf(proxies);
  if (entity !== undefined) return `write a CiliumNetworkPolicy with fromEntities: [${entity}]`;
  const peers = peersOf(proxies);
  return peers.length === 0 ? 'write the addresses of the load balancer as ipBlock' : `write ${peers.map((peer) => JSON.stringify(peer)).join(' and ')}`;
}

function subjectFix({ form, namespace, podLabels }: ProxyPeers): string {
  return form === 'pods'
    ? `write a policy in namespace "${namespace}" with podSelector ${JSON.stringify({ matchLabels: podLabels })}`
    : 'leave it out: no NetworkPolicy holds them';
}
