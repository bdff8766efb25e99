import type { Io } from './io';

/** Work shorter than this is done before anyone would read of it. */
const PATIENCE_MS = 1000;
const EVERY_MS = 100;

/** Says how far a long work is. */
interface Progress {
  read(count: number): void;
  judging(objects: number): void;
  /** Takes the line away. */
  end(): void;
}

const SILENT: Progress = { read: () => undefined, judging: () => undefined, end: () => undefined };

/** A line on the error output of a terminal, once work takes long; nothing where nobody looks. */
export function progressOf({ stderr, env }: Io, files: number): Progress {
  if (!stderr.isTTY || env.CI) return SILENT;
  const start = performance.now();
  let shown = start;
  const show = (text: string): void => {
    const now = performance.now();
    if (now - start < PATIENCE_MS || now - shown < EVERY_MS) return;
    shown = now;
    stderr.write(`\r\u001b[K${text}`);
  };
  return {
    read: (count) => show(`reading file ${count + 1} of ${files} …`),
    judging: (objects) => show(`checking ${objects} objects …`),
    end: () => { if (shown > start) stderr.write('\r\u001b[K'); },
  };
}
