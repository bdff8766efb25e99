// Preload for `node --require ./tools/typescript.cjs examples/canary/main.ts`: TypeScript without a type check,
// and the package's own name for its sources, so that examples read as a user's code does.
const { Module } = require('node:module');
const { join } = require('node:path');

const root = join(__dirname, '..');
require('ts-node').register({ transpileOnly: true, project: join(root, 'tsconfig.dev.json') });

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return resolveFilename.call(this, request === 'cdk8s-gateway' ? join(root, 'src/index.ts') : request, ...rest);
};
