// Writes API.md from the compiled library: node tools/api-md/main.mjs [FOLDER OF .jsii] [FILE].
// Run by `npx projen docgen`. Writes nothing and fails where the docstrings leave something unsaid.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyOf } from '../assembly.mjs';
import { root } from '../tool.mjs';
import { problemsOf } from './problems.mjs';
import { reference } from './reference.mjs';

const [folder = root, file = join(root, 'API.md')] = process.argv.slice(2);
const problems = existsSync(join(folder, '.jsii')) ? write(assemblyOf(folder)) : [`${folder} has no .jsii; run "npx projen compile"`];
problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length === 0 ? 0 : 1;

function write(assembly) {
  const found = problemsOf(assembly);
  if (found.length === 0) writeFileSync(file, reference(assembly));
  return found;
}
