// One measured process: makes a set, lists what reaches what in it, asks single questions, and prints figures as JSON.
// node bench/network-case.mjs TOPOLOGY COUNT [PODS]
import { createRequire } from 'node:module';
import { TOPOLOGIES } from './network-sets.mjs';

const require = createRequire(import.meta.url);
const { NetworkModel, describePorts, SPECIFICATION } = require('../lib/src/analysis/network');
const { connectionsOf } = require('../lib/src/analysis/network/connections');

const QUESTIONS = 2_000;
const [topology, count, pods = '0'] = process.argv.slice(2);
const entries = TOPOLOGIES[topology](Number(count), Number(pods)).map((manifest) => ({ manifest }));

const seconds = (since) => (process.cpuUsage(since).user + process.cpuUsage(since).system) / 1e6;
const begin = process.cpuUsage();
const wall = performance.now();
const model = NetworkModel.of(entries, { ...SPECIFICATION, families: [4] });
const indexed = seconds(begin);
let lines = 0;
let bytes = 0;
for (const connection of connectionsOf(model)) {
  bytes += `${textOf(connection.from)} -> ${textOf(connection.to)}: ${describePorts(connection.allowed)}\n`.length;
  lines++;
}
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
  lines,
  bytes,
  median: times[times.length >> 1],
  slow: times[Math.floor(times.length * 0.99)],
}));

function textOf(side) {
  if (side.form === 'outside') return `${side.ranges.length} ranges from ${side.ranges[0].from}`;
  return `${side.group.classes[0].name} and ${side.group.classes.length - 1} others`;
}

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
