import { push } from '../../manifest/group-by';
import { GATEWAY_API } from '../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { oncePerRun } from '../once';
import type { Entry } from '../rule';
import { keyOf, namespaceOf } from './cluster-index';
import { oldestFirst } from './precedence';
import { type Reference, referenceOf, specOf, targetRefsOf } from './references';

/** What a BackendTLSPolicy is for; nothing where the manifest is of another kind. */
export function tlsTargetsOf(manifest: Manifest): Reference[] {
  const isPolicy = manifest.kind === 'BackendTLSPolicy' && groupOf(manifest.apiVersion) === GATEWAY_API;
  return isPolicy ? targetRefsOf(manifest) : [];
}

/** The authorities that a BackendTLSPolicy trusts, in its own namespace. */
export function policyAuthoritiesOf(manifest: Manifest): Reference[] {
  const { validation } = specOf(manifest);
  const namespace = namespaceOf(manifest);
  return listOf(isRecord(validation) ? validation.caCertificateRefs : undefined).flatMap((ref, i) =>
    referenceOf(ref, `spec.validation.caCertificateRefs[${i}]`, manifest, { group: '', kind: '' }).map((one) => ({ ...one, namespace })));
}

/** One target, or one port of it; an empty sectionName is the whole target. */
export function targetKey({ group, kind, namespace, name, sectionName = '' }: Reference): string {
  return `${keyOf(group, kind, namespace, name)}/${sectionName}`;
}

/** The BackendTLSPolicies of the set for each target: the oldest first, where the ages are known. */
export const policiesByTarget = oncePerRun(({ index }): ReadonlyMap<string, readonly Entry[]> => {
  const found = new Map<string, Entry[]>();
  for (const entry of oldestFirst(index.ofKind(GATEWAY_API, 'BackendTLSPolicy'))) {
    for (const ref of tlsTargetsOf(entry.manifest)) push(found, targetKey(ref), entry);
  }
  return found;
});
