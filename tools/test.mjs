import { ensureInstalled } from './ensure-installed.mjs';
import { bin, run } from './tool.mjs';

/** Checks beside the unit tests, in this order. None of them changes a source or a snapshot. */
const CHECKS = [
  { name: 'compile', args: [bin.jsii, '--silence-warnings=reserved-word'] },
  { name: 'type check of tests, examples and tools', args: [bin.tsc, '--noEmit', '-p', 'tsconfig.dev.json'] },
  { name: 'lint', args: [bin.eslint, '--max-warnings=0', '.'] },
];

/** The checks one after another: they share one core, the unit tests have the other. */
async function check() {
  const results = [];
  for (const { name, args } of CHECKS) results.push({ name, ...await run(args) });
  return results;
}

function report({ name, code, seconds, output }) {
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)\n`);
  if (code !== 0) process.stdout.write(`${output.trim()}\n`);
}

ensureInstalled();
const checks = check();
// --ci: a snapshot that is not there fails; without it Jest writes a new one.
const unit = await run([bin.jest, '--ci', ...process.argv.slice(2)], { show: true });
const results = [...await checks, { name: 'unit tests', ...unit }];
process.stdout.write('\n');
results.forEach(report);
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
