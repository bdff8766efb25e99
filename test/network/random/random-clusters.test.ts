import { clusterOf } from './generate/cluster';

test('the same seed makes the same cluster', () => {
  expect(clusterOf(7).cluster).toEqual(clusterOf(7).cluster);
  expect(clusterOf(8).cluster).not.toEqual(clusterOf(7).cluster);
});
