import { clusterOf } from './generate/cluster';
import { faultsOf } from './report';
import { run } from './run';

test('the same seed makes the same cluster', () => {
  expect(clusterOf(7).cluster).toEqual(clusterOf(7).cluster);
  expect(clusterOf(8).cluster).not.toEqual(clusterOf(7).cluster);
});

test('the model says of random clusters what a naive evaluation does, and each feature is in one of twenty', async () => {
  const report = await run({ seed: 1, count: 200 });
  expect(report.features.size).toBe(95);
  expect(faultsOf(report)).toEqual([]);
});
