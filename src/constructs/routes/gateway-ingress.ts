import type { Construct } from 'constructs';
import type { ProxyPeers } from '../../manifest/grant-data';
import { CILIUM, knownKind, NETWORKING } from '../../manifest/kinds';
import { entitiesOf, peersOf, policyKindOf } from '../../manifest/proxy-peers';
import type { Transport } from '../../manifest/route-protocols';
import { TypedObject } from '../base/typed-object';

/** Who may reach which port of which pods. */
export interface GatewayIngressProps {
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** Port of the pods: a number, or the name that their containers give it. */
  readonly port: number | string;
  readonly transport: Transport;
  /** The gateway's proxies, of a form that a policy can name. */
  readonly proxies: ProxyPeers;
}

/**
 * The policy that lets exactly one gateway's proxies reach one port of a backend's pods, where ingress is isolated.
 * NetworkPolicy names pods and address blocks; proxies without pods of their own only CiliumNetworkPolicy can name.
 */
export class GatewayIngress extends TypedObject {
  public constructor(scope: Construct, id: string, props: GatewayIngressProps) {
    const cilium = policyKindOf(props.proxies) === 'CiliumNetworkPolicy';
    super(scope, id, {
      construct: 'GatewayIngress',
      kind: cilium ? knownKind(CILIUM, 'CiliumNetworkPolicy') : knownKind(NETWORKING, 'NetworkPolicy'),
      metadata: { namespace: props.namespace },
      body: { spec: cilium ? ciliumSpec(props) : policySpec(props) },
    });
  }
}

function policySpec({ labels, port, transport, proxies }: GatewayIngressProps): object {
  return {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress'],
    ingress: [{ from: peersOf(proxies), ports: [{ protocol: transport, port }] }],
  };
}

function ciliumSpec({ labels, port, transport, proxies }: GatewayIngressProps): object {
  return {
    endpointSelector: { matchLabels: labels },
    ingress: [{ fromEntities: entitiesOf(proxies), toPorts: [{ ports: [{ port: String(port), protocol: transport }] }] }],
  };
}
