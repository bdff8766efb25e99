#!/usr/bin/env node
// Figures, as ratios within one run: node bench/run.mjs [--quick]. Needs a compiled library (npx projen compile).
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

const timed = (code) => ['-e', `const t = performance.now(); ${code}; console.log(performance.now() - t)`];
const library = `require(${JSON.stringify(root)})`;
const imports = medians({
  cdk8s: timed("require('cdk8s')"),
  library: timed(`require('cdk8s'); ${library}`),
  everything: timed(`require('cdk8s'); for (const name of Object.keys(${library})) ${library}[name]`),
}, quick ? 5 : 21);
const more = (ms) => `${ms < imports.cdk8s ? '' : '+'}${(ms - imports.cdk8s).toFixed(1)} ms`;
console.log('Import, fresh process');
row(['', 'ms', 'more']);
row(['cdk8s alone', imports.cdk8s.toFixed(1), '']);
row(['cdk8s and cdk8s-gateway', imports.library.toFixed(1), more(imports.library)]);
row(['the same, every name of it used', imports.everything.toFixed(1), more(imports.everything)]);

const count = quick ? '200' : '1000';
const synth = (kind, app) => ['bench/synth-case.cjs', kind, app, count];
const times = medians({
  'raw ApiObjects, App, nothing of this library': synth('raw', 'App'),
  'raw ApiObjects in a TeamChart, GatewayApp': synth('raw', 'GatewayApp'),
  'TeamRoutes, App': synth('team', 'App'),
  'TeamRoutes, GatewayApp': synth('team', 'GatewayApp'),
}, quick ? 3 : 9);
console.log(`\nBuild and synth of ${count} HTTPRoutes, fresh process`);
row(['', 'ms', 'of raw']);
const [raw] = Object.values(times);
for (const [name, ms] of Object.entries(times)) row([name, ms.toFixed(0), `${(ms / raw).toFixed(2)}x`]);
