import type { Construct } from 'constructs';
import type { ClusterData, ProxyPeers } from '../../manifest/grant-data';
import { CILIUM, knownKind, NETWORKING } from '../../manifest/kinds';
import { HBONE_PORT } from '../../manifest/mesh-ports';
import { entitiesOf, peersOf, policyKindOf } from '../../manifest/proxy-peers';
import type { Transport } from '../../manifest/route-protocols';
import { TypedObject } from '../base/typed-object';

/** Who may reach which port of which pods. */
interface GatewayIngressProps {
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** Port of the pods: a number, or the name that their containers give it. */
  readonly port: number | string;
  readonly transport: Transport;
  /** The gateway's proxies, of a form that a policy can name. */
  readonly proxies: ProxyPeers;
  /** How traffic travels in the cluster's mesh: in an ambient one all of TCP arrives on one more port. */
  readonly mesh?: ClusterData['mesh'];
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

function portsOf({ port, transport, mesh }: GatewayIngressProps): (number | string)[] {
  return mesh === 'ambient' && transport === 'TCP' ? [port, HBONE_PORT] : [port];
}

function policySpec(props: GatewayIngressProps): object {
  return {
    podSelector: { matchLabels: props.labels },
    policyTypes: ['Ingress'],
    ingress: [{ from: peersOf(props.proxies), ports: portsOf(props).map((port) => ({ protocol: props.transport, port })) }],
  };
}

function ciliumSpec(props: GatewayIngressProps): object {
  const ports = portsOf(props).map((port) => ({ port: String(port), protocol: props.transport }));
  return {
    endpointSelector: { matchLabels: props.labels },
    ingress: [{ fromEntities: entitiesOf(props.proxies), toPorts: [{ ports }] }],
  };
}
