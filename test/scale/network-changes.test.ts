import {
  type Absent, changesOf, differingWorkloads, exposureChanges, groupedChanges, NetworkModel, type PortSet, rowsOf,
} from '../../src/analysis/network';
import type { Manifest } from '../../src/manifest/manifest';
import { PROFILES, randomSet } from '../analysis/network/random-sets';

/** A set without one of its objects, or with another set's. */
function changed(set: readonly Manifest[], seed: number): Manifest[] {
  const at = (seed * 7) % set.length;
  const [other] = randomSet(seed + 5_000).filter(({ kind }) => kind === set[at].kind);
  const { name, namespace } = set[at].metadata;
  const put = seed % 3 === 0 || !other ? [] : [{ ...other, metadata: { ...other.metadata, name, namespace } }];
  return [...set.slice(0, at), ...put, ...set.slice(at + 1)];
}

const described = (absent: Absent): string => JSON.stringify(absent) ?? 'any';
const textOf = ({ allowed, unknown }: { allowed: PortSet; unknown: PortSet }): string => `${allowed.key} ${unknown.key}`;

/** Workload by workload, what changed between them. */
function pairsOf(before: NetworkModel, after: NetworkModel): string[] {
  return groupedChanges(before, after).flatMap(({ from, to, ...change }) => from.flatMap((source) => to.flatMap((target) =>
    (source === target || ![source, target].every((name) => name.endsWith(']')) ? [] : [`${source} ${target} ${textOf(change.before)} ${textOf(change.after)}`])))).sort();
}

test.each(Object.keys(PROFILES))('changes are what differs between the lists of two sets: %s', (name) => {
  let [changes, skipped] = [0, 0];
  for (let seed = 1; seed <= 150; seed++) {
    const set = randomSet(seed);
    const [before, after] = [set, changed(set, seed)].map((manifests) => NetworkModel.of(manifests.map((manifest) => ({ manifest })), PROFILES[name]));
    const rows = changesOf(rowsOf(before), rowsOf(after)).filter(({ src, dst }) => !src.range && !dst.range)
      .map(({ src, dst, ...change }) => `${src.name} ${dst.name} ${textOf(change.before)} ${textOf(change.after)}`).sort();
    expect([seed, ...pairsOf(before, after)]).toEqual([seed, ...rows]);
    // Workloads of which nothing differs are not looked at: neither addresses nor pods to come change for them.
    const [some, all] = [differingWorkloads(before, after), new Set([before, after].flatMap(({ workloads }) => workloads.map(({ label }) => label)))];
    expect(groupedChanges(before, after, some)).toEqual(groupedChanges(before, after, all));
    expect(exposureChanges(before, after, described, some)).toEqual(exposureChanges(before, after, described, all));
    skipped += all.size - some.size;
    changes += rows.length;
  }
  expect([changes > 400, skipped > 200]).toEqual([true, true]);
});
