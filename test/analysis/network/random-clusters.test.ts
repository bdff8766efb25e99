import { clusterOf } from '../../network/generate/cluster';
import { featuresOf } from '../../network/generate/features';

const COUNT = 1000;
const CLUSTERS = Array.from({ length: COUNT }, (_, i) => clusterOf(i + 1).cluster);

test('the same seed makes the same cluster', () => {
  expect(clusterOf(7).cluster).toEqual(clusterOf(7).cluster);
  expect(clusterOf(8).cluster).not.toEqual(clusterOf(7).cluster);
});

test('each feature is in at least one cluster of twenty', () => {
  const counts = new Map<string, number>();
  for (const feature of CLUSTERS.flatMap((cluster) => [...featuresOf(cluster)])) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  expect(counts.size).toBe(94);
  expect([...counts].filter(([, count]) => count < COUNT / 20)).toEqual([]);
});
