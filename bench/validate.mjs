#!/usr/bin/env node
// What judging objects costs at synth: node bench/validate.mjs [--quick]. Needs a compiled library (npx projen compile).
// Times are of the CPU, so that a busy machine tells no others.
// `structure` is what the API server would say of one object: fields, types, limits, defaults and the rules of its CRD;
// the goals are for that. `rules` is every rule of the catalogue, with the Gateway and 199 routes beside it: the share
// of one route in what is asked of all together is in it.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { medians, row } from './processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const quick = process.argv.includes('--quick');
if (!existsSync(join(root, 'lib/src/index.js'))) {
  console.error('lib/ is missing: run npx projen compile first');
  process.exit(2);
}
process.chdir(root);

const rounds = quick ? 3 : 7;
const GOALS = { reference: 5, maximal: 150 };
const cases = Object.fromEntries(Object.keys(GOALS).flatMap((size) => ['structure', 'rules']
  .map((what) => [`${size} ${what}`, ['bench/validate-case.cjs', what, size]])));
const times = medians(cases, rounds);
console.log(`Judging one HTTPRoute, median of ${rounds} fresh processes, after a warm-up`);
row(['', 'structure us', 'goal', 'rules us']);
const NAMES = { reference: 'reference: 1 rule, 2 matches, 2 backends', maximal: 'maximal: 16 rules, 128 matches' };
for (const [size, name] of Object.entries(NAMES)) {
  const [structure, rules] = ['structure', 'rules'].map((what) => times[`${size} ${what}`].toFixed(1));
  row([name, structure, GOALS[size], rules]);
}

const counts = quick ? [1_000, 4_000] : [1_000, 2_000, 4_000, 8_000, 16_000];
const together = Object.fromEntries(counts.map((count) => [count, ['bench/scaling-case.cjs', String(count)]]));
const scaling = medians(together, quick ? 1 : 3);
console.log('\nAll rules over objects of a large company together; the exponent is that of the growth from the row above');
row(['objects', 'CPU ms', 'us/object', 'exponent']);
counts.forEach((count, i) => {
  const before = counts[i - 1];
  const exponent = i === 0 ? '' : (Math.log(scaling[count] / scaling[before]) / Math.log(count / before)).toFixed(2);
  row([count, scaling[count].toFixed(0), (scaling[count] * 1000 / count).toFixed(1), exponent]);
});
const [first, last] = [counts[0], counts.at(-1)];
console.log(`From ${first} to ${last}: exponent ${(Math.log(scaling[last] / scaling[first]) / Math.log(last / first)).toFixed(2)}`);
