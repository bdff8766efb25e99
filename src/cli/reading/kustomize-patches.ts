import * as path from 'node:path';
import type { InputDocument } from '../../input/input-document';
import { KUSTOMIZATION } from '../../input/look-of';
import { isRecord } from '../../manifest/manifest';
import type { FoundFile } from './find-files';

/**
 * The files that kustomizations use as patches, by their full paths: they hold parts of objects, which nobody applies alone.
 * @param documentsOf the documents of a file
 */
export function kustomizePatches(
  files: readonly FoundFile[], documentsOf: (file: FoundFile) => readonly InputDocument[],
): ReadonlySet<string> {
  const patches = files.flatMap((file) => {
    const { full } = file;
    if (full === undefined || !KUSTOMIZATION.test(full)) return [];
    return documentsOf(file).flatMap(({ value }) => patchesOf(value)).map((patch) => path.resolve(path.dirname(full), patch));
  });
  return new Set(patches);
}

/** The paths of patches. Patches that stand in the kustomization itself have none, and lead to no file. */
function patchesOf(kustomization: unknown): string[] {
  if (!isRecord(kustomization)) return [];
  const { patches, patchesJson6902, patchesStrategicMerge } = kustomization;
  const named = [...listOf(patches), ...listOf(patchesJson6902)].map((patch) => (isRecord(patch) ? patch.path : undefined));
  return [...named, ...listOf(patchesStrategicMerge)].filter((value) => typeof value === 'string');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
