import type { Rule } from '../../rule';
import { consumerRoute } from './consumer-route';
import { meshParameters } from './mesh-parameters';
import { meshParentAddress } from './mesh-parent-address';
import { meshParentGroup } from './mesh-parent-group';
import { meshParentMissing } from './mesh-parent-missing';
import { meshParentPort } from './mesh-parent-port';
import { meshRemainder } from './mesh-remainder';
import { mixedMeshKinds } from './mixed-mesh-kinds';

/** Routes inside a mesh. */
export const MESH_RULES: readonly Rule[] = [
  mixedMeshKinds,
  meshRemainder,
  meshParentPort,
  meshParentMissing,
  meshParentAddress,
  consumerRoute,
  meshParentGroup,
  meshParameters,
];
