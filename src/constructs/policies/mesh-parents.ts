import type { Variable } from './admission-policy';
import { celStrings } from './cel';

/** Whether parent `p` is a Service, whose requests a mesh routes. */
export const MESH_PARENT = 'has(p.kind) && p.kind == \'Service\' && has(p.group) && p.group == \'\'';

/** The name of such a parent: `Service namespace/name`. */
export const MESH_PARENT_NAME = '\'Service \' + (has(p.namespace) ? p.namespace : request.namespace) + \'/\' + p.name';

/**
 * Of the parents the Services that a team may name, and whether all parents are such: hostnames and their paths are judged
 * at gateways, and say nothing in a mesh.
 *
 * @param own namespaces of the team
 * @param listed CEL list of Services of other namespaces, `Service namespace/name`; undefined for none
 */
export function meshVariables(own: readonly string[], listed: string | undefined): Variable[] {
  const granted = [
    `${celStrings(own.map((namespace) => `Service ${namespace}/`))}.exists(prefix, p.startsWith(prefix))`,
    ...(listed === undefined ? [] : [`p in ${listed}`]),
  ];
  return [
    { name: 'mesh', expression: `variables.parents.filter(p, ${granted.join(' || ')})` },
    { name: 'meshOnly', expression: 'size(variables.parents) > 0 && size(variables.mesh) == size(variables.parents)' },
  ];
}
