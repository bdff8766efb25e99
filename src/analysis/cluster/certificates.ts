import { namesOfCertificate } from '../../manifest/certificate-text';
import { getOrAdd, push } from '../../manifest/group-by';
import { certificateCovers, isWildcard } from '../../manifest/hostname';
import { CERT_MANAGER } from '../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { oncePerEntry } from '../once';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { ListenerMap } from './listener-map';
import { type OwnListener, ownListeners } from './own-listeners';
import { certificateRefsOf, isSecret, type Reference, referenceOf, specOf } from './references';
import { secretText } from './secret-text';

/** What a certificate is valid for, and what says so. */
export interface KnownCertificate {
  readonly names: readonly string[];
  /** As messages name it. */
  readonly from: string;
  /** What to add a name to. */
  readonly fix: string;
}

/** The Secrets that a listener shows. */
export function listenerCertificateRefs({ owner, data, path }: OwnListener): Reference[] {
  const refs = isRecord(data.tls) ? listOf(data.tls.certificateRefs) : [];
  return refs.flatMap((ref, i) =>
    referenceOf(ref, `${path}.tls.certificateRefs[${i}]`, owner.manifest, { group: '', kind: 'Secret' }));
}

/** The Secrets that a Gateway or ListenerSet shows: those of listeners that pass TLS on nobody reads. */
export function readCertificateRefs(entry: Entry): Reference[] {
  const passing = ownListeners(entry).filter(({ tlsMode }) => tlsMode === 'Passthrough');
  const unread = new Set(passing.map(({ path }) => path));
  return certificateRefsOf(entry.manifest).filter(({ path }) => !unread.has(path.split('.tls.')[0]));
}

/**
 * What the certificates of a listener are valid for; undefined where one of them is not known. A Certificate of cert-manager
 * says it, else the Secret, else the listeners of an annotated Gateway, for which cert-manager makes the Certificate.
 */
export function certificatesOf(listener: OwnListener, index: ClusterIndex): readonly KnownCertificate[] | undefined {
  return getOrAdd(ofListeners(index), listener, () => ({ known: find(listener, index) })).known;
}

const ofListeners = oncePerIndex(() => new ListenerMap<{ readonly known?: readonly KnownCertificate[] }>());

function find(listener: OwnListener, index: ClusterIndex): readonly KnownCertificate[] | undefined {
  const known = listenerCertificateRefs(listener).map((ref) => certificateIn(ref, listener.owner, index));
  return known.length > 0 && known.every((one) => one !== undefined) ? known : undefined;
}

function certificateIn(ref: Reference, owner: Entry, index: ClusterIndex): KnownCertificate | undefined {
  if (!isSecret(ref)) return undefined;
  const requests = requestsBySecret(index).get(secretKey(ref.namespace, ref.name));
  // Of several that write it nobody knows which one did so last.
  if (requests && requests.length > 1) return undefined;
  return (requests && ofRequest(requests[0])) ?? ofSecret(ref, index) ?? ofAnnotations(ref, owner);
}

/** The Certificates of the set by the Secret that they write. */
export const requestsBySecret = oncePerIndex((index): ReadonlyMap<string, readonly Manifest[]> => {
  const found = new Map<string, Manifest[]>();
  for (const { manifest } of index.ofKind(CERT_MANAGER, 'Certificate')) {
    push(found, secretKey(namespaceOf(manifest), String(specOf(manifest).secretName)), manifest);
  }
  return found;
});

/** Tells Secrets apart. */
export function secretKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

function ofRequest(request: Manifest): KnownCertificate {
  const { dnsNames, commonName } = specOf(request);
  // DNS names are the same in either case; hostnames of listeners and routes are lower case.
  const names = [...listOf(dnsNames), commonName].flatMap((name) => (typeof name === 'string' ? [name.toLowerCase()] : []));
  const from = `Certificate ${secretKey(namespaceOf(request), nameOf(request) ?? '')}`;
  return { names: [...new Set(names)], from, fix: `dnsNames of ${from}` };
}

function ofSecret({ namespace, name }: Reference, index: ClusterIndex): KnownCertificate | undefined {
  const [secret] = index.find('', 'Secret', namespace, name);
  const text = secret && secretText(secret.manifest, 'tls.crt');
  const names = typeof text === 'string' ? namesOfCertificate(text) : undefined;
  const from = `the certificate in Secret ${secretKey(namespace, name)}`;
  return names && { names, from, fix: from };
}

const ISSUER_ANNOTATIONS = ['issuer', 'cluster-issuer'].map((key) => `${CERT_MANAGER}/${key}`);

/** Whether cert-manager makes the certificates of a Gateway or ListenerSet. Source: cert-manager, annotated Gateways. */
export function isAnnotatedForIssuer({ metadata }: Manifest): boolean {
  const annotations = isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations : {};
  return ISSUER_ANNOTATIONS.some((key) => annotations[key] !== undefined);
}

function ofAnnotations(ref: Reference, owner: Entry): KnownCertificate | undefined {
  if (!isAnnotatedForIssuer(owner.manifest) || ref.namespace !== namespaceOf(owner.manifest)) return undefined;
  const names = hostnamesBySecret(owner).get(ref.name);
  const fix = 'a Certificate of your own that writes the Secret';
  return names && { names, from: 'the certificate that cert-manager makes for the hostnames of the listeners', fix };
}

/** The hostnames of the listeners that show one Secret: cert-manager skips listeners without, and those that pass TLS on. */
const hostnamesBySecret = oncePerEntry((owner): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const listener of ownListeners(owner)) {
    const { hostname, tlsMode } = listener;
    if (hostname === undefined || tlsMode === 'Passthrough') continue;
    for (const { name } of listenerCertificateRefs(listener)) push(found, name, hostname);
  }
  return found;
});

/** Whether a certificate for a name is valid for a hostname, or for something of what a wildcard stands for. */
export function isValidForSome(name: string, hostname: string): boolean {
  if (!isWildcard(hostname)) return certificateCovers(name, hostname);
  return name === hostname || (name.startsWith('*.') ? name.slice(2) : name).endsWith(hostname.slice(1));
}
