import { readSync } from 'node:fs';
import { MAX_BYTES } from '../../input/decode-text';

const PART = 1 << 16;
const PAUSE_MS = 10;

/**
 * All that comes out of a file that has no size (a pipe, a device), up to the end, or to more than is read at once. A pipe may
 * be set not to wait for whoever writes into it: then this waits.
 */
export function readStream(descriptor: number): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  while (size <= MAX_BYTES) {
    const part = Buffer.allocUnsafe(PART);
    const length = readPart(descriptor, part);
    if (length === 0) break;
    size += length;
    parts.push(part.subarray(0, length));
  }
  return Buffer.concat(parts);
}

function readPart(descriptor: number, part: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, part);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // On Windows a pipe that was closed.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
