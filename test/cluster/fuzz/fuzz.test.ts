import { Client } from '../harness/client';
import { describeCluster } from '../harness/describe-cluster';
import { type Channel, connectionOf } from '../harness/servers';
import { describeReport } from './describe-report';
import { run } from './run';
import { SETS } from './sets';

const COUNT = Number(process.env.FUZZ_COUNT ?? '300');
const SEED = Number(process.env.FUZZ_SEED ?? '1');
const NAMES = process.env.FUZZ_SET?.split(',') ?? Object.keys(SETS);

describeCluster('mutants are judged as the server judges them', 'standard', () => {
  const clients = (): Record<Channel, Client> => ({
    standard: new Client(connectionOf('standard')!, 32), experimental: new Client(connectionOf('experimental')!, 32),
  });

  test.each(NAMES)('%s', async (name) => {
    const both = clients();
    let close: (() => Promise<void>) | undefined;
    try {
      const set = await SETS[name](both);
      ({ close } = set);
      const report = await run(both, { ...set, count: COUNT, seed: SEED });
      console.log(describeReport(report, process.env.FUZZ_UNCOVERED !== undefined));
      expect(report.accepted + report.refused).toBeGreaterThanOrEqual(COUNT);
      expect(Math.min(report.accepted, report.refused)).toBeGreaterThan(0);
      expect(report.coverage.falselyAccompanied()).toEqual([]);
      expect(report.differences.map(({ small }) => small)).toEqual([]);
    } finally {
      await close?.();
      Object.values(both).forEach((client) => client.close());
    }
  });
});
