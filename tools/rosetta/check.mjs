// Compiles the examples of README and of all docstrings, and translates them: `node tools/rosetta/check.mjs`. Needs a compiled
// library. What it leaves beside the library, .jsii.tabl.json, is the examples that the packages of other languages show.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, root, run } from '../tool.mjs';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-gateway-rosetta-'));
try {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  ['cdk8s', 'constructs'].forEach((peer) => symlinkSync(join(root, 'node_modules', peer), join(modules, peer), 'junction'));
  symlinkSync(root, join(modules, 'cdk8s-gateway'), 'junction');
  const { code, output } = await run([bin.rosetta, 'extract', '--compile', '--strict', '--directory', folder, root]);
  if (code !== 0) console.error(output.trim());
  console.log(`Examples in README and docstrings: ${code === 0 ? 'all compile' : 'some do not compile'}`);
  process.exitCode = code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
