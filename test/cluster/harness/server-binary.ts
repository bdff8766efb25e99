import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SOURCES = resolve(__dirname, '../apiserver');
const OVERRIDE = 'CDK8S_GATEWAY_APISERVER';

/**
 * Path of the API server's binary: the one that CDK8S_GATEWAY_APISERVER names, or the cached one, built where it is missing.
 * The cache is outside the clone and keyed on the sources and the Go version.
 */
export async function serverBinary(): Promise<string> {
  const override = process.env[OVERRIDE];
  if (override) {
    if (!await isExecutable(override)) throw new Error(`${OVERRIDE}=${override} is not an executable file`);
    return override;
  }
  const binary = join(cacheFolder(), `apiserver-${await sourceHash()}`);
  if (!await isExecutable(binary)) await build(binary);
  return binary;
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-gateway');
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(() => true, () => false);
}

async function sourceHash(): Promise<string> {
  const names = (await readdir(SOURCES)).filter((name) => /^go\.(mod|sum)$|\.go$/.test(name)).sort();
  const hash = createHash('sha256').update(await go('env', 'GOVERSION', 'GOOS', 'GOARCH'));
  for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(SOURCES, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Builds beside the target and renames, so that a concurrent run never sees half a file. */
async function build(binary: string): Promise<void> {
  const partial = `${binary}.${process.pid}.partial`;
  const version = (await go('list', '-mod=readonly', '-m', '-f', '{{.Version}}', 'k8s.io/kubernetes')).trim();
  console.log(`building kube-apiserver ${version} into ${binary} (about 5 minutes the first time)`);
  await mkdir(cacheFolder(), { recursive: true });
  try {
    const linkerFlags = `-s -w -X k8s.io/component-base/version.gitVersion=${version}`;
    await go('build', '-mod=readonly', '-buildvcs=false', '-ldflags', linkerFlags, '-o', partial, '.');
    await rename(partial, binary);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Runs go in the sources' folder. The user's flags and workspace are not this build's. */
async function go(...args: string[]): Promise<string> {
  const env = { ...process.env, GOFLAGS: '-mod=readonly', GOWORK: 'off' };
  try {
    const { stdout } = await run('go', args, { cwd: SOURCES, env, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { code, stderr, message } = error as { code?: unknown; stderr?: string; message: string };
    if (code === 'ENOENT') {
      throw new Error(`the API server is built from source and there is no "go" on the PATH: install Go 1.26 or later, or name a built binary in ${OVERRIDE}`);
    }
    throw new Error(`go ${args[0]} failed in ${SOURCES}:\n${stderr || message}`);
  }
}
