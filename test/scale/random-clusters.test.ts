import { faultsOf } from '../network/random/report';
import { run } from '../network/random/run';

test('the model says of random clusters what a naive evaluation does, and each feature is in one of twenty', async () => {
  const report = await run({ seed: 1, count: 200 });
  expect(report.features.size).toBe(95);
  expect(faultsOf(report)).toEqual([]);
});
