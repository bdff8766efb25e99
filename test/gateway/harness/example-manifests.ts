import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Yaml } from 'cdk8s';
import type { KubeObject } from './kube-objects';

/** What a program writes: every object of the folders that it names, in the order of applying. */
export function manifestsOf(synthesize: (outdir: string) => string[]): KubeObject[] {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'gateway-example-'));
  try {
    return synthesize(outdir).flatMap((folder) => fs.readdirSync(folder).sort()
      .flatMap((file) => Yaml.load(path.join(folder, file)) as KubeObject[]));
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}
