import { withDefaults } from '../../src/analysis/schema/defaults';
import { lookup } from '../../src/analysis/schema/tables';
import type { StructureOptions } from '../../src/analysis/schema/validate-structure';
import { isManifest, type Manifest } from '../../src/manifest/manifest';

/**
 * A manifest as the API server stores it: the defaults of its structural schema filled in, nulls without meaning
 * dropped. The input stays as it is; parts that nothing was added to are shared with it. A kind that nothing is known
 * of comes back with equal content.
 */
export function applyDefaults(manifest: Manifest, options: StructureOptions = {}): Manifest {
  if (!isManifest(manifest)) return manifest;
  const found = lookup(manifest.apiVersion, manifest.kind, options.channel ?? 'standard');
  return { ...(found?.root ? withDefaults(found.root, manifest) as Manifest : manifest) };
}
