import { ENGINE_QUIRKS } from '../random/naive/worlds';
import { describeReport, faultsOf } from '../random/report';
import { run } from '../random/run';
import { Engine } from './engine';
import { engineBinary } from './engine-binary';

test('model, engine and naive evaluation agree on random clusters, beside quirks of the engine that all occur', async () => {
  const engine = new Engine(await engineBinary());
  try {
    const report = await run({ engine, seed: 1, count: 600 });
    console.log(describeReport(report));
    expect(faultsOf(report)).toEqual([]);
    for (const quirk of ENGINE_QUIRKS) expect(report.quirks.get(quirk)).toBeGreaterThan(0);
  } finally {
    engine.close();
  }
});
