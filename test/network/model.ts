import { type Endpoint, type Family, NetworkModel, type NetworkProfile, parseAddress, type Reach } from '../../src/analysis/network';
import type { Manifest } from '../../src/manifest/manifest';
import type { Knowledge } from './naive/worlds';
import type { Packet, TestCluster } from './objects';

/** A profile of a cluster, and what a naive evaluation knows then. */
export interface Circumstances {
  readonly name: string;
  readonly profile: Omit<NetworkProfile, 'families'>;
  /** Whether the manifests tell addresses of pods. */
  readonly addresses: boolean;
}

export const CIRCUMSTANCES: readonly Circumstances[] = [
  {
    name: 'as the engine', addresses: true,
    profile: { enforced: true, blocksMatchPods: true, networksMatchPods: true, hostNetworkAsPods: false },
  },
  { name: 'as specified, addresses known', addresses: true, profile: { enforced: true, networksMatchPods: true } },
  { name: 'as specified, addresses not known', addresses: false, profile: { enforced: true, networksMatchPods: true } },
  {
    name: 'blocks are for the outside', addresses: false,
    profile: { enforced: true, blocksMatchPods: false, networksMatchPods: false, hostNetworkAsPods: true },
  },
];

export function familiesOf({ nodes }: TestCluster): Family[] {
  return [...new Set(nodes.flatMap(({ status }) => status.addresses.map(({ address }) => familyOf(address))))];
}

export function knowledgeOf({ profile, addresses }: Circumstances): Knowledge {
  return { ...profile, addresses };
}

/** What the model says of the packets of a cluster. */
export function modelAnswers(cluster: TestCluster, { profile, addresses }: Circumstances): Reach[] {
  const { packets, namespaces, nodes, pods, ...policies } = cluster;
  const objects = [
    ...namespaces, ...nodes, ...pods.map((pod) => (addresses ? pod : { ...pod, status: undefined })), ...Object.values(policies).flat(),
  ];
  const entries = objects.map((manifest) => ({ manifest: manifest as unknown as Manifest }));
  const model = NetworkModel.of(entries, { ...profile, families: familiesOf(cluster) });
  return packets.map((packet) => answerOf(model, packet));
}

function answerOf(model: NetworkModel, { from, to, fromPod, toPod, protocol, port }: Packet): Reach {
  return model.canReach(endOf(model, from, fromPod), endOf(model, to, toPod), protocol, port);
}

function endOf(model: NetworkModel, address: string, name: string | undefined): Endpoint {
  if (name === undefined) return { form: 'outside', cell: model.peers.blocks.cellOf(parseAddress(address)!)! };
  const [endpoint] = model.endpointsOf(model.named(name)[0]);
  return { ...endpoint, family: familyOf(address) } as Endpoint;
}

function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4;
}
