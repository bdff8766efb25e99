import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Manifest, manifestsIn } from './manifests';

const EXAMPLES = resolve(__dirname, '../../../examples');

/** Names of all examples that are TypeScript. */
export function exampleNames(): string[] {
  return jest.requireActual<{ typeScriptExamples: () => string[] }>('../../../tools/examples.cjs').typeScriptExamples();
}

/** A program that writes manifests under a folder and returns the folders to apply, in order. */
export type Program = (outdir: string) => string[];

/** The manifests that a program writes, in the order in which they are to be applied. */
export function manifestsOfProgram(program: Program): Manifest[] {
  const outdir = mkdtempSync(join(tmpdir(), 'cluster-test-'));
  try {
    return program(outdir).flatMap(manifestsIn);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The manifests of an example. */
export function synthesizeExample(name: string): Manifest[] {
  return manifestsOfProgram(jest.requireActual<{ synthesize: Program }>(join(EXAMPLES, name, 'main')).synthesize);
}
