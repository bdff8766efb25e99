import {
  bundledConnectionsOf, type BundleSide, connectionsOf, groupedConnections, NetworkModel, NP_GUARD, type PodClass,
  PortSet, rowsOf,
} from '../../../src/analysis/network';
import { groupedEnds } from '../../../src/analysis/network/grouped';
import { PROFILES, randomSet } from './random-sets';

describe('The connectivity list', () => {
  test.each(Object.keys(PROFILES))('is what asking of every two pods gives: %s', (name) => {
    const [unlike, counts] = [[] as number[], { allowed: 0, unknown: 0, pairs: 0 }];
    for (let seed = 1; seed <= 30; seed++) {
      const model = NetworkModel.of(randomSet(seed).map((manifest) => ({ manifest })), PROFILES[name]);
      const listed = new Map(rowsOf(model).filter(({ src, dst }) => !src.range && !dst.range).map((row) => [`${row.src.name} ${row.dst.name}`, row]));
      const classOf = (pods: PodClass, of: PodClass): string => `${pods.workloads[0].label} ${of.workloads[0].label}`;
      for (const from of model.pods.classes) {
        for (const to of model.pods.classes) {
          if (from === to) continue;
          const { allowed, unknown } = model.verdict({ form: 'pods', podClass: from }, { form: 'pods', podClass: to });
          const row = listed.get(classOf(from, to));
          counts.pairs++;
          if (!allowed.isEmpty) counts.allowed++;
          if (!unknown.isEmpty) counts.unknown++;
          if ((row?.allowed.key ?? ';;') !== allowed.key || (row?.unknown.key ?? ';;') !== unknown.key) unlike.push(seed);
        }
      }
    }
    expect(unlike).toEqual([]);
    expect([counts.allowed / counts.pairs > 0.2, counts.allowed / counts.pairs < 0.95]).toEqual([true, true]);
  });
});

const sidesOf = (side: BundleSide): (string | number)[] =>
  (side.form === 'outside' ? side.ranges.map(({ family, from, to }) => `${family} ${from}-${to}`) : (side.form === 'bundle' ? side.groups : [side.group]).map(({ id }) => id));

/** What is said of each two ends, and of groups and themselves where they have several workloads. */
function pairsOf(model: NetworkModel, connections: ReturnType<typeof bundledConnectionsOf>): string[] {
  const pairs = [...connections].flatMap(({ from, to, allowed, unknown }) =>
    sidesOf(from).flatMap((source) => sidesOf(to).map((target) => ({ source, target, text: `${source} ${target} ${allowed.key} ${unknown.key}` }))));
  const isAlone = (id: string | number): boolean => typeof id === 'number' && model.groups[id].classes.flatMap(({ workloads }) => workloads).length === 1;
  return pairs.filter(({ source, target }) => source !== target || !isAlone(source)).map(({ text }) => text).sort();
}

test('more pairs than memory holds are refused', () => {
  const said = ['a', 'b', 'c'].map((key) => ({ from: { key, names: [key] }, to: { key, names: [key] }, key, value: key }));
  expect(groupedEnds(said, 3)).toHaveLength(3);
  expect(() => groupedEnds(said, 2)).toThrow('more than 2 pairs of workloads have ports of their own');
});

describe('Bundles of connections', () => {
  test.each(Object.keys(PROFILES))('say of each two ends what is said of them one by one: %s', (name) => {
    let bundles = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const model = NetworkModel.of(randomSet(seed).map((manifest) => ({ manifest })), PROFILES[name]);
      bundles += [...bundledConnectionsOf(model, 0)].filter(({ from, to }) => [from, to].some(({ form }) => form === 'bundle')).length;
      expect(pairsOf(model, bundledConnectionsOf(model, 0))).toEqual(pairsOf(model, connectionsOf(model)));
    }
    expect(bundles).toBeGreaterThan(20);
  });

  test('workloads that each open ports of their own to all are as many lines', () => {
    const open = (i: number): object[] => [
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: `w${i}`, namespace: 'a', labels: { app: `w${i}` } }, spec: {} },
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: `w${i}`, namespace: 'a' },
        spec: { podSelector: { matchLabels: { app: `w${i}` } }, ingress: [{ ports: [{ port: 1000 + i }] }] } },
    ];
    const entries = Array.from({ length: 200 }, (_, i) => open(i)).flat().map((manifest) => ({ manifest: manifest as never }));
    const lines = groupedConnections(NetworkModel.of(entries, NP_GUARD));
    const names = Array.from({ length: 200 }, (_, i) => `a/w${i}[Pod]`).sort();
    expect(lines.find(({ to }) => to[0] === 'a/w7[Pod]')).toEqual({
      from: [...names, 'outside (IPv4)'], to: ['a/w7[Pod]'], allowed: PortSet.one('TCP', 1007), unknown: PortSet.NONE,
    });
    expect(lines.map(({ to }) => to).sort()).toEqual([...names, 'outside (IPv4)'].map((name) => [name]));
  });
});
