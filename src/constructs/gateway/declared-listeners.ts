import type { ImplementationFacts } from '../../manifest/implementation-facts';
import { sectionNameFor } from '../../manifest/section-name';
import { invalid, type Place, refused } from '../base/problems';
import type { CertificateData } from './certificate-data';
import { Listener } from './listener';
import type { ListenerData } from './listener-data';
import { certificateServes, checkCertificateForm, planCertificate, type PlanContext } from './plan-certificate';
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
    checkPort(place, option, data, context.facts);
    if (data.certificate) checkCertificateForm(place, option, data.certificate._data(), context.facts);
    if (data.form === 'httpsPerHostname') return { domain: domainOf(data, context) };
    return { listener: explicitListener(place, option, data, context) };
  });
  checkDomains(place, declared);
  return declared;
}

/** The listeners of a gateway that runs already: they have the names and ports that they have. */
export function existingListeners(place: Place, listeners: Listener[], context: PlanContext): DeclaredListener[] {
  return listenersOption(place, listeners).map((data, index) => {
    if (data.form !== 'httpsPerHostname') return { listener: explicitListener(place, `listeners[${index}]`, data, context) };
    throw refused(place, `listeners[${index}]: a gateway that runs already gets no further listeners; `
      + `write the one that serves the hostnames: Listener.https("${data.hostname}", { name, certificate })`);
  });
}

function listenersOption(place: Place, listeners: Listener[]): ListenerData[] {
  if (!Array.isArray(listeners) || listeners.length === 0) {
    throw invalid(place, 'listeners', listeners, {
      reason: 'a gateway listens for something',
      fix: 'write [Listener.httpsPerHostname("*.company.com", …)]',
    });
  }
  return listeners.map((listener, index) => {
    if (listener instanceof Listener) return listener._data();
    throw invalid(place, `listeners[${index}]`, listener, { reason: 'it is not a Listener', fix: 'write Listener.https("shop.company.com", …)' });
  });
}

function explicitListener(place: Place, option: string, data: ListenerData, context: PlanContext): PlannedListener {
  const { form, hostname, port = context.facts.ports[form === 'http' ? 'http' : 'https'] } = data;
  const name = data.name ?? (hostname === undefined ? form : sectionNameFor(form, hostname));
  if (form === 'http') return { name, port, protocol: 'HTTP', ...(hostname === undefined ? {} : { hostname }) };
  const certificate = planCertificate(place, data.certificate!._data(), name, hostname!, context);
  const listener: PlannedListener = { name, port, protocol: 'HTTPS', hostname, certificate };
  // A wildcard is judged hostname by hostname, as teams are admitted.
  if (!hostname!.startsWith('*.') && !certificateServes(listener, hostname!)) {
    throw refused(place, `${option}: listener ${describeListener(listener)} shows a certificate for ${certificate.dnsNames.join(', ')}, `
      + `which is not valid for ${hostname}; write a certificate whose dnsNames cover it`);
  }
  return listener;
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

function checkPort(place: Place, option: string, { port }: ListenerData, facts: ImplementationFacts): void {
  const { name, entryPoints, ports } = facts;
  if (!entryPoints || (port !== 80 && port !== 443) || port === ports.http || port === ports.https) return;
  const [usual, setting] = port === 80 ? [ports.http, 'httpPort'] : [ports.https, 'httpsPort'];
  throw invalid(place, `${option}.port`, port, {
    reason: `${name} serves a listener only on the port of one of its entry points`,
    fix: `leave the port out for ${usual}, behind which clients see ${port}, or say that the entry point stands on it: { ${setting}: ${port} }`,
  });
}

function checkDomains(place: Place, declared: DeclaredListener[]): void {
  const domains = declared.flatMap((one) => ('domain' in one ? [one.domain.domain] : []));
  const twice = domains.find((domain, index) => domains.indexOf(domain) !== index);
  if (twice !== undefined) {
    throw refused(place, `listeners: "${twice}" has a listener for each hostname twice; a hostname has one listener, so remove one of the two`);
  }
}
