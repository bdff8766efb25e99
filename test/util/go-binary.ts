import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Go program of the tests. */
export interface GoProgram {
  /** What its binary is called. */
  readonly name: string;
  /** What it is, for messages. */
  readonly title: string;
  /** The folder of its go.mod. */
  readonly sources: string;
  /** The variable that names a built binary instead. */
  readonly override: string;
  /** How long a first build takes. */
  readonly duration: string;
  /** Further arguments of `go build`, once the version of a module is known. */
  readonly module: string;
  readonly flags?: (version: string) => readonly string[];
}

/**
 * Path of a program's binary: the one that its variable names, or the cached one, built where it is missing.
 * The cache is outside the clone and keyed on the sources and the Go version.
 */
export async function goBinary(program: GoProgram): Promise<string> {
  const override = process.env[program.override];
  if (override) {
    if (!await isExecutable(override)) throw new Error(`${program.override}=${override} is not an executable file`);
    return override;
  }
  const binary = join(cacheFolder(), `${program.name}-${await sourceHash(program)}`);
  if (!await isExecutable(binary)) await build(program, binary);
  return binary;
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-gateway');
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(() => true, () => false);
}

async function sourceHash(program: GoProgram): Promise<string> {
  const names = (await readdir(program.sources)).filter((name) => /^go\.(mod|sum)$|\.go$/.test(name)).sort();
  const hash = createHash('sha256').update(await go(program, 'env', 'GOVERSION', 'GOOS', 'GOARCH'));
  for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(program.sources, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Builds beside the target and renames, so that a concurrent run never sees half a file. */
async function build(program: GoProgram, binary: string): Promise<void> {
  const partial = `${binary}.${process.pid}.partial`;
  const version = (await go(program, 'list', '-mod=readonly', '-m', '-f', '{{.Version}}', program.module)).trim();
  console.log(`building ${program.title} ${version} into ${binary} (${program.duration} the first time)`);
  await mkdir(cacheFolder(), { recursive: true });
  try {
    await go(program, 'build', '-mod=readonly', '-buildvcs=false', ...program.flags?.(version) ?? [], '-o', partial, '.');
    await rename(partial, binary);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Runs go in the sources' folder. The user's flags and workspace are not this build's. */
async function go({ sources, title, override }: GoProgram, ...args: string[]): Promise<string> {
  const env = { ...process.env, GOFLAGS: '-mod=readonly', GOWORK: 'off' };
  try {
    const { stdout } = await run('go', args, { cwd: sources, env, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { code, stderr, message } = error as { code?: unknown; stderr?: string; message: string };
    if (code === 'ENOENT') {
      throw new Error(`${title} is built from source and there is no "go" on the PATH: install Go 1.26 or later, or name a built binary in ${override}`);
    }
    throw new Error(`go ${args[0]} failed in ${sources}:\n${stderr || message}`);
  }
}
