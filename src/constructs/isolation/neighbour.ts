import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterData, PortData } from '../../manifest/grant-data';
import { podPorts } from '../../manifest/mesh-ports';
import { labelProblem, NAME_LABEL } from '../../manifest/names';
import { Persona } from '../../manifest/persona';
import { checkLabels } from '../base/check-labels';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place, placeOf } from '../base/problems';
import { checkIsFree } from '../base/typed-object';
import { deferCheck } from '../base/validation-hook';
import { selectorOf } from '../egress/backends/backend';
import { portsOf, reasonOf } from '../egress/destination-checks';
import { policyPorts } from '../egress/egress-rules';
import { NetworkPolicy } from '../kinds/network-policy';
import { type NetworkPolicyPeer, NetworkPolicyProtocol, NetworkPolicyType } from '../kinds/network-policy-rules';
import { MeshMode } from '../platform/cluster-options';
import { checkSharedMetadata } from '../policies/shared-metadata';
import { requireRole } from '../roles/require-role';
import { Pods } from '../routes/pods';
import { clustersOf } from './isolated-namespaces';
import { recordWay } from './neighbour-ways';
import { lateMesh, openSide } from './open-sides';

/** Pods that reach a neighbour. */
export interface NeighbourClient {
  /** Their namespace. */
  readonly namespace: string;
  /**
   * Their labels.
   *
   * @default - all pods of the namespace
   */
  readonly podLabels?: Record<string, string>;
}

/** Pods that a neighbour reaches. */
export interface NeighbourServer {
  /** Their namespace. */
  readonly namespace: string;
  /** The pods, and the port that they listen on: policies see the port after a Service's translation. */
  readonly pods: Pods;
}

/** Options of a Neighbour. */
export interface NeighbourProps {
  /** Who connects. */
  readonly client: NeighbourClient;
  /** Who is connected to. */
  readonly server: NeighbourServer;
  /**
   * Transport protocol of the ports.
   *
   * @default NetworkPolicyProtocol.TCP
   */
  readonly protocol?: NetworkPolicyProtocol;
  /**
   * Further ports of the server's pods.
   *
   * @default - none
   */
  readonly morePorts?: number[];
  /**
   * How traffic travels between the two. In an ambient mesh the server's pods take it on 15008 too, whatever port is meant.
   *
   * @default - as on the cluster of the namespaces, where the app has a grant or an isolation of one of them
   */
  readonly mesh?: MeshMode;
  /**
   * Why they talk. Travels with both policies as an annotation.
   *
   * @default - none
   */
  readonly reason?: string;
  /**
   * Labels and annotations of both policies; names are derived.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

const PROPS: Known<NeighbourProps> = {
  client: true, server: true, protocol: true, morePorts: true, mesh: true, reason: true, metadata: true,
};

/**
 * One way between two teams that are isolated. Both ends have to allow a connection, so there are two policies: what the
 * client sends, in its namespace, and what the server takes, in its own. Answers need no policy.
 *
 * @example
 * Neighbour.allow(edge, 'shop-to-ledger', {
 *   client: { namespace: 'shop-prod', podLabels: { app: 'checkout' } },
 *   server: { namespace: 'ledger-prod', pods: Pods.labelled({ app: 'ledger' }, 5432) },
 * });
 */
export class Neighbour extends Construct {
  /**
   * Opens the way from pods to pods, on the port that the latter listen on.
   *
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props client, server
   * @returns the construct
   * @throws for a namespace, label or port that no policy can hold
   */
  public static allow(scope: Construct, id: string, props: NeighbourProps): Neighbour {
    return new Neighbour(scope, id, props);
  }

  readonly #manifests: ApiObject[];

  private constructor(scope: Construct, id: string, props: NeighbourProps) {
    const place = placeOf(scope, id, 'Neighbour.allow');
    requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkIsFree(place, scope, id);
    checkKnown(place, '', props, PROPS);
    const client = clientOf(place, props?.client);
    const { server, ports: asked } = serverOf(place, props);
    const mesh = meshOf(place, scope, props);
    const ports = podPorts(asked, { mesh });
    checkSharedMetadata(place, props.metadata);
    const reason = reasonOf(place, props);
    super(scope, id);
    const shared = props.metadata ?? {};
    const annotations = { ...shared.annotations, ...(reason === '' ? {} : { 'egress.cdk8s-gateway.io/reason': reason }) };
    const named = policyPorts(ports);
    this.#manifests = [
      new NetworkPolicy(this, 'egress', {
        metadata: { ...shared, annotations, namespace: client.namespace },
        spec: {
          podSelector: selectorOf(client.podLabels), policyTypes: [NetworkPolicyType.EGRESS],
          egress: [{ to: [peerOf(server)], ports: named }],
        },
      }),
      new NetworkPolicy(this, 'ingress', {
        metadata: { ...shared, annotations, namespace: server.namespace },
        spec: {
          podSelector: selectorOf(server.podLabels), policyTypes: [NetworkPolicyType.INGRESS],
          ingress: [{ peers: [peerOf(client)], ports: named }],
        },
      }),
    ];
    recordWay(this, client.namespace, { form: 'workload', ...server, ports: asked, reason });
    const [egress, ingress] = this.#manifests;
    deferCheck(this, () => [
      ...openSide(egress, 'egress'), ...openSide(ingress, 'ingress'),
      ...lateMesh(ingress, [client.namespace, server.namespace], props.mesh ?? mesh),
    ]);
  }

  /** The two policies: the client's, then the server's. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }
}

function meshOf(place: Place, scope: Construct, { mesh, client, server }: NeighbourProps): ClusterData['mesh'] {
  if (mesh === undefined) {
    const clusters = clustersOf(scope, [client.namespace, server.namespace]);
    return clusters.some((cluster) => cluster.mesh === 'ambient') ? MeshMode.AMBIENT : undefined;
  }
  if (Object.values(MeshMode).includes(mesh)) return mesh;
  throw invalid(place, 'mesh', mesh, { reason: 'it is no mode of a mesh', fix: 'write MeshMode.SIDECAR or MeshMode.AMBIENT' });
}

function clientOf(place: Place, client: NeighbourClient): NeighbourClient {
  checkKnown(place, 'client.', client, { namespace: true, podLabels: true });
  check(place, 'client.namespace', client?.namespace, labelProblem(client?.namespace));
  if (client.podLabels === undefined) return client;
  checkLabels(place, 'client.podLabels', client.podLabels);
  if (Object.keys(client.podLabels).length === 0) {
    throw invalid(place, 'client.podLabels', client.podLabels, {
      reason: 'without a label it is every pod of the namespace', fix: 'write the pods\' labels, or leave it out',
    });
  }
  return { namespace: client.namespace, podLabels: { ...client.podLabels } };
}

function serverOf(place: Place, { server, protocol, morePorts }: NeighbourProps): { server: NeighbourClient; ports: PortData[] } {
  checkKnown(place, 'server.', server, { namespace: true, pods: true });
  check(place, 'server.namespace', server?.namespace, labelProblem(server?.namespace));
  if (!(server.pods instanceof Pods)) {
    throw invalid(place, 'server.pods', server.pods, {
      reason: 'it does not say which pods', fix: 'write Pods.labelled({ app: \'ledger\' }, 5432), with the port of the pods',
    });
  }
  const { labels, port } = server.pods._data(protocol === NetworkPolicyProtocol.UDP ? 'UDP' : 'TCP');
  return { server: { namespace: server.namespace, podLabels: labels }, ports: portsOf(place, port, { protocol, morePorts }) };
}

function peerOf({ namespace, podLabels }: NeighbourClient): NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { [NAME_LABEL]: namespace } }, podSelector: selectorOf(podLabels) };
}
