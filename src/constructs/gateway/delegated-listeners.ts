import { type DelegatedGrant, delegatedPorts } from '../../manifest/delegation';
import { covers } from '../../manifest/hostname';
import { LISTENER_LIMIT } from '../../manifest/listener-checks';
import { isNamedByHostname, serves } from '../../manifest/route-protocols';
import { enumerate, quoted } from '../../manifest/text';
import { invalid, type Place, refused } from '../base/problems';
import type { CertificateData } from './certificate-data';
import {
  checkFeatures, type ExplicitData, explicitListener, isExplicit, listenersOption, protocolOf,
} from './declared-listeners';
import type { Listener } from './listener';
import { checkClashes } from './listener-clashes';
import type { ListenerData } from './listener-data';
import { listenerManifest } from './listener-manifest';
import { checkSharedCertificates, type ListenerHolder } from './plan-certificate';
import type { PlannedListener } from './planned-listener';

/** Ports that clients mean where they name none. */
const USUAL_PORTS: Record<string, number> = { HTTP: 80, HTTPS: 443, TLS: 443 };

/** The listeners of a team's ListenerSet, each within the delegation. */
export function delegatedListeners(
  place: Place, listeners: Listener[], grant: DelegatedGrant, holder: ListenerHolder,
): PlannedListener[] {
  const planned = listenersOption(place, listeners, 'Listener.https("shop.company.com", …)').map((data, index) => {
    const option = `listeners[${index}]`;
    const explicit = explicitData(place, option, data);
    checkFeatures(place, option, explicit, grant.implementation);
    checkProtocol(place, option, explicit, grant);
    checkHostname(place, option, explicit, grant);
    if (explicit.certificate) checkCertificate(place, option, explicit.certificate._data(), holder);
    return explicitListener(place, option, { ...explicit, port: portOf(place, option, explicit, grant) }, holder);
  });
  checkClashes(place, planned, grant.implementation);
  checkSharedCertificates(place, planned, grant.implementation);
  if (planned.length <= LISTENER_LIMIT) return planned;
  throw refused(place, `${planned.length} listeners, and ${LISTENER_LIMIT} are the limit of one ListenerSet; write the rest into another TeamListenerSet`);
}

/** How the listeners stand in the ListenerSet: routes of the grant's namespaces and kinds may attach. */
export function delegatedManifests(listeners: readonly PlannedListener[], grant: DelegatedGrant, home: string): object[] {
  const admitted = { namespaces: new Set(grant.namespaces), kinds: new Set(grant.routeKinds), home };
  return listeners.map((listener) => listenerManifest(listener, admitted));
}

function explicitData(place: Place, option: string, data: ListenerData): ExplicitData {
  if (isExplicit(data)) return data;
  throw refused(place, `${option}: nobody is admitted to a ListenerSet, so it gets no listener for each of their hostnames; `
    + 'write Listener.https(…) for each hostname');
}

function checkProtocol(place: Place, option: string, data: ExplicitData, grant: DelegatedGrant): void {
  const protocol = protocolOf(data);
  const allowed = [...delegatedPorts(grant).keys()];
  if (allowed.includes(protocol)) return;
  if (protocol === 'HTTP' && grant.routeKinds.some((kind) => serves(protocol, kind))) {
    throw refused(place, `${option}: listeners for HTTP are not delegated to the team; write Listener.https(…), `
      + 'or have the operator delegate them with clearTextPorts');
  }
  const more = isNamedByHostname(protocol)
    ? 'have the operator delegate with routeKinds'
    : 'have the operator admit the team to a listener of the gateway';
  throw refused(place, `${option}: listeners for ${protocol} are not delegated to the team, only for ${enumerate(allowed, 'or')} `
    + `(its kinds of routes are ${grant.routeKinds.join(', ')}); leave it out, or ${more}`);
}

function checkHostname(place: Place, option: string, { hostname }: ExplicitData, { hostnames }: DelegatedGrant): void {
  const granted = quoted(hostnames.map((one) => one.hostname));
  if (hostname === undefined) {
    throw refused(place, `${option}: without a hostname it would claim every one of the gateway; write one of ${granted}`);
  }
  if (hostnames.some((one) => covers(one.hostname, hostname))) return;
  throw invalid(place, `${option}.hostname`, hostname, { reason: 'it is not delegated to the team', fix: `write one of ${granted}` });
}

function portOf(place: Place, option: string, data: ExplicitData, grant: DelegatedGrant): number {
  const { port } = data;
  const protocol = protocolOf(data);
  const ports = delegatedPorts(grant).get(protocol)!;
  if (port !== undefined && ports.includes(port)) return port;
  if (port !== undefined) {
    throw invalid(place, `${option}.port`, port, {
      reason: `it is not delegated to the team for ${protocol}`, fix: `write ${enumerate(ports.map(String), 'or')}`,
    });
  }
  const usual = USUAL_PORTS[protocol];
  if (ports.includes(usual)) return usual;
  if (ports.length === 1) return ports[0];
  throw refused(place, `${option}: several ports are delegated, and none is named; write port: ${enumerate(ports.map(String), 'or')}`);
}

/** The team's own Secrets, as those of others and the implementation's own means are not the team's to name. */
function checkCertificate(place: Place, option: string, { form, namespace }: CertificateData, holder: ListenerHolder): void {
  if (form === 'implementation') {
    throw refused(place, `${option}.certificate: the implementation's own certificates are the operators'; `
      + 'write TlsCertificate.fromClusterIssuer("…") or TlsCertificate.fromSecret("…")');
  }
  if (namespace === undefined || namespace === holder.namespace) return;
  throw invalid(place, `${option}.certificate namespace`, namespace, {
    reason: `a team's listeners show certificates of their own namespace, "${holder.namespace}"`,
    fix: 'leave it out, and keep the Secret there',
  });
}
