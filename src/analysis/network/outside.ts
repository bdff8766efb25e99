import type { Direction } from '../cluster/network-policy';
import { type AddressCell, type AddressRange, complementOf, joined } from './address-cells';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import type { Verdict } from './verdict';

/** Addresses outside of the cluster for which policies of one side say the same. */
export interface OutsideVerdict extends Verdict {
  readonly ranges: readonly AddressRange[];
}

/** Stands for all addresses that no block of some rules holds. */
const ELSEWHERE: AddressCell = { id: -1, ranges: [], blocks: new Set() };

/** What may flow between pods and the outside. Only blocks that the rules of the pods name are looked at: the rest is alike. */
export function outsideOf(model: NetworkModel, group: PodGroup, direction: Direction): OutsideVerdict[] {
  const alike = new Map<string, { verdict: Verdict; ranges: AddressRange[] }>();
  const note = (cell: AddressCell, rangesOf: () => readonly AddressRange[]): void => {
    const verdict = model.side({ form: 'pods', podClass: group.classes[0] }, direction, { form: 'outside', cell });
    if (verdict.allowed.isEmpty && verdict.unknown.isEmpty) return;
    const key = `${verdict.allowed.key}|${verdict.unknown.key}`;
    const one = alike.get(key) ?? { verdict, ranges: [] };
    alike.set(key, one);
    for (const range of rangesOf()) one.ranges.push(range);
  };
  const cells = cellsNamedBy(model, group, direction);
  for (const cell of cells) note(cell, () => cell.ranges);
  note(ELSEWHERE, () => complementOf(cells.flatMap(({ ranges }) => ranges), model.peers.blocks.families));
  return [...alike.values()].filter(({ ranges }) => ranges.length > 0)
    .map(({ verdict, ranges }) => ({ ...verdict, ranges: joined(ranges) }));
}

/** The cells in some block that a rule names. */
function cellsNamedBy(model: NetworkModel, group: PodGroup, direction: Direction): AddressCell[] {
  const cells = new Set<AddressCell>();
  for (const { peers = [] } of group[direction].rules) {
    for (const peer of peers) {
      const { block } = model.peers.resolved(peer);
      if (block !== undefined) for (const cell of model.peers.blocks.cellsOf(block)) cells.add(cell);
    }
  }
  return [...cells];
}
