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
  return recordOf(manifest.spec);
}

/** The parents of a route. */
export function parentRefsOf(manifest: Manifest): Reference[] {
  return listOf(specOf(manifest).parentRefs).flatMap((ref, i) =>
    referenceOf(ref, `spec.parentRefs[${i}]`, manifest, { group: GATEWAY_API, kind: 'Gateway' }));
}

/** The backends of a route, those of mirrors included. */
export function backendRefsOf(manifest: Manifest): Reference[] {
  return listOf(specOf(manifest).rules).flatMap((rule, i) => {
    const at = `spec.rules[${i}]`;
    if (!isRecord(rule)) return [];
    return [
      ...listOf(rule.backendRefs).flatMap((ref, j) => {
        const path = `${at}.backendRefs[${j}]`;
        const filters = isRecord(ref) ? listOf(ref.filters) : [];
        return [...serviceRef(ref, path, manifest), ...mirrorsOf(filters, path, manifest)];
      }),
      ...mirrorsOf(listOf(rule.filters), at, manifest),
    ];
  });
}

function mirrorsOf(filters: unknown[], at: string, manifest: Manifest): Reference[] {
  return filters.flatMap((filter, i) => {
    const mirror = isRecord(filter) && isRecord(filter.requestMirror) ? filter.requestMirror : undefined;
    return mirror ? serviceRef(mirror.backendRef, `${at}.filters[${i}].requestMirror.backendRef`, manifest) : [];
  });
}

const serviceRef = (ref: unknown, path: string, manifest: Manifest): Reference[] =>
  referenceOf(ref, path, manifest, { group: '', kind: 'Service' });

/** The Secrets that the listeners of a Gateway or ListenerSet serve. */
export function certificateRefsOf(manifest: Manifest): Reference[] {
  return listOf(specOf(manifest).listeners).flatMap((listener, i) => {
    const tls = isRecord(listener) && isRecord(listener.tls) ? listener.tls : {};
    return listOf(tls.certificateRefs).flatMap((ref, j) =>
      referenceOf(ref, `spec.listeners[${i}].tls.certificateRefs[${j}]`, manifest, { group: '', kind: 'Secret' }));
  });
}

/**
 * What a Gateway refers to beside its listeners' certificates: the Secret that it shows to backends, and the ConfigMaps that
 * it holds client certificates against.
 */
export function gatewayTlsRefsOf(manifest: Manifest): Reference[] {
  const { backend, frontend } = recordOf(specOf(manifest).tls);
  const { default: everywhere, perPort } = recordOf(frontend);
  const at = 'spec.tls.frontend';
  const shown = recordOf(backend).clientCertificateRef;
  return [
    ...referenceOf(shown, 'spec.tls.backend.clientCertificateRef', manifest, { group: '', kind: 'Secret' }),
    ...authoritiesOf(everywhere, `${at}.default`, manifest),
    ...listOf(perPort).flatMap((port, i) => authoritiesOf(recordOf(port).tls, `${at}.perPort[${i}].tls`, manifest)),
  ];
}

function authoritiesOf(tls: unknown, at: string, manifest: Manifest): Reference[] {
  return listOf(recordOf(recordOf(tls).validation).caCertificateRefs).flatMap((ref, i) =>
    referenceOf(ref, `${at}.validation.caCertificateRefs[${i}]`, manifest, { group: '', kind: 'ConfigMap' }));
}

const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

function referenceOf(ref: unknown, path: string, manifest: Manifest, defaults: { group: string; kind: string }): Reference[] {
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
