import type { IConstruct } from 'constructs';
import { Claims } from '../policies/claims';

/** Namespaces of an app whose traffic is closed by default, and by whom: a TeamIsolation for both ways. */
export const ISOLATED = new Claims();

/** Path of the construct that closes a namespace, or undefined. */
export function isolationOf(scope: IConstruct, namespace: string): string | undefined {
  return ISOLATED.ownerOf(scope, namespace);
}
