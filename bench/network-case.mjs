// One measured process: makes a set, lists what reaches what in it, asks single questions, and prints figures as JSON.
// node bench/network-case.mjs TOPOLOGY COUNT [PODS]
import { createRequire } from 'node:module';
import { TOPOLOGIES } from './network-sets.mjs';

const require = createRequire(import.meta.url);
const { NetworkModel, SPECIFICATION, groupedConnections } = require('../lib/src/analysis/network');
const { textOf } = require('../lib/src/cli/reach/lists');

const QUESTIONS = 2_000;
const [topology, count, pods = '0'] = process.argv.slice(2);
const entries = TOPOLOGIES[topology](Number(count), Number(pods)).map((manifest) => ({ manifest }));

const seconds = (since) => (process.cpuUsage(since).user + process.cpuUsage(since).system) / 1e6;
const begin = process.cpuUsage();
const wall = performance.now();
const model = NetworkModel.of(entries, { ...SPECIFICATION, families: [4] });
const indexed = seconds(begin);
const lines = groupedConnections(model).map(textOf);
const listed = seconds(begin);
const listedWall = (performance.now() - wall) / 1000;
const times = questions();
console.log(JSON.stringify({
  objects: entries.length,
  classes: model.pods.classes.length,
  groups: model.groups.length,
  cells: model.peers.cells.length,
  indexed,
  listed,
  wall: listedWall,
  megabytes: process.resourceUsage().maxRSS / 1024,
  lines: lines.length,
  bytes: lines.reduce((sum, line) => sum + line.length + 1, 0),
  median: times[times.length >> 1],
  slow: times[Math.floor(times.length * 0.99)],
}));

/** Milliseconds of questions about workloads all over the set, sorted. */
function questions() {
  const { workloads } = model;
  const ends = (i) => model.endpointsOf(workloads[i % workloads.length])[0];
  return Array.from({ length: QUESTIONS }, (_, i) => {
    const start = performance.now();
    model.canReach(ends(i * 7_919), ends(i * 7_919 + (i % 3)), 'TCP', 8080);
    return performance.now() - start;
  }).sort((a, b) => a - b);
}
