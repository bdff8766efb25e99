import type { Direction } from '../cluster/network-policy';
import { bothOf, changeOf, groupChanges, type GroupedChange, NOTHING, type VerdictChange } from './changes';
import { type Absent, described, exposuresOf } from './exposure';
import type { NamedEnd, Said } from './grouped';
import { type NetworkModel, REST } from './network-model';
import type { Endpoint } from './peers';
import type { Verdict } from './verdict';

/** Pods that are not in a set, as a rule describes them. */
interface Described {
  readonly absent: Absent;
  readonly endpoint: Endpoint;
  /** Whether a set holds pods of them, of which its own list tells. */
  readonly isHeld: boolean;
}

/** What workloads exchange with pods that are not in the set, where two sets do not agree on it. */
export function exposureChanges(
  before: NetworkModel, after: NetworkModel, describe: (absent: Absent) => string, differs: ReadonlySet<string>,
): GroupedChange[] {
  const found = new Map<string, Map<string, Described>>();
  for (const model of [before, after]) {
    const workloads = model.workloads.filter(({ label }) => differs.has(label));
    for (const { workload: { label }, direction, with: absent } of exposuresOf(model, undefined, workloads)) {
      const key = `${direction} ${label}`;
      const others = found.get(key) ?? new Map<string, Described>();
      const name = describe(absent);
      const known = others.get(name);
      found.set(key, others.set(name, { ...describedBy(model, absent), ...(known?.isHeld && { isHeld: true }) }));
    }
  }
  const changes = [...found].flatMap(([key, others]) => {
    const [direction, label] = [key.slice(0, key.indexOf(' ')) as Direction, key.slice(key.indexOf(' ') + 1)];
    const judge = (endpoint: Endpoint): VerdictChange =>
      ({ before: sideOf(before, label, direction, endpoint), after: sideOf(after, label, direction, endpoint) });
    return changesOfSide({ key: label, names: [label] }, direction, others, { judge, describe });
  });
  return groupChanges(changes);
}

interface Judge {
  readonly judge: (endpoint: Endpoint) => VerdictChange;
  readonly describe: (absent: Absent) => string;
}

/** Of pods that a rule describes only what differs from any pod, and what no list of the sets tells. */
function changesOfSide(
  workload: NamedEnd, direction: Direction, others: ReadonlyMap<string, Described>, { judge, describe }: Judge,
): Said<VerdictChange>[] {
  const said = (name: string, { before, after }: VerdictChange): Said<VerdictChange>[] => {
    const other = { key: name, names: [name] };
    return direction === 'ingress' ? changeOf(other, workload, before, after) : changeOf(workload, other, before, after);
  };
  const ofAny = said(describe(undefined), judge(REST));
  const named = [...others].filter(([, { absent, isHeld }]) => absent !== undefined && !isHeld)
    .flatMap(([name, { endpoint }]) => said(name, judge(endpoint)));
  return [...ofAny, ...named.filter(({ key }) => key !== ofAny[0]?.key)];
}

function describedBy(model: NetworkModel, absent: Absent): Described {
  if (!absent) return { absent, endpoint: REST, isHeld: false };
  const { namespace, pod, pods } = model.peers.resolved(absent);
  const isWhole = absent.namespace === undefined && pod.length === 0;
  return { absent, endpoint: described({ namespace, pod }), isHeld: !isWhole && [...pods?.values() ?? []].includes('yes') };
}

function sideOf(model: NetworkModel, label: string, direction: Direction, endpoint: Endpoint): Verdict {
  return model.named(label).flatMap((workload) => model.classesOf(workload)).reduce<Verdict>((all, podClass) =>
    bothOf(all, model.side({ form: 'pods', podClass }, direction, endpoint)), NOTHING);
}
