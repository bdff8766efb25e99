import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { type Reference, referenceOf, specOf } from './references';

/** How a Gateway judges the certificates of clients, on one port or on all others. */
export interface FrontendTls {
  /** As messages name it. */
  readonly where: string;
  /** The port; undefined for those that name none. */
  readonly port?: unknown;
  /** Field path of the validation. */
  readonly path: string;
  readonly validation: Readonly<Record<string, unknown>>;
}

/** The validations of a Gateway's clients, the default first. Source: Gateway API v1.6.1, FrontendTLSConfig. */
export function frontendTlsOf(manifest: Manifest): FrontendTls[] {
  const { tls } = specOf(manifest);
  const frontend = isRecord(tls) ? tls.frontend : undefined;
  if (!isRecord(frontend)) return [];
  const at = 'spec.tls.frontend';
  const perPort = listOf(frontend.perPort).map((entry, i) => {
    const { port, tls: own } = isRecord(entry) ? entry : {};
    return { where: `port ${String(port)}`, port, path: `${at}.perPort[${i}].tls`, tls: own };
  });
  return [{ where: 'every port without its own', path: `${at}.default`, tls: frontend.default }, ...perPort]
    .flatMap(({ tls: own, path, ...rest }) => (isRecord(own) && isRecord(own.validation)
      ? [{ ...rest, path: `${path}.validation`, validation: own.validation }]
      : []));
}

/** The certificates of authorities by which a Gateway judges clients. */
export function authorityRefsOf(manifest: Manifest): Reference[] {
  return frontendTlsOf(manifest).flatMap(({ path, validation }) => listOf(validation.caCertificateRefs).flatMap((ref, i) =>
    referenceOf(ref, `${path}.caCertificateRefs[${i}]`, manifest, { group: '', kind: 'ConfigMap' })));
}
