import { ensureInstalled } from './ensure-installed.mjs';
import { bin, run } from './tool.mjs';

/** Checks after the unit tests, in two rows side by side. None of them changes a source or a snapshot. */
const CHECKS = [
  [
    { name: 'compile', args: [bin.jsii, '--silence-warnings=reserved-word'] },
    { name: 'type check of tests, examples and tools', args: [bin.tsc, '--noEmit', '-p', 'tsconfig.dev.json'] },
  ],
  [{ name: 'lint', args: [bin.eslint, '--max-warnings=0', '.'] }],
];

async function inTurn(checks) {
  const results = [];
  for (const { name, args } of checks) results.push({ name, ...await run(args) });
  return results;
}

function report({ name, code, seconds, output }) {
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)\n`);
  if (code !== 0) process.stdout.write(`${output.trim()}\n`);
}

ensureInstalled();
// Tests make much that lives shortly: with more room for it, a tenth less time goes into collecting it.
const NODE_OPTIONS = [process.env.NODE_OPTIONS, '--max-semi-space-size=64'].filter(Boolean).join(' ');
// --ci: a snapshot that is not there fails; without it Jest writes a new one.
const unit = await run([bin.jest, '--ci', ...process.argv.slice(2)], { show: true, env: { NODE_OPTIONS } });
const results = [{ name: 'unit tests', ...unit }, ...(await Promise.all(CHECKS.map(inTurn))).flat()];
process.stdout.write('\n');
results.forEach(report);
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
