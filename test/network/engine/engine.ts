import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stored } from '../random/defaults';
import type { TestCluster } from '../random/objects';

/** The policy engine of kube-network-policies, as a process that is asked line by line. */
export class Engine {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  public constructor(binary: string) {
    this.#process = spawn(binary, { stdio: 'pipe' });
    this.#process.stderr.resume();
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** Which packets of each cluster pass, in the order of the clusters. */
  public async ask(clusters: readonly TestCluster[]): Promise<boolean[][]> {
    for (const cluster of clusters) this.#process.stdin.write(`${JSON.stringify(stored(cluster))}\n`);
    const answers: boolean[][] = [];
    for (const { packets } of clusters) answers.push(await this.#answer(packets.length));
    return answers;
  }

  public close(): void {
    this.#process.stdin.end();
  }

  async #answer(count: number): Promise<boolean[]> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`the policy engine ended early (exit ${this.#process.exitCode ?? this.#process.signalCode ?? 'pending'})`);
    const answer = JSON.parse(value) as boolean[] | { error: string };
    if (!Array.isArray(answer)) throw new Error(`the policy engine: ${answer.error}`);
    if (answer.length !== count) throw new Error(`the policy engine gave ${answer.length} answers to ${count} packets`);
    return answer;
  }
}
