import { GATEWAY_API, isRoute } from '../../manifest/kinds';
import { groupOf } from '../../manifest/manifest';
import type { Entry, RuleContext } from '../rule';
import { readCertificateRefs } from './certificates';
import { authorityRefsOf } from './frontend-tls';
import { isOfMesh } from './mesh-routes';
import type { Reference } from './references';
import { backendsOf, parentsOf } from './route-references';

/** The references of an object that need a grant where they lead into another namespace. */
export function grantedReferencesOf(entry: Entry, context: RuleContext): Reference[] {
  const { manifest } = entry;
  // In a mesh routes may send requests anywhere: they open nothing that callers could not reach (GEP-1294).
  if (isRoute(manifest)) return isOfMesh(parentsOf(entry, context)) ? [] : [...backendsOf(entry, context)];
  if (groupOf(manifest.apiVersion) !== GATEWAY_API) return [];
  if (manifest.kind === 'ListenerSet') return readCertificateRefs(entry);
  return manifest.kind === 'Gateway' ? [...readCertificateRefs(entry), ...authorityRefsOf(manifest)] : [];
}
