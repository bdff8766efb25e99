import type { ProxyPeers } from '../../manifest/grant-data';
import { push } from '../../manifest/group-by';
import { type GatewayIdentity, type ImplementationFacts, proxiesOf } from '../../manifest/implementation-facts';
import { GATEWAY_API } from '../../manifest/kinds';
import type { Manifest } from '../../manifest/manifest';
import { oncePerIndex } from '../once';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { classOf, modesOfClass } from './implementation-of';
import { specOf } from './references';

/** A Gateway of the set whose implementation is known, and where its proxies run: one answer for each mode of it. */
export interface GatewayProxies {
  readonly gateway: Manifest;
  readonly implementation: ImplementationFacts;
  readonly proxies: readonly ProxyPeers[];
}

/** The Gateways whose implementation the set tells. */
export const gatewayProxies = oncePerIndex((index) =>
  index.ofKind(GATEWAY_API, 'Gateway').flatMap(({ manifest }) => proxiesOfGateway(manifest, index)));

function proxiesOfGateway(gateway: Manifest, index: ClusterIndex): GatewayProxies[] {
  const identity = identityOf(gateway);
  const gatewayClass = classOf(gateway, index);
  const modes = gatewayClass ? modesOfClass(gatewayClass) : [];
  if (!identity || modes.length === 0) return [];
  return [{ gateway, implementation: modes[0], proxies: modes.map((facts) => proxiesOf(facts, identity)) }];
}

/** What the proxies of a Gateway depend on; undefined where it has no name, namespace or class. */
export function identityOf(gateway: Manifest): GatewayIdentity | undefined {
  const [name, namespace] = [nameOf(gateway), namespaceOf(gateway)];
  const { gatewayClassName: className } = specOf(gateway);
  if (name === undefined || namespace === undefined || typeof className !== 'string') return undefined;
  return { name, namespace, className };
}

/** Namespaces that hold Gateways or their proxies, with those Gateways. */
export const gatewaysByProxyNamespace = oncePerIndex((index) => {
  const places = new Map<string | undefined, GatewayProxies[]>();
  for (const one of gatewayProxies(index)) {
    for (const namespace of new Set([namespaceOf(one.gateway), ...one.proxies.map((proxies) => proxies.namespace)])) {
      if (namespace !== undefined) push(places, namespace, one);
    }
  }
  // Where nothing is known of the implementation, its proxies may stand beside the Gateway.
  for (const { manifest } of index.ofKind(GATEWAY_API, 'Gateway')) {
    const namespace = namespaceOf(manifest);
    if (namespace !== undefined && !places.has(namespace)) places.set(namespace, []);
  }
  return places;
});
