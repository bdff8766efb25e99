import type { SubjectData } from '../../manifest/grant-data';
import { celStrings } from './cel';

/** CEL that is true for requests of the subjects. */
export function requestedBy(subjects: readonly SubjectData[]): string {
  const groups = subjects.filter(({ kind }) => kind === 'Group').map(({ name }) => name);
  const users = subjects.filter(({ kind }) => kind !== 'Group')
    .map(({ kind, name, namespace }) => (kind === 'ServiceAccount' ? `system:serviceaccount:${namespace}:${name}` : name));
  const conditions = [
    ...(users.length > 0 ? [`request.userInfo.username in ${celStrings(users)}`] : []),
    ...(groups.length > 0
      ? [`has(request.userInfo.groups) && request.userInfo.groups.exists(g, g in ${celStrings(groups)})`]
      : []),
  ];
  return conditions.join(' || ') || 'false';
}
