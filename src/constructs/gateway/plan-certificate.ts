import type { ImplementationData } from '../../manifest/grant-data';
import { certificateCovers } from '../../manifest/hostname';
import type { ImplementationFacts } from '../../manifest/implementation-facts';
import { subdomainProblem } from '../../manifest/names';
import { check, type Place, refused } from '../base/problems';
import { lazyImplementations } from '../platform/lazy-implementations';
import type { CertificateData } from './certificate-data';
import { describeListener, type PlannedCertificate, type PlannedListener } from './planned-listener';

/** The object that holds listeners. */
export interface ListenerHolder {
  readonly name: string;
  readonly namespace: string;
}

/** The gateway whose listeners are planned. */
export interface PlanContext extends ListenerHolder {
  readonly facts: ImplementationFacts;
}

/** Whether the implementation reads a certificate of this form. */
export function checkCertificateForm(place: Place, option: string, { form }: CertificateData, facts: ImplementationFacts): void {
  if (form !== 'implementation' && !facts.readsCertificateRefs) {
    throw refused(place, `${option}.certificate: ${facts.name} does not read the certificateRefs of listeners; `
      + `name the certificate in ${facts.ownCertificates}, and write TlsCertificate.ofImplementation()`);
  }
  if (form === 'implementation' && facts.ownCertificates === undefined) {
    throw refused(place, `${option}.certificate: ${facts.name} takes certificates from Secrets alone; `
      + 'write TlsCertificate.fromClusterIssuer("…") or TlsCertificate.fromSecret("…")');
  }
}

/** A listener for TLS names its certificate itself: the API asks it for a mode, and one that ends TLS for what to end it with. */
export function checkNamedCertificate(place: Place, option: string, { form, options }: CertificateData): void {
  if (form !== 'implementation' || (options !== undefined && Object.keys(options).length > 0)) return;
  throw refused(place, `${option}.certificate: the API takes no listener for TLS that names no certificate; `
    + 'write TlsCertificate.ofImplementation({ options: … }), or serve HTTP with Listener.https(…)');
}

/** The certificate of one listener. `served` is what it has to be valid for, where nothing says what it is valid for. */
export function planCertificate(
  place: Place, data: CertificateData, section: string, served: string, holder: ListenerHolder,
): PlannedCertificate {
  const dnsNames = [...data.dnsNames ?? [served]];
  if (data.form === 'implementation') return { options: data.options, dnsNames };
  if (data.form === 'issuer') {
    // The holder's name holds no dot: no two holders and listeners make one Secret.
    const name = `${holder.name}.${section}-tls`;
    check(place, 'Secret name', name, subdomainProblem(name));
    return { secret: { name }, issuer: { kind: data.issuerKind!, name: data.name! }, dnsNames };
  }
  const foreign = data.namespace !== undefined && data.namespace !== holder.namespace;
  return { secret: { name: data.name!, ...(foreign ? { namespace: data.namespace } : {}) }, dnsNames };
}

/** Whether a listener's certificate is valid for a hostname; a listener without TLS needs none. */
export function certificateServes({ certificate }: PlannedListener, hostname: string): boolean {
  return certificate === undefined || certificate.dnsNames.some((name) => certificateCovers(name, hostname));
}

/**
 * Browsers reuse one connection for every hostname of its certificate, so requests for one listener's hostname arrive at
 * another listener that shows the same certificate. One of the two has to be for HTTPS for that.
 * Source: Gateway API v1.6.1, OverlappingTLSConfig.
 */
export function checkSharedCertificates(place: Place, listeners: readonly PlannedListener[], facts: ImplementationData): void {
  if (facts.detectsMisdirectedRequests) return;
  const seen = new Map<string, PlannedListener>();
  for (const listener of listeners) {
    const secret = listener.certificate?.secret;
    if (!secret) continue;
    const key = JSON.stringify([listener.port, secret.namespace, secret.name]);
    const other = seen.get(key);
    if (other && [other, listener].some(({ protocol }) => protocol === 'HTTPS')) {
      throw refused(place, sharedMessage(other, listener, secret.name, facts));
    }
    seen.set(key, listener);
  }
}

function sharedMessage(a: PlannedListener, b: PlannedListener, secret: string, facts: ImplementationData): string {
  return `listeners ${describeListener(a)} and ${describeListener(b)} share the certificate in Secret "${secret}". Browsers reuse a `
    + 'connection for every hostname of its certificate, so requests for the one arrive at the other and get 404, which '
    + `${facts.name} does not detect (${lazyImplementations().implementationsThatDetect().join(', ')} does); give each hostname a `
    + 'certificate of its own, such as TlsCertificate.fromClusterIssuer("…"), or serve all of them with one listener';
}
