import { describeReport, faultsOf } from '../random/report';
import { run } from '../random/run';
import { Engine } from './engine';
import { engineBinary } from './engine-binary';

/** As many random clusters as wanted: FUZZ_COUNT, from FUZZ_SEED on. */
async function main(): Promise<void> {
  const engine = new Engine(await engineBinary());
  try {
    const report = await run({ engine, seed: Number(process.env.FUZZ_SEED ?? '1'), count: Number(process.env.FUZZ_COUNT ?? '1000') });
    console.log(describeReport(report));
    const faults = faultsOf(report);
    faults.forEach((fault) => console.error(fault));
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    engine.close();
  }
}

void main();
