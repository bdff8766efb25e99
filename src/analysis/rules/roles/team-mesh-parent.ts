import { meshServiceKey, meshServicesOf } from '../../../manifest/mesh-services';
import { show } from '../../../manifest/problem';
import type { Reference } from '../../cluster/references';
import type { Entry, RuleResult } from '../../rule';
import { grantsFor, isGrantedNamespace } from './team-scope';

/** What is wrong with a Service as parent of a team's route: it is one of the team's own, or it was granted by name. */
export function judgeMeshParent({ manifest, role }: Entry, { namespace = '', name, path }: Reference): RuleResult[] {
  const key = meshServiceKey(namespace, name);
  if (isGrantedNamespace(role!, namespace) || meshServicesOf(grantsFor(role!, manifest), manifest.kind).includes(key)) return [];
  return [{
    message: `parent Service ${key} is not granted to the team for ${manifest.kind}s of this namespace`,
    fix: `name a Service of the team's own, or have the operator admit the team with meshServices: [${show(key)}]`,
    path,
  }];
}
