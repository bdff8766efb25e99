import type { ProxyPeers } from '../../manifest/grant-data';
import { isRecord, type Manifest } from '../../manifest/manifest';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { type Requirement, requirementsOf } from './label-selector';
import type { Peer } from './network-policy';
import { namedNamespaces } from './policy-pods';
import { type GatewayProxies, gatewaysByProxyNamespace } from './proxy-places';
import { specOf } from './references';

/** Whether a peer takes a gateway's proxies: `maybe` where it looks at labels of which it is not known what the proxies have. */
export type ProxyMatch = 'yes' | 'maybe' | 'no';

/** Labels that installations and implementations set beside those that tell a gateway's proxies. */
const FURTHER_LABELS = /^(app\.kubernetes\.io\/|helm\.sh\/|pod-template-hash$|([a-z0-9-]+\.)*istio\.io\/|gateway\.(?!envoyproxy\.io\/owning-))/;

/** The namespaces that a peer seems to mean: by the label of their name, or by one that looks like it. */
export function namespacesMeant({ namespaceSelector }: Peer, home: string | undefined): readonly (string | undefined)[] {
  if (namespaceSelector === undefined) return [home];
  const named = namedNamespaces(namespaceSelector);
  if (named) return named;
  const [first] = requirementsOf(namespaceSelector);
  return first?.key === 'name' && first.operator === 'In' ? first.values.filter((value) => typeof value === 'string') : [];
}

/** In another namespace, where a Gateway or its proxies stand; in the own one only by labels that gateways have. */
export function isMeantForProxies(peer: Peer, index: ClusterIndex): boolean {
  if (peer.namespaceSelector !== undefined) return true;
  const keys = requirementsOf(peer.podSelector).map(({ key }) => key);
  const known = new Set([...gatewaysByProxyNamespace(index).values()].flat()
    .flatMap(({ proxies }) => proxies.flatMap(({ podLabels = {} }) => Object.keys(podLabels))));
  return keys.some((key) => known.has(key) || key === 'istio');
}

/** Whether a peer takes the proxies of a Gateway, in some mode of its implementation. */
export function matchOfProxies(peer: Peer, one: GatewayProxies): ProxyMatch {
  const matches = one.proxies.map((proxies) => matchOf(peer, proxies, one));
  if (matches.includes('yes')) return 'yes';
  return matches.includes('maybe') ? 'maybe' : 'no';
}

function matchOf(peer: Peer, { form, namespace, podLabels = {} }: ProxyPeers, { gateway }: GatewayProxies): ProxyMatch {
  const namespaces = peer.namespaceSelector === undefined ? [namespace] : namedNamespaces(peer.namespaceSelector) ?? [];
  if (form !== 'pods' || namespace === undefined || !namespaces.includes(namespace)) return 'no';
  const labels = new Map(Object.entries(podLabels));
  // Proxies of a namespace of their own are installed by hand or by Helm, where users add labels.
  const isInstalled = namespace !== namespaceOf(gateway) && !isTold(podLabels);
  const results = requirementsOf(peer.podSelector).map((requirement) => meetsLabel(requirement, labels, isInstalled, gateway));
  if (results.includes('no')) return 'no';
  return results.includes('maybe') ? 'maybe' : 'yes';
}

function meetsLabel(
  { key, operator, values }: Requirement, labels: ReadonlyMap<string, string>, isInstalled: boolean, gateway: Manifest,
): ProxyMatch {
  const value = labels.get(key);
  if (value !== undefined) {
    if (operator === 'In' || operator === 'NotIn') return values.includes(value) === (operator === 'In') ? 'yes' : 'no';
    return operator === 'Exists' ? 'yes' : 'no';
  }
  if (operator === 'NotIn' || operator === 'DoesNotExist') return 'maybe';
  return isInstalled || FURTHER_LABELS.test(key) || labelsAskedFor(gateway).has(key) ? 'maybe' : 'no';
}

/** Whether labels name one Gateway: proxies are then made for it, and not installed by hand. */
function isTold(podLabels: Record<string, string>): boolean {
  return Object.keys(podLabels).some((key) => key.includes('gateway'));
}

/** Keys of labels that a Gateway asks for on all that is made for it. */
function labelsAskedFor(gateway: Manifest): ReadonlySet<string> {
  const { infrastructure } = specOf(gateway);
  return new Set(Object.keys(isRecord(infrastructure) && isRecord(infrastructure.labels) ? infrastructure.labels : {}));
}
