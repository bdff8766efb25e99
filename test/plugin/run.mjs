// Installs the packed package beside the real cdk8s-cli, as a user would, and runs `cdk8s synth` in fixture apps. Needs a
// compiled lib/ and a registry; fails where it cannot run. `node test/plugin/run.mjs [CASE …]`
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CASES } from './cases.mjs';
import { differences } from './expect.mjs';

const CLI = 'cdk8s-cli@2.207.60';
const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const windows = process.platform === 'win32';

function main(names) {
  const unknown = names.filter((name) => !CASES.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`no case: ${unknown.join(', ')}; there are ${CASES.map(({ name }) => name).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-gateway-plugin-'));
  try {
    const started = performance.now();
    install(folder);
    console.log(`${CLI} and the package installed in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const chosen = CASES.filter(({ name }) => names.length === 0 || names.includes(name));
    const failed = [typesDiffer(folder), ...chosen.map((one) => caseFails(folder, one))].filter(Boolean);
    console.log(`${chosen.length} cases, ${failed.length} failed`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder of apps with the CLI, and a folder of plugins as the CLI lays it out. */
function install(folder) {
  if (!existsSync(join(root, 'lib/src/index.js'))) throw new Error('lib/ is missing: run "npx projen compile"');
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], root));
  const packed = join(folder, filename);
  const peers = ['cdk8s', 'constructs'].map((name) => `${name}@${manifest.devDependencies[name]}`);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  npm(['install', packed, CLI, ...peers], folder);
  const plugin = join(folder, 'plugins/cdk8s-gateway', manifest.version);
  mkdirSync(plugin, { recursive: true });
  npm(['install', '--no-save', '--prefix', plugin, packed, ...peers], folder);
}

function npm(args, cwd) {
  return execFileSync('npm', [...args, '--loglevel=error', '--no-audit', '--no-fund'], { cwd, encoding: 'utf8', shell: windows });
}

/** Whether the class is not what the CLI's own types ask of a plugin. */
function typesDiffer(folder) {
  const program = [
    "import type { Validation } from 'cdk8s-cli/plugins';", "import { TrafficValidation } from 'cdk8s-gateway';",
    'export const plugin: Validation = new TrafficValidation();', '',
  ].join('\n');
  const compilerOptions = { strict: true, noEmit: true, target: 'es2022', module: 'node16', types: [], skipLibCheck: true };
  writeFileSync(join(folder, 'types.ts'), program);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['types.ts'] }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8' });
  return said('types of the CLI', status === 0 ? [] : [`${stdout}${stderr}`]);
}

/** Runs one case, and says what differs from what it expects. */
function caseFails(folder, { name, app = name, validation, args = [], expected }) {
  const cwd = join(folder, 'apps', name);
  cpSync(fileURLToPath(new URL(`apps/${app}`, import.meta.url)), cwd, { recursive: true });
  const plugin = { package: './../../node_modules/cdk8s-gateway', version: manifest.version, class: 'TrafficValidation' };
  const validations = [{ ...plugin, ...validation }];
  writeFileSync(join(cwd, 'cdk8s.yaml'), JSON.stringify({ language: 'typescript', app: 'node main.cjs', validations }));
  const reports = join(cwd, 'reports.json');
  const options = ['--plugins-dir', join(folder, 'plugins'), '--validation-reports-output-file', reports, ...args];
  const cli = [join(folder, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--check-upgrade=false', ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, cli, { cwd, encoding: 'utf8' });
  const report = existsSync(reports) ? JSON.parse(readFileSync(reports, 'utf8')).reports[0] : undefined;
  const wrong = differences(expected, { status, stdout, stderr, report });
  return said(name, wrong.length === 0 ? [] : [...wrong, `it printed:\n${stdout}${stderr}`]);
}

function said(name, wrong) {
  console.log(`${wrong.length === 0 ? 'ok    ' : 'FAILED'} ${name}${wrong.map((line) => `\n       ${line}`).join('')}`);
  return wrong.length > 0;
}

main(process.argv.slice(2));
