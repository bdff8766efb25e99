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

/** The spec of a manifest, or an empty object. */
export function specOf(manifest: Manifest): Record<string, unknown> {
  return isRecord(manifest.spec) ? manifest.spec : {};
}

/** The parents of a route. */
export function parentRefsOf(manifest: Manifest): Reference[] {
  return listOf(specOf(manifest).parentRefs).flatMap((ref, i) =>
    referenceOf(ref, `spec.parentRefs[${i}]`, manifest, { group: GATEWAY_API, kind: 'Gateway' }));
}

/** The backends of a route, those of mirrors and of services that are asked first included. */
export function backendRefsOf(manifest: Manifest): Reference[] {
  return listOf(specOf(manifest).rules).flatMap((rule, i) => {
    const at = `spec.rules[${i}]`;
    if (!isRecord(rule)) return [];
    return [
      ...listOf(rule.backendRefs).flatMap((ref, j) => {
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
  return filters.flatMap((filter, i) => BACKEND_FIELDS.flatMap((field) => {
    const settings = isRecord(filter) ? filter[field] : undefined;
    return isRecord(settings) ? serviceRef(settings.backendRef, `${at}.filters[${i}].${field}.backendRef`, manifest) : [];
  }));
}

const serviceRef = (ref: unknown, path: string, manifest: Manifest): Reference[] =>
  referenceOf(ref, path, manifest, { group: '', kind: 'Service' });

/** The Secrets that a Gateway shows: to clients of its listeners, and to backends. */
export function certificateRefsOf(manifest: Manifest): Reference[] {
  const defaults = { group: '', kind: 'Secret' };
  const ofListeners = listOf(specOf(manifest).listeners).flatMap((listener, i) => {
    const tls = isRecord(listener) && isRecord(listener.tls) ? listener.tls : {};
    return listOf(tls.certificateRefs).flatMap((ref, j) =>
      referenceOf(ref, `spec.listeners[${i}].tls.certificateRefs[${j}]`, manifest, defaults));
  });
  const { backend } = tlsOf(manifest);
  const ref = isRecord(backend) ? backend.clientCertificateRef : undefined;
  return [...ofListeners, ...referenceOf(ref, 'spec.tls.backend.clientCertificateRef', manifest, defaults)];
}

/** The certificates of authorities by which a Gateway judges clients. */
export function authorityRefsOf(manifest: Manifest): Reference[] {
  const { frontend } = tlsOf(manifest);
  if (!isRecord(frontend)) return [];
  const perPort = listOf(frontend.perPort).map((one, i) => ({ at: `perPort[${i}].tls`, tls: isRecord(one) ? one.tls : undefined }));
  return [{ at: 'default', tls: frontend.default }, ...perPort].flatMap(({ at, tls }) => {
    const validation = isRecord(tls) && isRecord(tls.validation) ? tls.validation : {};
    return listOf(validation.caCertificateRefs).flatMap((ref, i) => referenceOf(
      ref, `spec.tls.frontend.${at}.validation.caCertificateRefs[${i}]`, manifest, { group: '', kind: 'ConfigMap' },
    ));
  });
}

function tlsOf(manifest: Manifest): Record<string, unknown> {
  const { tls } = specOf(manifest);
  return isRecord(tls) ? tls : {};
}

/** A reference with the defaults of its field; nothing where it is none. */
export function referenceOf(
  ref: unknown, path: string, manifest: Manifest, defaults: { group: string; kind: string },
): Reference[] {
  if (!isRecord(ref) || typeof ref.name !== 'string') return [];
  return [{
    group: typeof ref.group === 'string' ? ref.group : defaults.group,
    kind: typeof ref.kind === 'string' ? ref.kind : defaults.kind,
    namespace: typeof ref.namespace === 'string' ? ref.namespace : namespaceOf(manifest),
    name: ref.name,
    ...(typeof ref.sectionName === 'string' && { sectionName: ref.sectionName }),
    ...(typeof ref.port === 'number' && { port: ref.port }),
    path,
  }];
}

/** What a policy is for, in its own namespace. */
export function targetRefsOf(manifest: Manifest): Reference[] {
  return listOf(specOf(manifest).targetRefs).flatMap((ref, i) =>
    referenceOf(ref, `spec.targetRefs[${i}]`, manifest, { group: '', kind: 'Service' }));
}

/** The hostnames that a route claims. */
export function hostnamesOf(manifest: Manifest): string[] {
  return listOf(specOf(manifest).hostnames).filter((hostname): hostname is string => typeof hostname === 'string');
}
