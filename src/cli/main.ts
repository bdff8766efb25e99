#!/usr/bin/env node
import { readStream } from './reading/read-stream';
import { run } from './run';

const STDIN = 0;

// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

void run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  now: new Date(),
  stdin: () => readStream(STDIN),
}).then((code) => {
  process.exitCode = code;
});
