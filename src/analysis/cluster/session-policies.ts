import { GATEWAY_API_EXPERIMENTAL } from '../../manifest/kinds';
import { isRecord } from '../../manifest/manifest';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { keyOf } from './cluster-index';
import { oldestFirst } from './precedence';
import { type Reference, specOf, targetRefsOf } from './references';

/** The first XBackendTrafficPolicy of the set for each target: the oldest, where the ages are known. */
export const firstTrafficPolicies = oncePerIndex((index) => {
  const first = new Map<string, Entry>();
  for (const entry of oldestFirst(index.ofKind(GATEWAY_API_EXPERIMENTAL, 'XBackendTrafficPolicy'))) {
    for (const ref of targetRefsOf(entry.manifest)) {
      const key = trafficKey(ref);
      if (!first.has(key)) first.set(key, entry);
    }
  }
  return first;
});

/** One target of such a policy: it has no sections. */
export function trafficKey({ group, kind, namespace, name }: Reference): string {
  return keyOf(group, kind, namespace, name);
}

/** Whether a policy keeps the requests of a session at one pod. */
export function keepsSessions({ manifest }: Entry): boolean {
  return isRecord(specOf(manifest).sessionPersistence);
}
