// Runs what the packages in dist/ are for: a program of each language, as its user would write and build it, and the same
// program in TypeScript. Both have to write the same bytes. `node tools/languages/main.mjs [python|java|go …]`
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quiet, root } from '../tool.mjs';
import { firstDifference } from './compare.mjs';
import { go } from './go.mjs';
import { java } from './java.mjs';
import { PROGRAMS } from './programs.mjs';
import { python } from './python.mjs';

const LANGUAGES = [python, java, go];

function main(names) {
  const unknown = names.filter((name) => !LANGUAGES.some((language) => language.name === name));
  if (unknown.length > 0) {
    console.error(`no language: ${unknown.join(', ')}; there are ${LANGUAGES.map(({ name }) => name).join(', ')}`);
    process.exitCode = 1;
    return;
  }
  const temporary = mkdtempSync(join(tmpdir(), 'cdk8s-gateway-languages-'));
  try {
    const chosen = LANGUAGES.filter(({ name }) => names.length === 0 || names.includes(name));
    chosen.forEach(({ prepare }) => prepare?.({ command }));
    const verdicts = PROGRAMS.flatMap((program) => {
      const expected = typeScript(program, join(temporary, 'typescript', program.name));
      const folderOf = (language) => join(temporary, language.name, program.name);
      return chosen.map((language) => verdict(language, program, { folder: folderOf(language), expected }));
    });
    process.exitCode = verdicts.every(Boolean) ? 0 : 1;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** What the program writes in TypeScript, from the sources. */
function typeScript({ typeScript: program }, outdir) {
  command(process.execPath, ['--require', './tools/typescript.cjs', program, outdir]);
  return outdir;
}

/** Builds and runs one program of one language, and says whether it writes what TypeScript's writes. */
function verdict(language, program, { folder, expected }) {
  const label = `${language.title}, ${program.name}`.padEnd(16);
  try {
    const { build, run, outdir } = timed(language, program, folder);
    const difference = firstDifference(expected, outdir);
    const outcome = difference === undefined ? 'the same bytes as TypeScript' : `DIFFERENT from TypeScript: ${difference}`;
    console.log(`${label} build ${build.toFixed(1).padStart(5)} s, run ${run.toFixed(1).padStart(4)} s, ${outcome}`);
    return difference === undefined;
  } catch (error) {
    console.log(`${label} FAILED: ${error.message}`);
    return false;
  }
}

function timed(language, program, folder) {
  const source = join(folder, 'source');
  const outdir = join(folder, 'out');
  cpSync(program.folderOf(language.name), source, { recursive: true });
  const started = performance.now();
  language.install({ command, folder, source });
  const built = performance.now();
  language.run({ command, folder, source, outdir });
  return { build: (built - started) / 1000, run: (performance.now() - built) / 1000, outdir };
}

/** Runs a command, and shows what it printed when it fails. */
function command(program, args, { cwd = root, env = {} } = {}) {
  const options = { cwd, env: { ...process.env, ...quiet, ...env }, encoding: 'utf8' };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error?.code === 'ENOENT') throw new Error(`there is no "${program}" on the PATH`);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`);
}

main(process.argv.slice(2));
