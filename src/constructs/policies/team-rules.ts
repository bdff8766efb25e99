import { isDelegated } from '../../manifest/delegation';
import type { GrantData } from '../../manifest/grant-data';
import { CILIUM, GATEWAY_API, knownKind, NETWORKING } from '../../manifest/kinds';
import { type Access, PERMISSIONS } from '../../manifest/permissions';
import { policyKindsIn } from './policy-kinds';

const READ = ['get', 'list', 'watch'];
const WRITE = [...READ, 'create', 'update', 'patch', 'delete'];

/** A rule of a Role or ClusterRole. */
interface AccessRule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
}

/** What the permission table lets a team write in one of its namespaces. */
export function writingRules(namespace: string, grants: readonly GrantData[]): AccessRule[] {
  const policies = policyKindsIn(namespace, grants);
  const delegated = grants.some((grant) => isDelegated(grant) && grant.namespaces.includes(namespace));
  return [
    ...rule(GATEWAY_API, kindsOf(GATEWAY_API, 'write', 'granted').filter((kind) => kind !== 'ListenerSet' || delegated), WRITE),
    ...[NETWORKING, CILIUM].flatMap((group) =>
      rule(group, kindsOf(group, 'granted').filter((kind) => policies.includes(kind)), WRITE)),
  ];
}

/** What the permission table lets a team read of what others own: none of it holds Secrets. */
export function readingRules(): AccessRule[] {
  return rule(GATEWAY_API, kindsOf(GATEWAY_API, 'read'), READ);
}

function kindsOf(group: string, ...accesses: Access[]): string[] {
  return PERMISSIONS.filter((row) => row.group === group && row.kind !== '*' && accesses.includes(row.team))
    .map(({ kind }) => kind);
}

function rule(group: string, kinds: string[], verbs: string[]): AccessRule[] {
  if (kinds.length === 0) return [];
  return [{ apiGroups: [group], resources: kinds.map((kind) => knownKind(group, kind).plural), verbs: [...verbs] }];
}
