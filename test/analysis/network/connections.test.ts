import { NetworkModel, type NetworkProfile, NP_GUARD, type PodClass, rowsOf, SPECIFICATION } from '../../../src/analysis/network';
import { randomSet } from './random-sets';

const PROFILES: Record<string, NetworkProfile> = {
  'netpol-analyzer': NP_GUARD,
  'the specification': SPECIFICATION,
  'a plugin whose blocks hold pods': { enforced: true, blocksMatchPods: true, networksMatchPods: true, hostNetworkAsPods: false },
};

describe('The connectivity list', () => {
  test.each(Object.keys(PROFILES))('is what asking of every two pods gives: %s', (name) => {
    const [unlike, counts] = [[] as number[], { allowed: 0, unknown: 0, pairs: 0 }];
    for (let seed = 1; seed <= 50; seed++) {
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
