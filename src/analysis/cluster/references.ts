import { flatMap } from '../../manifest/flat-map';
import { GATEWAY_API } from '../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { namespaceOf } from './cluster-index';

/** A reference of a manifest to another object, with the API's defaults filled in. */
export interface Reference {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
  /** Field path of the reference. */
  readonly path: string;
}

/** Whether a reference names a Service; as the parent of a route, one whose requests a mesh routes. */
export function isService({ group, kind }: Reference): boolean {
  return group === '' && kind === 'Service';
}

/** Whether a reference names a Secret. */
export function isSecret({ group, kind }: Reference): boolean {
  return group === '' && kind === 'Secret';
}

/** The spec of a manifest, or an empty object. */
export function specOf(manifest: Manifest): Record<string, unknown> {
  return isRecord(manifest.spec) ? manifest.spec : {};
}

/** The parents of a route. */
export function parentRefsOf(manifest: Manifest): Reference[] {
  return flatMap(listOf(specOf(manifest).parentRefs), (ref, i) =>
    referenceOf(ref, `spec.parentRefs[${i}]`, manifest, { group: GATEWAY_API, kind: 'Gateway' }));
}

/** The backends of a route, those of mirrors and of services that are asked first included. */
export function backendRefsOf(manifest: Manifest): Reference[] {
  return flatMap(listOf(specOf(manifest).rules), (rule, i) => {
    const at = `spec.rules[${i}]`;
    if (!isRecord(rule)) return [];
    return [
      ...flatMap(listOf(rule.backendRefs), (ref, j) => {
        const path = `${at}.backendRefs[${j}]`;
        const filters = isRecord(ref) ? listOf(ref.filters) : [];
        return [...serviceRef(ref, path, manifest), ...filterRefs(filters, path, manifest)];
      }),
      ...filterRefs(listOf(rule.filters), at, manifest),
    ];
  });
}

/** Fields of a filter that name a backend. */
const BACKEND_FIELDS = ['requestMirror', 'externalAuth'];

function filterRefs(filters: unknown[], at: string, manifest: Manifest): Reference[] {
  return flatMap(filters, (filter, i) => flatMap(BACKEND_FIELDS, (field) => {
    const settings = isRecord(filter) ? filter[field] : undefined;
    return isRecord(settings) ? serviceRef(settings.backendRef, `${at}.filters[${i}].${field}.backendRef`, manifest) : [];
  }));
}

const serviceRef = (ref: unknown, path: string, manifest: Manifest): Reference[] =>
  referenceOf(ref, path, manifest, { group: '', kind: 'Service' });

/** The Secrets that a Gateway shows: to clients of its listeners, and to backends. */
export function certificateRefsOf(manifest: Manifest): Reference[] {
  const defaults = { group: '', kind: 'Secret' };
  const ofListeners = flatMap(listOf(specOf(manifest).listeners), (listener, i) => {
    const tls = isRecord(listener) && isRecord(listener.tls) ? listener.tls : {};
    return flatMap(listOf(tls.certificateRefs), (ref, j) =>
      referenceOf(ref, `spec.listeners[${i}].tls.certificateRefs[${j}]`, manifest, defaults));
  });
  const { tls: ofGateway } = specOf(manifest);
  const backend = isRecord(ofGateway) ? ofGateway.backend : undefined;
  const ref = isRecord(backend) ? backend.clientCertificateRef : undefined;
  return [...ofListeners, ...referenceOf(ref, 'spec.tls.backend.clientCertificateRef', manifest, defaults)];
}

/** A reference with the defaults of its field; nothing where it is none. */
export function referenceOf(
  ref: unknown, path: string, manifest: Manifest, defaults: { group: string; kind: string },
): Reference[] {
  if (!isRecord(ref) || typeof ref.name !== 'string') return [];
  const { group, kind, namespace, name, sectionName, port } = ref;
  return [{
    group: typeof group === 'string' ? group : defaults.group,
    kind: typeof kind === 'string' ? kind : defaults.kind,
    namespace: typeof namespace === 'string' ? namespace : namespaceOf(manifest),
    name,
    sectionName: typeof sectionName === 'string' ? sectionName : undefined,
    port: typeof port === 'number' ? port : undefined,
    path,
  }];
}

/** What a policy is for, in its own namespace: no other can be named, and the API server drops a field for it. */
export function targetRefsOf(manifest: Manifest): Reference[] {
  return flatMap(listOf(specOf(manifest).targetRefs), (ref, i) => {
    const local = isRecord(ref) ? { ...ref, namespace: undefined } : ref;
    return referenceOf(local, `spec.targetRefs[${i}]`, manifest, { group: '', kind: 'Service' });
  });
}

/** The hostnames that a route claims. */
export function hostnamesOf(manifest: Manifest): string[] {
  return listOf(specOf(manifest).hostnames).filter((hostname): hostname is string => typeof hostname === 'string');
}
