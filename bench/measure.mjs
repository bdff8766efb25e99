import { spawnSync } from 'node:child_process';
import { median } from './processes.mjs';

/** Runs commands in turn, so that a slow spell hits all alike; returns the median milliseconds of each, wall and CPU. */
export function measureAll(commands, rounds) {
  const samples = new Map(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) samples.get(name).push(measure(command));
  }
  return Object.fromEntries([...samples].map(([name, runs]) => [name, {
    wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ cpu }) => cpu)),
  }]));
}

/** One run. The CPU time is that of the children of a shell: node tells only its own. */
function measure({ argv, expect }) {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync('/bin/sh', ['-c', '"$@"; code=$?; times >&2; exit $code', 'sh', ...argv], {
    encoding: 'utf8', maxBuffer: 2 ** 30,
  });
  const wall = performance.now() - start;
  if (!expect.test(stdout)) throw new Error(`${argv.join(' ')} (exit ${status}) did not print ${expect}:\n${(stdout + stderr).slice(-2000)}`);
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(milliseconds);
  return { wall, cpu: user + system };
}

/** `0m1.250000s`, as POSIX has it. */
function milliseconds(text) {
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(text);
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}
