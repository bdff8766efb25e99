import { GATEWAY_API, NETWORKING, ROUTE_KINDS } from '../../manifest/kinds';
import { oncePerIndex } from '../once';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { requirementsOf } from './label-selector';
import type { Peer } from './network-policy';
import { workloadsByNamespace } from './workloads';

/** Namespaces in which implementations run their proxies by default, and hardly anything else. */
const PROXY_NAMESPACES = [
  'envoy-gateway-system', 'istio-ingress', 'ingress-nginx', 'nginx-gateway', 'traefik', 'kong', 'projectcontour',
];
/** Labels of Istio's gateways as they were installed before Gateway API. */
const CLASSIC_ISTIO = ['ingressgateway', 'istio-ingressgateway'];

/** Namespaces with routes, without Ingresses: what comes in there comes through a Gateway. */
const routedNamespaces = oncePerIndex((index) => {
  const routes = ROUTE_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind));
  const namespaces = new Set(routes.map(({ manifest }) => namespaceOf(manifest)));
  for (const { manifest } of index.ofKind(NETWORKING, 'Ingress')) namespaces.delete(namespaceOf(manifest));
  return namespaces;
});

/** Whether a peer looks for proxies in a place where no Gateway of the set has any, although routes of the set need some. */
export function isStrayProxyNamespace(
  peer: Peer, namespaces: readonly (string | undefined)[], home: string | undefined, index: ClusterIndex,
): boolean {
  if (peer.namespaceSelector === undefined || !routedNamespaces(index).has(home)) return false;
  const isClassic = isClassicIstio(peer);
  if (requirementsOf(peer.namespaceSelector).length === 0) return isClassic && !isAnywhere(peer, index);
  return namespaces.length > 0 && namespaces.every((namespace) => namespace !== undefined
    && !workloadsByNamespace(index).has(namespace) && (isClassic || PROXY_NAMESPACES.includes(namespace)));
}

/** Whether labels are those of Istio's gateways of old. */
export function isClassicIstio({ podSelector }: Peer): boolean {
  return requirementsOf(podSelector).some(({ values }) => values.some((value) => CLASSIC_ISTIO.includes(String(value))));
}

/** Whether the set holds workloads with the labels of a peer. */
function isAnywhere({ podSelector }: Peer, index: ClusterIndex): boolean {
  return [...workloadsByNamespace(index).values()].some((workloads) => workloads.select(podSelector).length > 0);
}
