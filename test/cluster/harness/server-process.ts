import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Connection } from './client';

const START_SECONDS = 60;
const STOP_SECONDS = 20;
const LOG_LINES = 200;

/** A running API server. It also ends by itself when this process does, since its standard input ends then. */
export class ServerProcess {
  /** Starts a server and waits until it is ready. */
  public static async start(binary: string): Promise<ServerProcess> {
    const server = new ServerProcess(spawn(binary, [], { stdio: ['pipe', 'pipe', 'pipe'] }));
    try {
      await server.ready();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #exited: Promise<true>;
  readonly #log: string[] = [];
  #connection?: Connection;
  #folder?: string;

  private constructor(child: ChildProcessByStdio<Writable, Readable, Readable>) {
    this.#child = child;
    this.#exited = new Promise((resolve) => {
      child.once('exit', () => resolve(true));
      child.once('error', (error) => {
        this.#remember(error.message);
        resolve(true);
      });
    });
    child.stdin.on('error', () => { /* it may stop before its input does */ });
    createInterface({ input: child.stderr }).on('line', (line) => this.#remember(line));
  }

  public get connection(): Connection {
    if (!this.#connection) throw new Error('the API server is not ready yet');
    return this.#connection;
  }

  /** Stops the server, which removes its data. */
  public async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    if (await within(STOP_SECONDS, this.#exited)) return;
    this.#child.kill('SIGKILL');
    await this.#exited;
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
    throw new Error(`the API server did not stop within ${STOP_SECONDS} s of SIGTERM and was killed`);
  }

  private async ready(): Promise<void> {
    const lines = createInterface({ input: this.#child.stdout });
    const announced = once(lines, 'line').then(([line]) => String(line));
    const failed = this.#exited.then(() => '');
    const line = await within(START_SECONDS, Promise.race([announced, failed]));
    if (!line?.startsWith('READY ')) {
      const what = line === undefined ? `was not ready within ${START_SECONDS} s` : 'ended while it started';
      throw new Error(`the API server ${what}; its last words:\n${this.#lastWords()}`);
    }
    const { dir, ...connection } = JSON.parse(line.slice('READY '.length)) as Connection & { dir: string };
    this.#folder = dir;
    this.#connection = connection;
  }

  #remember(line: string): void {
    this.#log.push(line);
    if (this.#log.length > LOG_LINES) this.#log.shift();
  }

  /** Its own message and klog's errors, or whatever there is. */
  #lastWords(): string {
    const telling = this.#log.filter((line) => /^(apiserver:|[EF]\d{4} |panic:|Error:)/.test(line));
    return (telling.length > 0 ? telling : this.#log).slice(-20).join('\n') || '(nothing)';
  }
}

/** The value of a promise, or undefined where it takes longer. */
async function within<T>(seconds: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => { timer = setTimeout(resolve, seconds * 1000, undefined); });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
