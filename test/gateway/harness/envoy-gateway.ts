import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { KubeObject } from './kube-objects';

/** What Envoy Gateway makes of a cluster's objects; see `egxds/main.go`. */
export interface Translation {
  /** Envoy resources by Gateway (`namespace/name`), then by xDS type URL. */
  readonly gateways: Record<string, Record<string, unknown[]>>;
  /** By `Kind/namespace/name`. */
  readonly statuses: Record<string, unknown>;
  readonly rejected: Array<{ kind: string; namespace?: string; name: string; message: string }>;
  readonly errors: string[];
  /** What the API server would hold, with defaults filled in. */
  readonly objects: KubeObject[];
}

interface Waiting {
  resolve(translation: Translation): void;
  reject(error: Error): void;
}

/** Envoy Gateway's controller as a child process, which answers one cluster after the other. */
export class EnvoyGateway {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: Waiting[] = [];

  public constructor(binary: string) {
    this.child = spawn(binary);
    this.child.stderr.pipe(process.stderr);
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.resolve(JSON.parse(line)));
    const fail = (error: Error) => this.waiting.splice(0).forEach(({ reject }) => reject(error));
    this.child.on('error', fail).on('exit', (code) => fail(new Error(`egxds ended (${code})`)));
    this.child.stdin.on('error', fail);
  }

  public async translate(objects: KubeObject[]): Promise<Translation> {
    const translation = await new Promise<Translation>((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.child.stdin.write(`${JSON.stringify(objects)}\n`);
    });
    const problems = [
      ...translation.rejected.map(({ kind, namespace, name, message }) => `${kind} ${namespace ?? ''}/${name}: ${message}`),
      ...translation.errors,
    ];
    if (problems.length) throw new Error(`the cluster refused:\n${problems.join('\n')}`);
    return translation;
  }

  public stop(): void {
    this.child.stdin.end();
  }
}
