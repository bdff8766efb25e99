import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs `npm ci` when node_modules is missing or differs from package-lock.json. Needs nothing but Node. */
export function ensureInstalled() {
  const reason = outOfDate();
  if (reason === undefined) return;
  process.stdout.write(`Installing dependencies (${reason}) ... `);
  const start = Date.now();
  const { status, stdout, stderr, error } = npmCi();
  if (status !== 0) {
    process.stdout.write('failed\n');
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`);
    process.exit(1);
  }
  process.stdout.write(`${((Date.now() - start) / 1000).toFixed(0)} s\n`);
}

/** Why the installed packages are not those of the lock file, or undefined. */
function outOfDate() {
  const locked = packagesIn('package-lock.json') ?? {};
  // npm writes this file last: without it an installation has not finished.
  const installed = packagesIn('node_modules/.package-lock.json');
  if (installed === undefined) return 'none yet';
  const differs = ([path, { version, optional }]) => installed[path]?.version !== version && !(optional && !installed[path]);
  const changed = Object.entries(locked).filter(([path]) => path !== '').find(differs);
  return changed && `${changed[0].replace(/^.*node_modules\//, '')} is not the locked version`;
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(`${root}/${file}`, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function npmCi() {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 };
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
  // npm names the script that runs it, which also works where npm is not a plain executable (Windows).
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [npm, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) ensureInstalled();
