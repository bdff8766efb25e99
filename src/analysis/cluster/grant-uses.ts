import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { groupOf } from '../../manifest/manifest';
import { oncePerRun } from '../once';
import { keyOf, namespaceOf } from './cluster-index';
import { grantedReferencesOf } from './crossing-references';
import type { Referrer } from './grant-index';

/** The objects that each kind of referrer of each namespace names in other namespaces, as far as the set shows. */
interface GrantUses {
  /** Whether somebody names an object, or with an empty name any object of the kind. */
  uses(from: Referrer, target: { group: string; kind: string; namespace: string; name: string }): boolean;
}

/** Every use of ReferenceGrants in the set. */
export const grantUses = oncePerRun((context): GrantUses => {
  const used = new Set<string>();
  for (const kind of [...ROUTE_KINDS, 'Gateway', 'ListenerSet']) {
    for (const entry of context.index.ofKind(GATEWAY_API, kind)) {
      const { manifest } = entry;
      const from = keyOf(groupOf(manifest.apiVersion), kind, namespaceOf(manifest), '');
      for (const { group, kind: what, namespace, name } of grantedReferencesOf(entry, context)) {
        used.add(`${from} ${keyOf(group, what, namespace, name)}`);
        used.add(`${from} ${keyOf(group, what, namespace, '')}`);
      }
    }
  }
  return {
    uses: ({ group, kind, namespace }, target) =>
      used.has(`${keyOf(group, kind, namespace, '')} ${keyOf(target.group, target.kind, target.namespace, target.name)}`),
  };
});
