import type { ProxyPeers } from './grant-data';
import { NAME_LABEL } from './names';

type Labels = { readonly matchLabels: Record<string, string> };

/** A peer of a NetworkPolicy rule. */
interface PolicyPeer {
  readonly ipBlock?: { readonly cidr: string };
  readonly namespaceSelector?: Labels;
  readonly podSelector?: Labels;
}

/** The kind of network policy that lets a gateway's proxies in, or undefined where none can name them. */
export function policyKindOf({ form }: ProxyPeers): 'NetworkPolicy' | 'CiliumNetworkPolicy' | undefined {
  if (form === 'none') return undefined;
  return form === 'ciliumEntity' ? 'CiliumNetworkPolicy' : 'NetworkPolicy';
}

/** A gateway's proxies as peers of a NetworkPolicy: none where it cannot name them. */
export function peersOf({ form, namespace, podLabels = {}, cidrs = [] }: ProxyPeers): PolicyPeer[] {
  if (form === 'addresses') return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  if (form !== 'pods') return [];
  return [{
    ...(namespace !== undefined && { namespaceSelector: { matchLabels: { [NAME_LABEL]: namespace } } }),
    podSelector: { matchLabels: podLabels },
  }];
}

/** The same as entities of a CiliumNetworkPolicy. */
export function entitiesOf({ form, entity }: ProxyPeers): string[] {
  return form === 'ciliumEntity' && entity !== undefined ? [entity] : [];
}
