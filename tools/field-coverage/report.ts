// What of the schemas was emitted: report.ts FOLDER, as the recorder wrote it. Run by main.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageOf, exceptionProblems, type KindCoverage, type Recorded } from './coverage';
import { EXCEPTIONS } from './exceptions';
import { gatewayKinds } from './gateway-kinds';

function recordedIn(folder: string): Recorded {
  const recorded: Record<string, string[]> = {};
  for (const file of readdirSync(folder)) {
    const fields = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded;
    for (const [key, names] of Object.entries(fields)) (recorded[key] ??= []).push(...names);
  }
  return recorded;
}

function linesOf({ channel, key, covered, all, uncovered }: KindCoverage): string[] {
  return [`${channel.padEnd(13)}${key.padEnd(50)}${`${covered}/${all}`.padStart(8)}`, ...uncovered.map((field) => `    ${field}`)];
}

const recorded = recordedIn(process.argv[2]);
const kinds = gatewayKinds();
const coverage = coverageOf(kinds, recorded, EXCEPTIONS);
const problems = exceptionProblems(kinds, recorded, EXCEPTIONS);
const total = (count: (kind: KindCoverage) => number): number => coverage.reduce((sum, kind) => sum + count(kind), 0);
const uncovered = total((kind) => kind.uncovered.length);

coverage.flatMap(linesOf).forEach((line) => console.log(line));
for (const { kind, field, reason } of EXCEPTIONS) console.log(`exception: ${kind} ${field}: ${reason}`);
console.log(`${total((kind) => kind.covered)} of ${total((kind) => kind.all)} emitted, ${uncovered} uncovered`);
problems.forEach((problem) => console.error(problem));
process.exitCode = uncovered === 0 && problems.length === 0 ? 0 : 1;
