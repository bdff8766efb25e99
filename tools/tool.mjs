import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** jsii prints a long notice on a Node version past its end of life, unless this holds the running major. */
export const quiet = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };

/** Where the command of an installed package lies. Started with Node itself: a shell wrapper costs time. */
export const bin = {
  diff: 'node_modules/jsii-diff/bin/jsii-diff',
  eslint: 'node_modules/eslint/bin/eslint.js',
  jest: 'node_modules/jest/bin/jest.js',
  jsii: 'node_modules/jsii/bin/jsii',
  pacmak: 'node_modules/jsii-pacmak/bin/jsii-pacmak',
  rosetta: 'node_modules/jsii-rosetta/bin/jsii-rosetta',
  tsc: 'node_modules/typescript/bin/tsc',
};

/** Runs a program with Node: shown as it goes, or collected. Answers its exit code, seconds and output. */
export function run(args, { show = false, env = {} } = {}) {
  const start = Date.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...quiet, ...env },
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (data) => { output += data; });
  child.stderr?.on('data', (data) => { output += data; });
  return new Promise((done) => {
    const finish = (code) => done({ code, seconds: (Date.now() - start) / 1000, output });
    child.on('error', (error) => { output += error.message; finish(1); });
    child.on('close', (code) => finish(code ?? 1));
  });
}
