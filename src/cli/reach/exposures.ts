import { describeSelector } from '../../analysis/cluster/label-selector';
import { exposuresOf, type GroupedConnection, type NetworkModel } from '../../analysis/network';
import { absentText } from './lists';

/** What workloads exchange with pods that are not in the set, equal ones as one line. */
export function exposureLines(model: NetworkModel): GroupedConnection[] {
  const lines = new Map<string, GroupedConnection & { from: string[]; to: string[] }>();
  for (const exposure of exposuresOf(model)) {
    const { workload, direction, allowed, unknown, with: absent } = exposure;
    if (allowed.isEmpty && unknown.isEmpty) continue;
    const other = absentText(absent, describeSelector);
    const key = `${direction} ${other} ${allowed.key} ${unknown.key}`;
    const known = lines.get(key) ?? { from: [], to: [], allowed, unknown };
    lines.set(key, known);
    (direction === 'ingress' ? known.to : known.from).push(workload.label);
    if (known.from.length + known.to.length === 1) (direction === 'ingress' ? known.from : known.to).push(other);
  }
  return [...lines.values()];
}
