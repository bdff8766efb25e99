import { execFileSync } from 'node:child_process';

/** Runs each case in fresh processes, interleaved so that a slow spell hits all alike; returns the median of each. */
export function medians(cases, rounds) {
  const samples = new Map(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(cases)) {
      const output = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
      samples.get(name).push(Number(output));
    }
  }
  return Object.fromEntries([...samples].map(([name, values]) => [name, median(values)]));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export function row(cells) {
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(44) : String(cell).padStart(12))).join(''));
}
