import { availabilityOf, bundleOf, has, howToHave, versionsOf, whereToFind } from '../../../manifest/bundles';
import type { ProxyPeers } from '../../../manifest/grant-data';
import type { ImplementationFacts } from '../../../manifest/implementation-facts';
import { GATEWAY_API_EXPERIMENTAL } from '../../../manifest/kinds';
import { LISTENER_LIMIT } from '../../../manifest/listener-checks';
import { enumerate } from '../../../manifest/text';
import { invalid, type Place, refused } from '../../base/problems';
import type { TeamNamespaces } from '../../isolation/team-namespaces';
import type { TeamNamespacesData } from '../../isolation/team-namespaces-data';
import { namespacesOption } from '../../isolation/team-namespaces-option';
import type { IGatewayInfrastructure } from '../../platform/infrastructure-handle';
import { EgressHost } from './egress-host';
import type { EgressHostData } from './egress-host-data';
import type { EgressRouting, RoutedHost } from './egress-routing';
import { envoyRouting } from './envoy-egress';
import { istioRouting } from './istio-egress';
import { kgatewayRouting } from './kgateway-egress';
import { xBackendRouting } from './x-backend-egress';

const ROUTINGS: ReadonlyMap<string, (gateway: string, className: string) => EgressRouting> = new Map([
  ['Istio', istioRouting], ['Envoy Gateway', envoyRouting], ['kgateway', kgatewayRouting],
]);

/** How an implementation leads out of the cluster; refused where it has no way of its own. */
export function routingOf(
  place: Place, { implementation, className, cluster }: IGatewayInfrastructure, gateway: string, xBackends: boolean | undefined,
): EgressRouting {
  const routing = ROUTINGS.get(implementation.name)?.(gateway, className);
  if (!routing) {
    const instead = implementation.name === 'Cilium' ? '; for fixed source addresses write a CiliumEgressGateway' : '';
    throw refused(place, `infrastructure: ${implementation.name} has no egress gateway; write one of ${enumerate([...ROUTINGS.keys()], 'or')}${instead}`);
  }
  if (xBackends !== undefined && typeof xBackends !== 'boolean') {
    throw invalid(place, 'xBackends', xBackends, { reason: 'it is neither true nor false', fix: 'write true, or leave it out' });
  }
  if (routing.service.length > 63) {
    throw refused(place, `the gateway's Service would be named "${routing.service}", and 63 characters is the limit; give it a shorter name`);
  }
  if (xBackends !== true) return routing;
  if (implementation.name !== 'Istio') {
    throw refused(place, `xBackends: ${implementation.name} does not read XBackend; leave it out, for its own kind`);
  }
  const bundle = bundleOf(cluster._data());
  const availability = availabilityOf(versionsOf(GATEWAY_API_EXPERIMENTAL, 'XBackend'));
  if (has(availability, bundle)) return xBackendRouting(routing);
  throw refused(place, `xBackends: cluster "${bundle.cluster}" has no XBackend, which is ${whereToFind(availability)}; `
    + `${howToHave(availability, bundle) ?? 'no bundle has it'}, or leave it out`);
}

/** The team that uses a gateway: one, since nothing at a shared listener tells from which namespace a connection comes. */
export function clientsOf(place: Place, clients: TeamNamespaces[]): TeamNamespacesData[] {
  const fix = 'write [TeamNamespaces.granted(grant)]';
  if (!Array.isArray(clients) || clients.length === 0) {
    throw invalid(place, 'clients', clients, { reason: 'it names nobody', fix });
  }
  const list = [...clients].map((one, i) => namespacesOption(place, `clients[${i}]`, one)._data());
  const other = list.find(({ team }) => team !== list[0].team);
  if (!other) return list;
  throw refused(place, `clients: teams "${list[0].team}" and "${other.team}" would share its listeners, where nothing tells their pods apart, `
    + 'and each could use what the other was granted; make an EgressGateway for each');
}

/** Pods that serve this gateway alone: proxies of several gateways would open the one's hosts to the other's clients. */
export function ownProxies(
  place: Place, { form, namespace, podLabels, reason }: ProxyPeers, gateway: string, implementation: string,
): { readonly namespace: string; readonly podLabels: Record<string, string> } {
  if (form !== 'pods' || namespace === undefined || podLabels === undefined) {
    throw refused(place, `no policy can select the proxies of ${implementation} (${reason ?? 'they are no pods'}), so nothing would close `
      + 'the way out to others; write where they run with GatewayProxies.pods({…})');
  }
  if (Object.values(podLabels).includes(gateway)) return { namespace, podLabels };
  throw refused(place, `no label of the proxies of ${implementation} names this gateway, so other gateways share them, and their clients `
    + 'would pass for this team\'s; run proxies for each gateway');
}

/** What decides which destinations can be expressed. */
interface Able { readonly xBackends: boolean; readonly experimental: boolean; readonly istio: boolean }

/** The destinations with their listeners: one for each host, named after it. */
export function routedHosts(
  place: Place, destinations: EgressHost[], { ports }: ImplementationFacts, able: Able,
): RoutedHost[] {
  const fix = 'write [EgressHost.https(\'api.stripe.com\', { reason: \'payments\' })]';
  if (!Array.isArray(destinations) || destinations.length === 0) {
    throw invalid(place, 'destinations', destinations, { reason: 'it names none', fix });
  }
  if (destinations.length > LISTENER_LIMIT) {
    throw refused(place, `destinations: a Gateway has at most ${LISTENER_LIMIT} listeners, and these are ${destinations.length}; `
      + 'make a second EgressGateway');
  }
  const seen = new Set<string>();
  const sections = new Set<string>();
  return [...destinations].map((host, i) => {
    const at = `destinations[${i}]`;
    if (!(host instanceof EgressHost)) throw invalid(place, at, host, { reason: 'it is not an EgressHost', fix });
    const data = host._data();
    if (seen.has(data.hostname)) throw refused(place, `${at}: "${data.hostname}" stands there twice; write it once, with all that it needs`);
    seen.add(data.hostname);
    checkExpressible(place, at, data, able);
    const port = data.form === 'tls' ? ports.https : ports.http;
    return { data, section: sectionOf(data.hostname, i, sections), port };
  });
}

function checkExpressible(
  place: Place, at: string, { form, hostname, retry, circuitBreaker }: EgressHostData, { xBackends, experimental, istio }: Able,
): void {
  if (istio && retry !== undefined && !experimental) {
    throw refused(place, `${at} (${hostname}): Istio reads retries from HTTPRoute, whose field is in the experimental channel alone; `
      + 'leave retry out, or give the profile gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL');
  }
  if (!xBackends) return;
  if (form === 'tls') {
    throw refused(place, `${at} (${hostname}): an XBackend without TLS of its own leaves out the check of the certificate; `
      + 'write EgressHost.https, or leave xBackends out');
  }
  if (circuitBreaker !== undefined) {
    throw refused(place, `${at} (${hostname}): nothing reads a circuit breaker for an XBackend; leave circuitBreaker or xBackends out`);
  }
}

/** Name of a listener: the hostname's labels; cut where they are too long for a name, and told apart where another has it. */
function sectionOf(hostname: string, index: number, taken: Set<string>): string {
  const name = hostname.replaceAll('.', '-');
  const section = name.length <= 50 && !taken.has(name) ? name : `${name.slice(0, 44).replace(/-+$/, '')}-${index}`;
  taken.add(section);
  return section;
}
