import { groupBy } from '../../manifest/group-by';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { type ClusterIndex, keyOf } from './cluster-index';
import { createdAt, effectiveListeners, setsOfKey } from './effective-listeners';
import { gatewayOf, gatewayRefOf } from './gateway-of';
import { type OwnListener, ownListeners } from './own-listeners';
import { type Clash, PortTable } from './port-table';

/** A listener that is not told apart from another one of its Gateway. */
export interface ListenerConflict {
  readonly listener: OwnListener;
  readonly rival: OwnListener;
  readonly clash: Clash;
  readonly reason: 'HostnameConflict' | 'ProtocolConflict';
  /**
   * `lost`: the rival comes first and keeps working. `no winner`: both stand in one object, and neither works.
   * `winner unknown`: creationTimestamps decide it, or whether the Gateway takes the rival's ListenerSet, and that is not here.
   * `unless supported`: neither works, but for implementations with TLSRouteModeMixed.
   */
  readonly outcome: 'lost' | 'no winner' | 'winner unknown' | 'unless supported';
}

type Judged = OwnListener & { readonly certain: boolean };

/**
 * The conflicts of the listeners of a Gateway or ListenerSet, by their paths.
 * Source: Gateway API v1.6.1, Gateway.spec.listeners and ListenerSet.spec.listeners.
 */
export function conflictsOf(owner: Entry, index: ClusterIndex): ReadonlyMap<string, ListenerConflict> {
  const known = judgedConflicts(index);
  const answered = known.get(owner);
  if (answered) return answered;
  const listeners = mergedWith(owner, index);
  for (const one of [owner, ...listeners.map((listener) => listener.owner)]) known.set(one, new Map());
  for (const conflict of conflictsAmong(listeners)) note(known.get(conflict.listener.owner)!, conflict);
  return known.get(owner)!;
}

const judgedConflicts = oncePerIndex(() => new Map<Entry, Map<string, ListenerConflict>>());

/** What is certain goes before what an implementation decides. */
function note(known: Map<string, ListenerConflict>, conflict: ListenerConflict): void {
  const { path } = conflict.listener;
  if (conflict.outcome !== 'unless supported' || !known.has(path)) known.set(path, conflict);
}

/** All listeners that are merged with those of an owner. Whether a Gateway that is not here takes ListenerSets is not known. */
function mergedWith(owner: Entry, index: ClusterIndex): readonly Judged[] {
  const gateway = gatewayOf(owner, index);
  if (gateway) return effectiveListeners(gateway, index);
  const ref = gatewayRefOf(owner.manifest);
  if (!ref) return [];
  const sets = setsOfKey(keyOf(ref.group, ref.kind, ref.namespace, ref.name), index);
  return sets.flatMap((set) => ownListeners(set).map((listener) => ({ ...listener, certain: false })));
}

function conflictsAmong(listeners: readonly Judged[]): ListenerConflict[] {
  const blocks = groupBy(listeners, ({ owner }) => owner);
  const isOrdered = [...blocks.keys()].every((owner) => owner.manifest.kind === 'Gateway' || createdAt(owner) !== undefined);
  return isOrdered ? inOrder([...blocks.values()]) : withoutOrder([...blocks.values()]);
}

/** Each object after the other: what came before keeps its place. */
function inOrder(blocks: readonly Judged[][]): ListenerConflict[] {
  const standing = new PortTable<Judged>(({ owner }) => owner);
  const perhaps = new PortTable<Judged>(({ owner }) => owner);
  return blocks.flatMap((block) => {
    const lost = block.flatMap((listener) => conflictWith(listener, standing, 'lost'));
    const left = without(block, lost);
    const open = left.flatMap((listener) => conflictWith(listener, perhaps, 'winner unknown'));
    const within = conflictsWithin(without(left, open));
    const unsure = new Set(open.map(({ listener }) => listener));
    for (const listener of left) (listener.certain && !unsure.has(listener) ? standing : perhaps).add(listener);
    return [...lost, ...open, ...within];
  });
}

/** The Gateway comes first; who of the ListenerSets is older is not known. */
function withoutOrder(blocks: readonly Judged[][]): ListenerConflict[] {
  const standing = new PortTable<Judged>(({ owner }) => owner);
  const pool = new PortTable<Judged>(({ owner }) => owner);
  const [gateways, sets] = [blocks.filter(isOfGateway), blocks.filter((block) => !isOfGateway(block))];
  const ofGateway = gateways.flatMap(conflictsWithin);
  for (const listener of gateways.flat()) standing.add(listener);
  const lost = sets.flat().flatMap((listener) => conflictWith(listener, standing, 'lost'));
  const within = sets.flatMap((block) => conflictsWithin(without(block, lost)));
  const left = without(sets.flat(), lost);
  for (const listener of left) pool.add(listener);
  const open = without(left, within).flatMap((listener) => conflictWith(listener, pool, 'winner unknown'));
  return [...ofGateway, ...lost, ...within, ...open];
}

function isOfGateway([first]: readonly Judged[]): boolean {
  return first.owner.manifest.kind === 'Gateway';
}

/** Listeners of one object that clash: none of them is to win. */
function conflictsWithin(block: readonly Judged[]): ListenerConflict[] {
  const table = new PortTable<Judged>((listener) => listener);
  for (const listener of block) table.add(listener);
  return block.flatMap((listener) => conflictWith(listener, table, 'no winner'));
}

function conflictWith(listener: Judged, table: PortTable<Judged>, outcome: ListenerConflict['outcome']): ListenerConflict[] {
  const rival = table.rivalOf(listener);
  if (!rival) return [];
  const { clash } = rival;
  return [{
    listener, rival: rival.listener, clash, reason: clash === 'hostname' ? 'HostnameConflict' : 'ProtocolConflict',
    outcome: clash === 'TLS modes' ? 'unless supported' : outcome,
  }];
}

/** The listeners that are in none of the conflicts; where an implementation decides, they stay. */
function without(listeners: readonly Judged[], conflicts: readonly ListenerConflict[]): Judged[] {
  const gone = new Set(conflicts.filter(({ outcome }) => outcome !== 'unless supported').map(({ listener }) => listener));
  return listeners.filter((listener) => !gone.has(listener));
}
