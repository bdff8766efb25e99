import type { ImplementationData } from '../../manifest/grant-data';
import { isWildcard } from '../../manifest/hostname';
import type { ImplementationFacts } from '../../manifest/implementation-facts';
import { sectionNameFor } from '../../manifest/section-name';
import { invalid, type Place, refused } from '../base/problems';
import type { CertificateData } from './certificate-data';
import { Listener } from './listener';
import type { ListenerData } from './listener-data';
import {
  certificateServes, checkCertificateForm, checkNamedCertificate, type ListenerHolder, planCertificate, type PlanContext,
} from './plan-certificate';
import { describeListener, type PlannedListener } from './planned-listener';

/** A domain whose hostnames get a listener each. */
export interface ListenerDomain {
  readonly domain: string;
  readonly port: number;
  readonly certificate: CertificateData;
}

/** What the listeners option says, in its order. */
export type DeclaredListener = { readonly listener: PlannedListener } | { readonly domain: ListenerDomain };

/** The listeners of a gateway that is made here. */
export function declaredListeners(place: Place, listeners: Listener[], context: PlanContext): DeclaredListener[] {
  const declared = listenersOption(place, listeners).map((data, index): DeclaredListener => {
    const option = `listeners[${index}]`;
    checkFeatures(place, option, data, context.facts);
    checkPort(place, option, data, context.facts);
    if (data.certificate) checkCertificateForm(place, option, data.certificate._data(), context.facts);
    if (data.form === 'tls') checkNamedCertificate(place, option, data.certificate!._data());
    if (!isExplicit(data)) return { domain: domainOf(data, context) };
    return { listener: explicitListener(place, option, withPort(data, context), context) };
  });
  checkDomains(place, declared);
  return declared;
}

/** The listeners of a gateway that runs already: they have the names and ports that they have. */
export function existingListeners(place: Place, listeners: Listener[], context: PlanContext): DeclaredListener[] {
  return listenersOption(place, listeners).map((data, index) => {
    if (isExplicit(data)) return { listener: explicitListener(place, `listeners[${index}]`, withPort(data, context), context) };
    throw refused(place, `listeners[${index}]: a gateway that runs already gets no further listeners; `
      + `write the one that serves the hostnames: Listener.https("${data.hostname}", { name, certificate })`);
  });
}

/** The listeners option, which holds at least one. */
export function listenersOption(
  place: Place, listeners: Listener[], example = 'Listener.httpsPerHostname("*.company.com", …)',
): ListenerData[] {
  if (!Array.isArray(listeners) || listeners.length === 0) {
    throw invalid(place, 'listeners', listeners, {
      reason: 'a gateway listens for something',
      fix: `write [${example}]`,
    });
  }
  return [...listeners].map((listener, index) => {
    if (listener instanceof Listener) return listener._data();
    throw invalid(place, `listeners[${index}]`, listener, { reason: 'it is not a Listener', fix: 'write Listener.https("shop.company.com", …)' });
  });
}

/** Whether it is one listener, and not one for each hostname of a domain. */
export function isExplicit(data: ListenerData): data is ExplicitData {
  return data.form !== 'httpsPerHostname';
}

/** How the forms of explicit listeners stand in the Gateway. */
const PROTOCOLS = { http: 'HTTP', https: 'HTTPS', tls: 'TLS', tlsPassthrough: 'TLS', tcp: 'TCP', udp: 'UDP' } as const;

/** One listener. */
export type ExplicitData = ListenerData & { readonly form: keyof typeof PROTOCOLS };

/** Protocol of one listener. */
export function protocolOf({ form }: ExplicitData): PlannedListener['protocol'] {
  return PROTOCOLS[form];
}

function withPort(data: ExplicitData, { facts }: PlanContext): PlacedData {
  return { ...data, port: data.port ?? facts.ports[data.form === 'http' ? 'http' : 'https'] };
}

/** A listener whose port is known. */
type PlacedData = ExplicitData & { readonly port: number };

/** One listener as it will stand in an object. */
export function explicitListener(place: Place, option: string, data: PlacedData, holder: ListenerHolder): PlannedListener {
  const { hostname, port } = data;
  const protocol = protocolOf(data);
  const name = data.name ?? nameOf(protocol, hostname, port);
  const bare: PlannedListener = { name, port, protocol, ...(hostname === undefined ? {} : { hostname }) };
  if (data.certificate === undefined) return bare;
  const certificate = planCertificate(place, data.certificate._data(), name, hostname!, holder);
  const listener: PlannedListener = { ...bare, certificate };
  // A wildcard is judged hostname by hostname, as teams are admitted.
  if (!isWildcard(hostname!) && !certificateServes(listener, hostname!)) {
    throw refused(place, `${option}: listener ${describeListener(listener)} shows a certificate for ${certificate.dnsNames.join(', ')}, `
      + `which is not valid for ${hostname}; write a certificate whose dnsNames cover it`);
  }
  return listener;
}

function nameOf(protocol: string, hostname: string | undefined, port: number): string {
  const prefix = protocol.toLowerCase();
  if (hostname !== undefined) return sectionNameFor(prefix, hostname);
  return protocol === 'HTTP' ? prefix : `${prefix}-${port}`;
}

function domainOf({ hostname, port, certificate }: ListenerData, { facts }: PlanContext): ListenerDomain {
  return { domain: hostname!, port: port ?? facts.ports.https, certificate: certificate!._data() };
}

/** The listener of one hostname under a domain. */
export function listenerUnder(place: Place, under: ListenerDomain, hostname: string, context: PlanContext): PlannedListener {
  const { domain, port, certificate } = under;
  const name = sectionNameFor('https', hostname);
  const served = certificate.form === 'issuer' ? hostname : domain;
  return { name, port, protocol: 'HTTPS', hostname, certificate: planCertificate(place, certificate, name, served, context) };
}

/** What a form of listener asks of the implementation. Source: Gateway API v1.6.1, features of conformance reports. */
const FEATURES: Partial<Record<ListenerData['form'], readonly string[]>> = {
  tls: ['TLSRoute', 'TLSRouteModeTerminate'], tlsPassthrough: ['TLSRoute'], tcp: ['TCPRoute'], udp: ['UDPRoute'],
};

/** Refuses what the implementation would not serve. */
export function checkFeatures(place: Place, option: string, { form }: ListenerData, facts: ImplementationData): void {
  const { name, unsupportedFeatures } = facts;
  const missing = FEATURES[form]?.find((feature) => unsupportedFeatures.includes(feature));
  if (missing === undefined) return;
  const instead = missing === 'TLSRouteModeTerminate'
    ? 'let the backend end TLS with Listener.tlsPassthrough(…), write Listener.https(…) where it is HTTP' : 'remove it';
  throw refused(place, `${option}: ${name} does not support it (${missing}); ${instead}, `
    + 'or use another implementation');
}

function checkPort(place: Place, option: string, { form, port }: ListenerData, facts: ImplementationFacts): void {
  const { name, entryPoints, ports } = facts;
  if (!entryPoints || (port !== 80 && port !== 443) || port === ports.http || port === ports.https) return;
  const [usual, setting] = port === 80 ? [ports.http, 'httpPort'] : [ports.https, 'httpsPort'];
  throw invalid(place, `${option}.port`, port, {
    reason: `${name} serves a listener only on the port of one of its entry points`,
    fix: `${form === 'tcp' ? 'write' : 'leave the port out for'} ${usual}, behind which clients see ${port}, `
      + `or say that the entry point stands on it: { ${setting}: ${port} }`,
  });
}

function checkDomains(place: Place, declared: DeclaredListener[]): void {
  const domains = declared.flatMap((one) => ('domain' in one ? [one.domain.domain] : []));
  const twice = domains.find((domain, index) => domains.indexOf(domain) !== index);
  if (twice !== undefined) {
    throw refused(place, `listeners: "${twice}" has a listener for each hostname twice; a hostname has one listener, so remove one of the two`);
  }
}
