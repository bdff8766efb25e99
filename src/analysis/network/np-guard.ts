import { type AddressRange, formatAddress } from './address-cells';
import { ingressBackends } from './ingresses';
import { type NetworkModel, STRANGER } from './network-model';
import { PortSet, PROTOCOLS } from './port-set';
import type { NetworkProfile } from './profile';
import { changesOf, type Row, type RowChange, type RowEnd, rowsOf } from './rows';

/** What netpol-analyzer assumes of a cluster. */
export const NP_GUARD: NetworkProfile = {
  enforced: true,
  families: [4],
  blocksMatchPods: false,
  networksMatchPods: false,
  hostNetworkAsPods: true,
  closedNamespaces: true,
  endedPodsCount: true,
  describedWordForWord: true,
  ingressNamesPodPorts: true,
  coreKindsAlone: true,
};

/** The pod that stands for all ingress controllers. */
export const INGRESS_CONTROLLER = '{ingress-controller}';

/** The connectivity list as netpol-analyzer gives it: by workload, with one pod for all ingress controllers. */
export function npGuardRows(model: NetworkModel): Row[] {
  return rowsOf(model, ofIngresses(model));
}

function ofIngresses(model: NetworkModel): Row[] {
  return ingressBackends(model).flatMap(({ targets }) => targets.flatMap(({ podClass, ports }) => {
    const { allowed } = model.side({ form: 'pods', podClass }, 'ingress', STRANGER);
    const conn = allowed.intersect(ports);
    return podClass.workloads.map(({ label }) =>
      ({ src: { name: INGRESS_CONTROLLER }, dst: { name: label }, allowed: conn, unknown: PortSet.NONE }));
  }));
}

/** An end of a row, as netpol-analyzer writes it. */
export function npGuardEnd({ name, range }: RowEnd): string {
  return range ? npGuardRange(range) : name;
}

function npGuardRange({ family, from, to }: AddressRange): string {
  return `${formatAddress(family, from)}-${formatAddress(family, to)}[External]`;
}

/** A set of ports, as netpol-analyzer writes it. */
export function npGuardPorts(ports: PortSet): string {
  if (ports.isEmpty) return 'No Connections';
  if (ports.isAll) return 'All Connections';
  return [...PROTOCOLS].sort().flatMap((protocol) => {
    const ranges = ports.of(protocol);
    if (ranges.length === 0) return [];
    return `${protocol} ${ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',')}`;
  }).join(',');
}

/** A line of netpol-analyzer's comparison of two sets. */
export interface NpGuardChange extends RowChange {
  readonly type: 'added' | 'removed' | 'changed';
  /** Which of the workloads one of the sets lacks; empty where both have them. */
  readonly info: string;
}

/** What two sets do not agree on, as netpol-analyzer gives it. */
export function npGuardChanges(before: NetworkModel, after: NetworkModel): NpGuardChange[] {
  return changesOf(npGuardRows(before), npGuardRows(after)).map((change) => {
    const type = change.before.allowed.isEmpty ? 'added' : change.after.allowed.isEmpty ? 'removed' : 'changed';
    const other = type === 'added' ? before : after;
    const lacking = [change.src, change.dst].filter(({ name, range }) =>
      !range && name !== INGRESS_CONTROLLER && other.named(name).length === 0);
    const info = lacking.length === 0 ? '' : `workload ${lacking.map(({ name }) => name).join(' and ')} ${type}`;
    return { ...change, type, info };
  });
}
