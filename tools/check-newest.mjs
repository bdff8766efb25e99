// Runs every example on the packed package with the newest cdk8s and constructs, and holds what it writes against what the
// sources write with the oldest ones that are supported. Needs a compiled library.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { typeScriptExamples } from './examples.cjs';
import { root } from './tool.mjs';

const NEWEST = ['cdk8s@latest', 'constructs@latest', 'cdk8s-plus-28@2.5.6', 'cdk8s-plus-34@latest'];
const examples = typeScriptExamples();

function main() {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-gateway-newest-'));
  try {
    const versions = install(folder);
    examples.forEach((example) => transpile(example, folder));
    const different = examples.filter((example) => written(folder, example, false) !== written(folder, example, true));
    different.forEach((example) => console.error(`examples/${example} writes something else with ${versions}`));
    console.log(`${examples.length} examples with ${versions}: ${different.length === 0 ? 'the same bytes' : 'different bytes'}`);
    process.exitCode = different.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(folder) {
  const packed = execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], { cwd: root });
  const [{ filename }] = JSON.parse(packed);
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  const quietly = ['--loglevel=error', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...quietly, `./${filename}`, ...NEWEST], { cwd: folder, stdio: 'pipe' });
  return ['cdk8s', 'constructs'].map((name) => `${name} ${versionOf(folder, name)}`).join(', ');
}

function versionOf(folder, name) {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}

function transpile(example, folder) {
  mkdirSync(join(folder, 'examples', example), { recursive: true });
  for (const file of readdirSync(join(root, 'examples', example)).filter((name) => name.endsWith('.ts'))) {
    const { outputText } = ts.transpileModule(readFileSync(join(root, 'examples', example, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    writeFileSync(join(folder, 'examples', example, file.replace(/\.ts$/, '.js')), outputText);
  }
}

/** Everything that an example writes, with the packed package in `folder` or from the sources, as one text. */
function written(folder, example, fromSources) {
  const outdir = join(folder, 'out', fromSources ? 'sources' : 'packed', example);
  const args = fromSources
    ? ['--require', './tools/typescript.cjs', join('examples', example, 'main.ts'), outdir]
    : [join('examples', example, 'main.js'), outdir];
  execFileSync(process.execPath, args, { cwd: fromSources ? root : folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return readdirSync(outdir, { recursive: true }).sort()
    .filter((file) => /\.(yaml|json)$/.test(file))
    .map((file) => `${file}\n${readFileSync(join(outdir, file), 'utf8')}`).join('\n');
}

main();
