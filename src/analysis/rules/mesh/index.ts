import type { Rule } from '../../rule';
import { meshRemainder } from './mesh-remainder';
import { mixedMeshKinds } from './mixed-mesh-kinds';

/** Routes inside a mesh. */
export const MESH_RULES: readonly Rule[] = [
  mixedMeshKinds,
  meshRemainder,
];
