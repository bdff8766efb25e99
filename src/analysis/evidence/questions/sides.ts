import { NAME_LABEL } from '../../../manifest/names';
import {
  type AddressCell, type Endpoint, explain, type NetworkWorkload, PortSet, PROTOCOLS, type Verdict,
} from '../../network';
import type { Violation } from '../evidence';
import type { Answer, EvidenceSet } from '../question';
import { listed, noWorkloads, objectOf } from '../subjects';

export type Direction = 'ingress' | 'egress';

/** Pods of a namespace that no policy names: it has its name, as every namespace does, and no other label. */
const IN_SOME_NAMESPACE = [{ key: NAME_LABEL, operator: 'In', values: ['(any other)'] }];
export const ANYONE: Endpoint = { form: 'imagined', namespace: IN_SOME_NAMESPACE, pod: [] };
/** The same, at addresses of their own: of blocks, only one that holds all addresses holds theirs. */
export const ANYONE_ELSEWHERE: Endpoint = { form: 'imagined', namespace: IN_SOME_NAMESPACE, pod: [], isElsewhere: true };

/** Wider than a /8 of IPv4 or a /16 of IPv6, a block names no destination. */
const LARGEST_NAMED = { 4: 1n << 24n, 6: 1n << 112n };
/** As many blocks as make up a /6 or a /14 name none together. */
const LARGEST_SUM = { 4: 1n << 26n, 6: 1n << 114n };

/** What was found of the pods of a workload. */
export interface Finding {
  /** Why it does not hold. */
  readonly violation?: string;
  /** Why it is not known whether it holds. */
  readonly doubt?: string;
}

/** Asks of each workload; what is not known of one leaves the question open, unless another one answers it. */
export function ofWorkloads(
  set: EvidenceSet, workloads: readonly NetworkWorkload[],
  judge: (endpoint: Endpoint, workload: NetworkWorkload) => readonly Finding[],
): Answer {
  const violations: Violation[] = [];
  const doubts: string[] = [];
  for (const workload of workloads) {
    const found = set.model.endpointsOf(workload).flatMap((endpoint) => judge(endpoint, workload));
    const reasons = new Set(found.flatMap(({ violation }) => violation ?? []));
    const unknown = new Set(found.flatMap(({ doubt }) => doubt ?? []));
    if (reasons.size > 0) violations.push({ object: objectOf(workload), reason: [...reasons].join(', and ') });
    else if (unknown.size > 0) doubts.push(`${objectOf(workload)}: ${[...unknown].join(', and ')}`);
  }
  const open = doubts.length > 0 && { unanswered: `it is not known: ${listed(doubts, 3, '; ')}` };
  return { objects: workloads.map(objectOf), violations, ...noWorkloads(set), ...open };
}

const VERDICTS = new WeakMap<EvidenceSet, Map<string, Verdict>>();

/** What policies of pods say of pods that no policy names. */
export function anyone(set: EvidenceSet, endpoint: Endpoint, direction: Direction, other = ANYONE): Verdict {
  const { model } = set;
  const known = VERDICTS.get(set) ?? new Map<string, Verdict>();
  VERDICTS.set(set, known);
  const group = endpoint.form === 'pods' ? model.groupOf(endpoint.podClass).id : '';
  const key = `${group} ${direction} ${other === ANYONE ? '' : 'elsewhere'}`;
  const verdict = known.get(key) ?? model.side(endpoint, direction, other);
  known.set(key, verdict);
  return verdict;
}

/** What policies say, and an end for which they do not decide it. */
export type Doubtful = Verdict & { readonly doubtful?: Endpoint };

/** Connections with addresses that nobody names. */
export function unnamedOutside({ model }: EvidenceSet, endpoint: Endpoint, direction: Direction): Doubtful {
  const all = model.peers.cells.map((cell) => ({ cell, ...model.side(endpoint, direction, { form: 'outside', cell }) }));
  const open = all.filter(({ allowed }) => !allowed.isEmpty);
  const mayBeOpen = all.filter(({ allowed, unknown }) => !allowed.isEmpty || !unknown.isEmpty);
  const allowed = portsOf(unnamed(open), (one) => one.allowed);
  const unsure = unnamed(mayBeOpen);
  const unknown = portsOf(unsure, (one) => one.allowed.union(one.unknown)).minus(allowed);
  const first = unsure.find((one) => !one.unknown.isEmpty) ?? unsure[0];
  return { allowed, unknown, ...(first && { doubtful: { form: 'outside', cell: first.cell } }) };
}

/** Cells that are too wide to name anything, and all of them where they are so together. */
function unnamed<T extends { cell: AddressCell }>(cells: readonly T[]): readonly T[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = cells.filter(({ cell }) => cell.ranges[0].family === family);
    const sum = own.reduce((size, { cell }) => size + sizeOf(cell), 0n);
    return sum > LARGEST_SUM[family] ? own : own.filter(({ cell }) => sizeOf(cell) > LARGEST_NAMED[family]);
  });
}

function sizeOf({ ranges }: AddressCell): bigint {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1n, 0n);
}

function portsOf<T>(all: readonly T[], ports: (one: T) => PortSet): PortSet {
  return all.map(ports).reduce((sum, one) => sum.union(one), PortSet.NONE);
}

/** Why it is not known whether two ends may connect on some ports. */
export function doubtOf(
  { model }: EvidenceSet, endpoint: Endpoint, direction: Direction, other: Endpoint, ports: PortSet,
): string {
  const protocol = PROTOCOLS.find((one) => ports.of(one).length > 0) ?? 'TCP';
  const port = ports.of(protocol)[0]?.from ?? 1;
  const [from, to] = direction === 'egress' ? [endpoint, other] : [other, endpoint];
  return explain(model, from, to, protocol, port).doubts[0] ?? 'manifests do not decide it';
}
