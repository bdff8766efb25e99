import { parseArgs } from 'node:util';
import { Client } from '../harness/client';
import { connectionOf } from '../harness/servers';
import { describeReport } from './describe-report';
import { run } from './run';
import { SETS } from './sets';

/** Runs one set of mutants as the command line says, and prints what came out. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      'count': { type: 'string', default: '2000' },
      'seed': { type: 'string', default: '1' },
      'set': { type: 'string', default: 'gateway' },
      'uncovered': { type: 'boolean', default: false },
    },
  });
  const clients = { standard: new Client(connectionOf('standard')!, 32), experimental: new Client(connectionOf('experimental')!, 32) };
  try {
    const set = await SETS[values.set](clients);
    const report = await run(clients, { ...set, count: Number(values.count), seed: Number(values.seed) });
    console.log(describeReport(report, values.uncovered));
    process.exitCode = report.differences.length > 0 ? 1 : 0;
  } finally {
    Object.values(clients).forEach((client) => client.close());
  }
}
