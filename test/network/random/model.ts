import { type Endpoint, type Family, NetworkModel, type NetworkProfile, parseAddress, type Reach, type Verdict } from '../../../src/analysis/network';
import { connectionsOf, type Side } from '../../../src/analysis/network/connections';
import type { Manifest } from '../../../src/manifest/manifest';
import type { Packet, TestCluster } from './objects';

/** What is known of a cluster beside its policies, and how the model is asked. */
export interface Circumstances {
  readonly name: string;
  readonly profile: Omit<NetworkProfile, 'families'>;
  /** Whether the manifests tell addresses of pods. */
  readonly addresses: boolean;
  /** Packet by packet, of the family that it is of; or by the list of all connections, which is of every family. */
  readonly asked: 'by packet' | 'by list';
}

const SPECIFIED = { enforced: true, networksMatchPods: true };
const AS_ENGINE = { enforced: true, blocksMatchPods: true, networksMatchPods: true, hostNetworkAsPods: false };
const OUTSIDE_ALONE = { enforced: true, blocksMatchPods: false, networksMatchPods: false, hostNetworkAsPods: true };

export const CIRCUMSTANCES: readonly Circumstances[] = [
  { name: 'as the engine', profile: AS_ENGINE, addresses: true, asked: 'by packet' },
  { name: 'as specified, addresses known', profile: SPECIFIED, addresses: true, asked: 'by packet' },
  { name: 'as specified, addresses not known', profile: SPECIFIED, addresses: false, asked: 'by packet' },
  { name: 'blocks are for the outside', profile: OUTSIDE_ALONE, addresses: false, asked: 'by packet' },
  { name: 'as the engine, by the list', profile: AS_ENGINE, addresses: true, asked: 'by list' },
  { name: 'as specified, by the list', profile: SPECIFIED, addresses: false, asked: 'by list' },
  { name: 'blocks are for the outside, by the list', profile: OUTSIDE_ALONE, addresses: false, asked: 'by list' },
];

export function familiesOf({ nodes }: Pick<TestCluster, 'nodes'>): Family[] {
  return [...new Set(nodes.flatMap(({ status }) => status.addresses.map(({ address }) => familyOf(address))))];
}

/** What the model says of the packets of a cluster. */
export function modelAnswers(cluster: TestCluster, { profile, addresses, asked }: Circumstances): Reach[] {
  const { packets, namespaces, nodes, pods, ...policies } = cluster;
  const objects = [
    ...namespaces, ...nodes, ...pods.map((pod) => (addresses ? pod : { ...pod, status: undefined })), ...Object.values(policies).flat(),
  ];
  const entries = objects.map((manifest) => ({ manifest: manifest as unknown as Manifest }));
  const model = NetworkModel.of(entries, { ...profile, families: familiesOf(cluster) });
  const answer = asked === 'by list' ? answerByList(model) : answerByPacket(model);
  return packets.map(answer);
}

function answerByPacket(model: NetworkModel): (packet: Packet) => Reach {
  return ({ from, to, fromPod, toPod, protocol, port }) => model.canReach(endOf(model, from, fromPod), endOf(model, to, toPod), protocol, port);
}

function endOf(model: NetworkModel, address: string, name: string | undefined): Endpoint {
  if (name === undefined) return { form: 'outside', cell: model.peers.blocks.cellOf(parseAddress(address)!)! };
  const [endpoint] = model.endpointsOf(model.named(name)[0]);
  return { ...endpoint, family: familyOf(address) } as Endpoint;
}

/** What is not listed is not possible. */
function answerByList(model: NetworkModel): (packet: Packet) => Reach {
  const list = [...connectionsOf(model)];
  return ({ from, to, fromPod, toPod, protocol, port }) => {
    const has = (side: Side, address: string, name: string | undefined): boolean =>
      (name === undefined ? holdsAddress(side, address) : side.form === 'pods' && side.group === groupNamed(model, name));
    const found: Verdict[] = list.filter((one) => has(one.from, from, fromPod) && has(one.to, to, toPod));
    if (found.length > 1) throw new Error(`${fromPod ?? from} to ${toPod ?? to} is listed ${found.length} times`);
    if (found[0]?.allowed.has(protocol, port)) return 'yes';
    return found[0]?.unknown.has(protocol, port) ? 'unknown' : 'no';
  };
}

function groupNamed(model: NetworkModel, name: string): unknown {
  return model.groupOf(model.classesOf(model.named(name)[0])[0]);
}

function holdsAddress(side: Side, text: string): boolean {
  const { family, value } = parseAddress(text)!;
  return side.form === 'outside' && side.ranges.some((range) => range.family === family && range.from <= value && value <= range.to);
}

function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4;
}
