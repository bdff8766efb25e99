import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Manifest, manifestsIn } from './manifests';

const EXAMPLES = resolve(__dirname, '../../../examples');

/** Names of all examples. */
export function exampleNames(): string[] {
  return readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts'))).sort();
}

/** The manifests that an example's program writes, in the order in which they are to be applied. */
export function synthesizeExample(name: string): Manifest[] {
  const { synthesize } = jest.requireActual<{ synthesize(outdir: string): string[] }>(join(EXAMPLES, name, 'main'));
  const outdir = mkdtempSync(join(tmpdir(), 'cluster-test-'));
  try {
    return synthesize(outdir).flatMap(manifestsIn);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
