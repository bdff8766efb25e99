import type { ProxyPeers } from '../../manifest/grant-data';
import { isRecord, type Manifest } from '../../manifest/manifest';
import { oncePerIndex } from '../once';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { type Requirement, requirementsOf } from './label-selector';
import type { Peer } from './network-policy';
import { namedNamespaces } from './policy-pods';
import { type GatewayProxies, gatewayProxies, gatewaysByProxyNamespace } from './proxy-places';
import { specOf } from './references';
import { isClassicIstio } from './stray-proxies';

/** Whether a peer takes a gateway's proxies: `maybe` where it looks at labels of which it is not known what the proxies have. */
type ProxyMatch = 'yes' | 'maybe' | 'no';

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

/**
 * The Gateways whose proxies a peer seems to mean: in namespaces that it chooses those of these namespaces; in its own one, and
 * in all of them, those that its labels name; in its own one by labels that nothing but proxies has those of this namespace.
 */
export function gatewaysMeant(peer: Peer, home: string | undefined, index: ClusterIndex): readonly GatewayProxies[] {
  const gatewaysAt = gatewaysByProxyNamespace(index);
  if (choosesNamespaces(peer)) return namespacesMeant(peer, home).flatMap((namespace) => gatewaysAt.get(namespace) ?? []);
  const requirements = requirementsOf(peer.podSelector);
  const named = gatewayProxies(index).filter(({ gateway }) =>
    requirements.some(({ key, values }) => key.endsWith('gateway-name') && values.includes(nameOf(gateway))));
  if (named.length > 0 || peer.namespaceSelector !== undefined) return named;
  const isOfProxies = isClassicIstio(peer) || requirements.some(({ key }) => labelsOfProxies(index).has(key));
  return isOfProxies ? gatewaysAt.get(home) ?? [] : [];
}

/** Whether a peer takes some of the namespaces. */
function choosesNamespaces({ namespaceSelector }: Peer): boolean {
  return namespaceSelector !== undefined && requirementsOf(namespaceSelector).length > 0;
}

const labelsOfProxies = oncePerIndex((index) => new Set(gatewayProxies(index)
  .flatMap(({ proxies }) => proxies.flatMap(({ podLabels = {} }) => Object.keys(podLabels)))));

/** Whether a peer takes the proxies of a Gateway, in some mode of its implementation. */
export function matchOfProxies(peer: Peer, home: string | undefined, one: GatewayProxies): ProxyMatch {
  const matches = one.proxies.map((proxies) => matchOf(peer, home, proxies, one));
  if (matches.includes('yes')) return 'yes';
  return matches.includes('maybe') ? 'maybe' : 'no';
}

function matchOf(
  peer: Peer, home: string | undefined, { form, namespace, podLabels = {} }: ProxyPeers, { gateway }: GatewayProxies,
): ProxyMatch {
  if (form !== 'pods' || namespace === undefined || !takesNamespace(peer, home, namespace)) return 'no';
  const labels = new Map(Object.entries(podLabels));
  // Proxies of a namespace of their own are installed by hand or by Helm, where users add labels.
  const isInstalled = namespace !== namespaceOf(gateway) && !isTold(podLabels);
  const results = requirementsOf(peer.podSelector).map((requirement) => meetsLabel(requirement, labels, isInstalled, gateway));
  if (results.includes('no')) return 'no';
  return results.includes('maybe') ? 'maybe' : 'yes';
}

function takesNamespace(peer: Peer, home: string | undefined, namespace: string): boolean {
  if (peer.namespaceSelector === undefined) return namespace === home;
  return !choosesNamespaces(peer) || namedNamespaces(peer.namespaceSelector)?.includes(namespace) === true;
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
