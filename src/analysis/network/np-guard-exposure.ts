import { isRecord, listOf } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import { wordOf } from '../../manifest/problem';
import type { Direction } from '../cluster/network-policy';
import { type Absent, type Exposure, exposuresOf } from './exposure';
import { type Focus, focused } from './focus';
import type { NetworkModel } from './network-model';
import { npGuardRows } from './np-guard';
import type { ResolvedPeer } from './peers';
import type { PortSet } from './port-set';
import type { Row } from './rows';

/** A line of netpol-analyzer's exposure report: a workload, and addresses of the outside or pods that are not in the set. */
export interface NpGuardExposure extends Row {
  readonly direction: Direction;
  readonly names: Exposure['names'];
}

const ENTIRE_CLUSTER = 'entire-cluster';

/** The exposure report as netpol-analyzer gives it: what is outside of the cluster, and pods that the set does not hold. */
export function npGuardExposures(model: NetworkModel): NpGuardExposure[] {
  const inside = exposuresOf(model, isAbsent).map(({ workload, with: absent, ...rest }) => {
    const [subject, other] = [{ name: workload.label }, { name: npGuardPods(absent) }];
    return { ...rest, ...(rest.direction === 'ingress' ? { src: other, dst: subject } : { src: subject, dst: other }) };
  });
  // Of workloads that nothing of the cluster may meet, the outside is not reported either.
  const exposed = new Set(inside.map(({ direction, src, dst }) => (direction === 'ingress' ? dst : src).name));
  const outside = npGuardRows(model).flatMap((row): NpGuardExposure[] => {
    const direction = row.src.range ? 'ingress' : 'egress';
    const isOutside = row.src.range !== undefined || row.dst.range !== undefined;
    return isOutside && exposed.has((row.src.range ? row.dst : row.src).name) ? [{ ...row, direction, names: [] }] : [];
  });
  return [...outside, ...inside];
}

/** Pods that rules describe by labels alone, and that the set holds, are not reported. */
function isAbsent({ peer, pod, pods }: ResolvedPeer): boolean {
  if (peer.form !== 'pods' || pod.length === 0) return true;
  return hasExpressions(peer.podSelector) || hasExpressions(peer.namespaceSelector) || ![...pods?.values() ?? []].includes('yes');
}

function hasExpressions(selector: unknown): boolean {
  return isRecord(selector) && listOf(selector.matchExpressions).length > 0;
}

/** The part of a report that is asked for; of one port only pods are named for which it is open, unless it is for all. */
export function focusedExposures(rows: readonly NpGuardExposure[], { direction: wanted, ...focus }: Focus): NpGuardExposure[] {
  const left = focused(rows.filter(({ direction }) => (wanted ?? direction) === direction), focus);
  if (focus.port === undefined) return left;
  const subjectOf = ({ direction, src, dst }: NpGuardExposure): string => `${direction} ${(direction === 'egress' ? src : dst).name}`;
  const otherOf = ({ direction, src, dst }: NpGuardExposure): string => (direction === 'egress' ? dst : src).name;
  const toAll = new Set(left.filter((row) => otherOf(row) === ENTIRE_CLUSTER).map(subjectOf));
  return left.filter((row) => row.src.range || row.dst.range || otherOf(row) === ENTIRE_CLUSTER || !toAll.has(subjectOf(row)));
}

/** Sides of workloads that no policy selects. */
export function unprotected(model: NetworkModel): { readonly label: string; readonly direction: Direction }[] {
  return model.workloads.flatMap((workload) => (['egress', 'ingress'] as const).flatMap((direction) => {
    const isOpen = model.classesOf(workload).every((podClass) => {
      const { admin, namespace, baseline } = model.stacks.of(podClass, direction);
      return admin.length + baseline.length === 0 && namespace === undefined;
    });
    return isOpen ? [{ label: workload.label, direction }] : [];
  }));
}

/** Ports by number and by name, as netpol-analyzer writes them. */
export function withNames(text: string, names: Exposure['names'], ports: PortSet): string {
  if (names.length === 0 || ports.isAll) return text;
  const byProtocol = new Map<string, string[]>();
  for (const { protocol, name } of names) byProtocol.set(protocol, [...byProtocol.get(protocol) ?? [], name].sort());
  const parts = [...byProtocol].map(([protocol, list]) => `${protocol} ${list.join(',')}`);
  return [...ports.isEmpty ? [] : [text], ...parts].join(',');
}

function npGuardPods(absent: Absent): string {
  if (!absent) return ENTIRE_CLUSTER;
  return `${namespaceText(absent)}/${selectorText(absent.podSelector, 'pod') ?? '[all pods]'}`;
}

function namespaceText({ namespace, namespaceSelector }: NonNullable<Absent>): string {
  if (namespace !== undefined) return namespace;
  const { matchLabels, matchExpressions } = isRecord(namespaceSelector) ? namespaceSelector : {};
  const labels = Object.entries(isRecord(matchLabels) ? matchLabels : {});
  if (labels.length === 1 && labels[0][0] === NAME_LABEL && listOf(matchExpressions).length === 0) return wordOf(labels[0][1]);
  return selectorText(namespaceSelector, 'namespace') ?? '[all namespaces]';
}

function selectorText(selector: unknown, what: string): string | undefined {
  const { matchLabels, matchExpressions } = isRecord(selector) ? selector : {};
  const labels = Object.entries(isRecord(matchLabels) ? matchLabels : {}).map(([key, value]) => `${key}=${wordOf(value)}`).sort();
  const expressions = listOf(matchExpressions).filter(isRecord).map(({ key, operator, values }) =>
    `{Key:${wordOf(key)},Operator:${wordOf(operator)},Values:[${listOf(values).map(wordOf).join(' ')}],}`).sort();
  const all = [...labels, ...expressions];
  return all.length > 0 ? `[${what} with {${all.join(',')}}]` : undefined;
}
