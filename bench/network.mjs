#!/usr/bin/env node
// What listing who reaches whom costs: node bench/network.mjs [--quick]. Needs a compiled library (npx projen compile).
// Each size is a fresh process; seconds are CPU time. Exits with 1 where a limit is passed.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { row } from './processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const quick = process.argv.includes('--quick');
if (!existsSync(join(root, 'lib/src/analysis/network/index.js'))) {
  console.error('lib/ is missing: run npx projen compile first');
  process.exit(2);
}

const SIZES = quick ? [1_000, 2_000, 4_000] : [1_000, 2_000, 4_000, 8_000, 16_000];
const LIMITS = { growth: 1.3, question: 1, seconds: 60, megabytes: 2_048 };
const passed = [];

report('teams', 'Teams of ten workloads, closed by default, with neighbours');
report('distinct', 'All labels distinct, each workload with a policy of its own');
report('charts', 'Teams that nothing closes, each workload with a policy that opens one port to everybody');
report('ports', 'Teams that nothing closes, each workload with a policy that opens a port of its own to everybody');
const { listed, wall, megabytes } = measure('teams', 10_000, 10);
console.log(`\n100,000 pods of 10,000 workloads: ${listed.toFixed(1)} s of CPU, ${wall.toFixed(1)} s, ${megabytes.toFixed(0)} MB`);
limit('seconds for 100,000 pods', wall, LIMITS.seconds);
limit('megabytes for 100,000 pods', megabytes, LIMITS.megabytes);
passed.forEach((line) => console.error(line));
process.exitCode = passed.length === 0 ? 0 : 1;

function report(topology, title) {
  console.log(`\n${title}`);
  row(['workloads', 'objects', 'classes', 'index s', 'all s', 'MB', 'lines', 'KB', 'question ms']);
  const all = SIZES.map((count) => {
    const one = measure(topology, count);
    const { objects, classes, indexed, listed, megabytes, lines, bytes, median } = one;
    const times = [indexed.toFixed(2), listed.toFixed(2), megabytes.toFixed(0)];
    row([count, objects, classes, ...times, lines, (bytes / 1024).toFixed(0), median.toFixed(3)]);
    limit(`${topology}, ${count}: milliseconds of a question`, median, LIMITS.question);
    return one;
  });
  const growth = slope(all.map(({ listed }, i) => [Math.log(SIZES[i]), Math.log(listed)]));
  console.log(`time grows with the power ${growth.toFixed(2)} of the workloads`);
  if (topology === 'teams') limit('growth of the teams', growth, LIMITS.growth);
}

function measure(topology, count, pods = 0) {
  const argv = [join(root, 'bench/network-case.mjs'), topology, String(count), String(pods)];
  return JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}

function limit(what, figure, most) {
  if (figure > most) passed.push(`${what}: ${figure.toFixed(3)}, and at most ${most}`);
}

/** Of the line that is closest to the points. */
function slope(points) {
  const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
