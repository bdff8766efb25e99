import { type AddressRange, joined } from './address-cells';
import { type Connection, connectionsOf } from './connections';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import { endpointOf } from './open-sides';
import type { NetworkWorkload } from './pods';
import type { PortSet } from './port-set';
import { MOST_ROWS, TooManyRows } from './rows';

/** What pods of a group may open connections to. */
interface Neighbours {
  readonly pods: { readonly group: PodGroup; readonly ports: PortSet; readonly isCertain: boolean }[];
  readonly outside: Outside[];
}

/** Addresses of the outside, and ports there. */
export interface Outside {
  readonly ranges: readonly AddressRange[];
  readonly allowed: PortSet;
  readonly unknown: PortSet;
}

/** A way to the outside through other workloads. */
export interface ThroughPath {
  /** Labels of the workloads, the first of which is where it starts. */
  readonly path: readonly string[];
  readonly outside: readonly Outside[];
  /** False where some step is not known. */
  readonly isCertain: boolean;
}

const graphs = new WeakMap<NetworkModel, Map<PodGroup, Neighbours>>();

/** Who may open connections to whom, by group. */
function graphOf(model: NetworkModel): Map<PodGroup, Neighbours> {
  const known = graphs.get(model);
  if (known) return known;
  const graph = new Map<PodGroup, Neighbours>(model.groups.map((group) => [group, { pods: [], outside: [] }]));
  let edges = 0;
  for (const connection of connectionsOf(model)) {
    if (++edges > MOST_ROWS) throw new TooManyRows(`more than ${MOST_ROWS} pairs may connect, too many to look for ways through others`);
    addEdge(graph, acrossNodes(model, connection));
  }
  graphs.set(model, graph);
  return graph;
}

/** What a node exchanges with pods of its own whatever policies say is no way of theirs: it is told as residual. */
function acrossNodes(model: NetworkModel, connection: Connection): Connection {
  const { from, to } = connection;
  if (from.form !== 'pods' || to.form !== 'pods' || from.group.hostNetwork === to.group.hostNetwork) return connection;
  return { ...connection, ...model.policyVerdict(endpointOf(from.group), endpointOf(to.group)) };
}

function addEdge(graph: Map<PodGroup, Neighbours>, { from, to, allowed, unknown }: Connection): void {
  if (from.form !== 'pods') return;
  const neighbours = graph.get(from.group)!;
  if (allowed.isEmpty && unknown.isEmpty) return;
  if (to.form === 'outside') neighbours.outside.push({ ranges: to.ranges, allowed, unknown });
  else neighbours.pods.push({ group: to.group, ports: allowed.union(unknown), isCertain: !allowed.isEmpty });
}

/** What pods of a workload reach outside of the cluster by themselves. */
export function directOutside(model: NetworkModel, workload: NetworkWorkload): Outside[] {
  const groups = new Set(model.classesOf(workload).map((podClass) => model.groupOf(podClass)));
  return [...groups].flatMap((group) => graphOf(model).get(group)!.outside);
}

/** An edge that does not count, such as a resolver that is asked for names. */
export type Skips = (to: NetworkWorkload, ports: PortSet) => boolean;

/** A group that was reached, and how. */
interface Reached {
  readonly group: PodGroup;
  readonly label: string;
  /** Left out where the way starts. */
  readonly from?: Reached;
  readonly isCertain: boolean;
}

/** The shortest way to each other workload that may reach the outside, certain ways first; `skips` leaves edges out. */
export function throughOthers(model: NetworkModel, workload: NetworkWorkload, skips: Skips = () => false): ThroughPath[] {
  const graph = graphOf(model);
  const start = new Set(model.classesOf(workload).map((podClass) => model.groupOf(podClass)));
  const seen = new Set<PodGroup>();
  const certain: Reached[] = [...start].map((group) => ({ group, label: workload.label, isCertain: true }));
  const perhaps: Reached[] = [];
  const paths: ThroughPath[] = [];
  for (let i = 0, j = 0; i < certain.length || j < perhaps.length;) {
    const reached = i < certain.length ? certain[i++] : perhaps[j++];
    if (seen.has(reached.group)) continue;
    seen.add(reached.group);
    const { outside, pods } = graph.get(reached.group)!;
    const isSure = reached.isCertain;
    if (!start.has(reached.group) && outside.length > 0) paths.push({ path: wayTo(reached), outside, isCertain: isSure });
    for (const edge of pods) {
      if (seen.has(edge.group)) continue;
      const to = membersOf(edge.group).find((one) => one !== workload && !skips(one, edge.ports));
      const isCertain = isSure && edge.isCertain;
      if (to) (isCertain ? certain : perhaps).push({ group: edge.group, label: to.label, from: reached, isCertain });
    }
  }
  return paths;
}

/** The labels of a way, from its start on. */
function wayTo(reached: Reached): string[] {
  const labels: string[] = [];
  for (let one: Reached | undefined = reached; one; one = one.from) labels.push(one.label);
  return labels.reverse();
}

function membersOf({ classes }: PodGroup): NetworkWorkload[] {
  return classes.flatMap(({ workloads }) => workloads);
}

/** Ranges of several answers as one. */
export function rangesOf(outside: readonly Outside[]): AddressRange[] {
  return joined(outside.flatMap(({ ranges }) => ranges));
}
