import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';

const running = new Set<ProxyProcess>();
process.on('exit', () => running.forEach((proxy) => proxy.stop()));

/** A proxy as a child process, whose output is kept for the error message. */
export class ProxyProcess {
  private readonly child: ChildProcess;
  private exit?: number | string;

  public constructor(private readonly name: string, binary: string, args: string[], private readonly log: string) {
    const output = fs.openSync(log, 'w');
    this.child = spawn(binary, args, { stdio: ['ignore', output, output] });
    fs.closeSync(output);
    this.child.on('exit', (code, signal) => {
      this.exit = code ?? signal ?? 'unknown';
    });
    running.add(this);
  }

  /** Waits until the probe gives something; at most 30 seconds, and not longer than the process lives. */
  public async until<T>(probe: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const result = await probe();
      if (result !== undefined) return result;
      if (this.exit !== undefined || Date.now() > deadline) {
        this.stop();
        const reason = this.exit === undefined ? 'was not ready in 30 s' : `ended (${this.exit})`;
        throw new Error(`${this.name} ${reason}:\n${fs.readFileSync(this.log, 'utf8').slice(-2000)}`);
      }
      await new Promise((next) => setTimeout(next, 20));
    }
  }

  public stop(): void {
    this.child.kill('SIGKILL');
    running.delete(this);
  }
}
