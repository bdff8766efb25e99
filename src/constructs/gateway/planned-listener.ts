import type { SectionData } from '../../manifest/grant-data';
import { isNamedByHostname } from '../../manifest/route-protocols';

/** The certificate of one listener, as it will be referenced. */
export interface PlannedCertificate {
  /** Secret that the listener names; none where the implementation's own means name the certificate. */
  readonly secret?: { readonly name: string; readonly namespace?: string };
  /** Who issues it, where the gateway asks for it. */
  readonly issuer?: { readonly kind: string; readonly name: string };
  /** TLS options of the listener. */
  readonly options?: Record<string, string>;
  /** Hostnames that it is valid for. */
  readonly dnsNames: string[];
}

/** One listener as it will stand. One for TLS without a certificate passes connections on as they are. */
export interface PlannedListener {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TLS' | 'TCP' | 'UDP';
  readonly hostname?: string;
  readonly certificate?: PlannedCertificate;
}

/** What a grant says of a listener. */
export function sectionOf({ name, port, protocol, hostname }: PlannedListener): SectionData {
  return { name, port, protocol, ...(hostname === undefined ? {} : { hostname }) };
}

/** How messages name a listener. */
export function describeListener({ name, port, protocol, hostname }: PlannedListener): string {
  return `"${name}" (${protocol} ${port}${isNamedByHostname(protocol) ? `, ${hostname ?? 'every hostname'}` : ''})`;
}
