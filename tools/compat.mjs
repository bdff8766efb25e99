// Compares the public API with that of the last release on npm: `npx projen compat`. Needs a compiled library.
import { spawnSync } from 'node:child_process';
import { bin, root, run } from './tool.mjs';

const NAME = 'cdk8s-gateway';

/** Version of the last release, or undefined where there is none yet. Any other answer of the registry is an error. */
function lastRelease() {
  const options = { cwd: root, encoding: 'utf8' };
  const { status, stdout, stderr, error } = spawnSync('npm', ['view', NAME, 'version', '--json'], options);
  if (status === 0) return JSON.parse(stdout);
  if (/"code": "E404"/.test(stdout)) return undefined;
  throw new Error(`npm does not say which release is the last: ${error?.message ?? ''}${stdout}${stderr}`);
}

const version = lastRelease();
if (version === undefined) {
  console.log(`${NAME} has no release on npm yet, so there is nothing to be compatible with`);
} else {
  console.log(`Compared with ${version}:`);
  const { code } = await run([bin.diff, `npm:${NAME}@${version}`, '--keys', '--ignore-file', '.compatignore'], { show: true });
  process.exitCode = code;
}
