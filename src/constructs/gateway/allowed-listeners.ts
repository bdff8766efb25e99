import type { TeamGrant } from '../roles/team-grant';
import { namespaceSelector } from './namespace-selector';

/** What a Gateway says of ListenerSets: those of delegated namespaces are added to it; while there are none, nobody's are. */
export function allowedListeners(grants: readonly TeamGrant[]): object | undefined {
  const namespaces = grants.filter((grant) => grant._data().delegation).flatMap((grant) => grant.namespaces);
  return namespaces.length === 0 ? undefined : { namespaces: namespaceSelector(namespaces) };
}
