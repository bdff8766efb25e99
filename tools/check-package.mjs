import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { bin, root } from './tool.mjs';

/** Everything that the npm package may hold. */
const ALLOWED = [
  /^lib\/.*\.(js|d\.ts|schema\.json)$/,
  /^[\w/-]+\.schema\.json$/,
  /^docs\/rules\/\w+\.md$/,
  /^node_modules\/(argparse|commander|js-yaml|yaml)\//,
  /^(package\.json|README\.md|API\.md|LICENSE|\.jsii)$/,
];
const REQUIRED = ['package.json', 'README.md', 'API.md', 'LICENSE', '.jsii', 'docs/rules/GW001.md'];

/** Packs the package and looks at it as its users will: what it holds, whether it loads, whether it type checks. */
function main() {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-gateway-package-'));
  try {
    const { size, installed } = install(folder);
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(installed, join(entry.parentPath ?? entry.path, entry.name)));
    const problems = [...contents(files), ...files.flatMap((file) => references(installed, file)), ...consume(folder)];
    problems.forEach((problem) => console.error(problem));
    process.exitCode = problems.length === 0 ? 0 : 1;
    console.log(`npm package: ${files.length} files, ${(size / 1000).toFixed(0)} kB packed`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project that has the packed package and its two peers, and nothing else. */
function install(folder) {
  const packed = execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], { cwd: root });
  const [{ filename, size }] = JSON.parse(packed);
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'cdk8s-gateway');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed]);
  ['cdk8s', 'constructs'].forEach((peer) => symlinkSync(join(root, 'node_modules', peer), join(modules, peer)));
  return { size, installed };
}

function contents(files) {
  const stray = files.filter((file) => !ALLOWED.some((pattern) => pattern.test(file)));
  const missing = REQUIRED.filter((file) => !files.includes(file));
  return [...stray.map((file) => `the package holds ${file}`), ...missing.map((file) => `the package lacks ${file}`)];
}

/** What a file imports must be in the package too; a source map would carry the sources along. */
function references(installed, file) {
  if (!/\.(js|d\.ts)$/.test(file) || file.startsWith('node_modules/')) return [];
  const text = readFileSync(join(installed, file), 'utf8');
  const problems = /^\/\/# sourceMappingURL/m.test(text) ? [`${file} has a source map`] : [];
  for (const [, specifier] of text.matchAll(/(?:from |import\(|require\()["'](\.[^"']*)["']/g)) {
    const target = resolve(dirname(join(installed, file)), specifier);
    const suffixes = file.endsWith('.js') ? ['', '.js', '/index.js'] : ['.d.ts', '/index.d.ts'];
    const found = suffixes.some((suffix) => existsSync(`${target}${suffix}`));
    if (!found) problems.push(`${file} imports ${specifier}, which is not in the package`);
  }
  return problems;
}

/** Loads the package with Node, and type checks a program that uses it, its declarations included. */
function consume(folder) {
  const program = "import * as gateway from 'cdk8s-gateway';\nexport const names: string[] = Object.keys(gateway);\n";
  const compilerOptions = { strict: true, noEmit: true, target: 'es2022', module: 'node16', types: [] };
  writeFileSync(join(folder, 'use.ts'), program);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  const touch = 'for (const name of Object.keys(gateway)) gateway[name].length';
  const module = "import { GatewayApp, TeamRoute } from 'cdk8s-gateway';\nnew GatewayApp(); TeamRoute.name;\n";
  writeFileSync(join(folder, 'use.mjs'), module);
  const uses = [['-e', `const gateway = require("cdk8s-gateway"); ${touch}`], ['use.mjs'], [join(root, bin.tsc), '-p', folder]];
  return uses
    .map((args) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }))
    .filter(({ status }) => status !== 0)
    .map(({ stdout, stderr }) => `a program cannot use the package: ${stdout}${stderr}`);
}

main();
