import { GATEWAY_API } from '../../manifest/kinds';
import { groupOf, type Manifest } from '../../manifest/manifest';
import { oncePerRun } from '../once-each';
import type { Entry } from '../rule';
import { keyOf } from './cluster-index';
import { oldestFirst } from './precedence';
import { type Reference, targetRefsOf } from './references';

/** What a BackendTLSPolicy is for; nothing where the manifest is of another kind. */
export function tlsTargetsOf(manifest: Manifest): Reference[] {
  const isPolicy = manifest.kind === 'BackendTLSPolicy' && groupOf(manifest.apiVersion) === GATEWAY_API;
  return isPolicy ? targetRefsOf(manifest) : [];
}

/** One target, or one port of it; an empty sectionName is the whole target. */
export function targetKey({ group, kind, namespace, name, sectionName = '' }: Reference): string {
  return `${keyOf(group, kind, namespace, name)}/${sectionName}`;
}

/** The first BackendTLSPolicy of the set for each target: the oldest, where the ages are known. */
export const firstPolicies = oncePerRun(({ index }) => {
  const first = new Map<string, Entry>();
  for (const entry of oldestFirst(index.ofKind(GATEWAY_API, 'BackendTLSPolicy'))) {
    for (const ref of tlsTargetsOf(entry.manifest)) {
      const key = targetKey(ref);
      if (!first.has(key)) first.set(key, entry);
    }
  }
  return first;
});
