#!/usr/bin/env node
import { run } from './run';
import { readStandardInput } from './standard-input';

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  now: new Date(),
  stdin: readStandardInput,
}).then((code) => {
  process.exitCode = code;
});
