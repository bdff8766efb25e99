import { bin, run } from '../tools/tool.mjs';

/**
 * Mutants against the real API server, as many as wanted: `npm run bench:fuzz -- [COUNT] [SET[,SET …]] [SEED]`. Prints the shares
 * of accepted and refused, what was the only cause of a refusal how often, and each difference.
 */
const [count = '20000', set = 'gateway,update', seed = '1'] = process.argv.slice(2);
if (!/^\d+$/.test(count) || !/^\d+$/.test(seed)) {
  console.error('usage: npm run bench:fuzz -- [COUNT] [SET[,SET …]] [SEED], with whole numbers, such as 20000 gateway 7');
  process.exit(2);
}
Object.assign(process.env, { FUZZ_COUNT: count, FUZZ_SET: set, FUZZ_SEED: seed, FUZZ_UNCOVERED: '1' });
const test = ['--config', 'test/cluster/jest.config.json', 'cluster/fuzz'];
const { code } = await run([bin.jest, '--ci', '--runInBand', ...test], { show: true });
process.exitCode = code;
