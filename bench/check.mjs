#!/usr/bin/env node
// `check` against kubeconform with the schemas of the same CRDs: node bench/check.mjs [--quick]. Needs a compiled library
// (npx projen compile), the folder of facts with the CRDs, and kubeconform (KUBECONFORM, the path, or Go to install it).
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kubeconform, writeSchemas } from './kubeconform.mjs';
import { manifests, writeSets } from './manifests.mjs';
import { measureAll } from './measure.mjs';
import { medians, row } from './processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const quick = process.argv.includes('--quick');
const crds = join(root, '../shared/gateway-api/v1.6.1/standard');
const main = join(root, 'lib/src/cli/main.js');
for (const [needed, hint] of [[main, 'run npx projen compile first'], [crds, 'the schemas to compare with come from it']]) {
  if (existsSync(needed)) continue;
  console.error(`${needed} is missing: ${hint}`);
  process.exit(2);
}

const count = quick ? 1_000 : 10_000;
const rounds = quick ? 3 : 5;
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const binary = kubeconform();
  const schemas = writeSchemas(crds, join(folder, 'schemas'));
  const strict = [binary, '-strict', '-summary', '-schema-location', schemas];
  const valid = new RegExp(`\\b${count} resources? found.*Valid: ${count}\\b`, 's');
  const sets = writeSets(folder, manifests(count));
  console.log(`check against kubeconform, ${count} documents, median of ${rounds} fresh processes; ratios are to kubeconform -n 1`);
  row(['', 'wall ms', 'CPU ms', 'wall', 'CPU']);
  for (const [name, path] of Object.entries(sets)) report(name, path, { strict, valid });
} finally {
  rmSync(folder, { recursive: true });
}

function report(name, path, { strict, valid }) {
  const times = measureAll({
    'cdk8s-gateway check': { argv: [process.execPath, main, 'check', path], expect: new RegExp(`^${count} objects in .*: 0 errors`, 'm') },
    'kubeconform -n 1': { argv: [...strict, '-n', '1', path], expect: valid },
    'kubeconform': { argv: [...strict, path], expect: valid },
  }, rounds);
  const parse = medians({ parse: [join(root, 'bench/parse-case.cjs'), path] }, rounds).parse;
  const base = times['kubeconform -n 1'];
  console.log(name);
  for (const [command, { wall, cpu }] of Object.entries(times)) {
    row([`  ${command}`, wall.toFixed(0), cpu.toFixed(0), `${(wall / base.wall).toFixed(2)}x`, `${(cpu / base.cpu).toFixed(2)}x`]);
  }
  row(['  of check: reading and parsing', parse.toFixed(0), '', `${(parse / base.wall).toFixed(2)}x`]);
}
