import { externalHostnameProblem } from '../../manifest/external-hostname';
import type { DestinationData, EgressBackendData } from '../../manifest/grant-data';
import { isRecord } from '../../manifest/manifest';
import { labelProblem } from '../../manifest/names';
import { portProblem } from '../../manifest/numbers';
import { distinct } from '../../manifest/same-json';
import { enumerate } from '../../manifest/text';
import { checkLabels } from '../base/check-labels';
import { checkKnown } from '../base/known-options';
import { listOption } from '../base/list-option';
import { check, invalid, type Place, refused } from '../base/problems';
import type { EgressGatewayHost, IEgressGatewayListener } from './egress-gateway-listener';

/** What a back end keeps of an egress gateway. */
export type ListenerData =
  Required<Pick<EgressBackendData, 'namespace' | 'podLabels' | 'proxyPort'>> & Pick<EgressBackendData, 'hosts'>;

/** A listener, checked. */
export function listenerOption(place: Place, listener: IEgressGatewayListener): ListenerData {
  if (!isRecord(listener)) {
    throw invalid(place, 'gateway', listener, {
      reason: 'it is no egress gateway',
      fix: 'write an EgressGateway, or { proxyNamespace, proxyLabels, proxyPort } of another one',
    });
  }
  const { proxyNamespace: namespace, proxyLabels, proxyPort, hosts } = listener;
  check(place, 'proxyNamespace', namespace, labelProblem(namespace));
  check(place, 'proxyPort', proxyPort, portProblem(proxyPort));
  checkLabels(place, 'proxyLabels', proxyLabels);
  if (Object.keys(proxyLabels).length === 0) {
    throw refused(place, 'proxyLabels is empty, which is every pod; write the labels of the proxies');
  }
  const known = hosts && hostsOf(place, hosts);
  return { namespace, podLabels: { ...proxyLabels }, proxyPort, ...(known && { hosts: known }) };
}

function hostsOf(place: Place, hosts: EgressGatewayHost[]): EgressGatewayHost[] {
  return listOption(place, 'hosts', hosts, '[{ hostname: "api.stripe.com", port: 443, proxyPort: 8443 }]').map((host, i) => {
    const at = `hosts[${i}].`;
    checkKnown(place, at, host, { hostname: true, port: true, proxyPort: true });
    const { hostname, port, proxyPort } = host ?? {};
    check(place, `${at}hostname`, hostname, externalHostnameProblem(hostname));
    check(place, `${at}port`, port, portProblem(port));
    check(place, `${at}proxyPort`, proxyPort, portProblem(proxyPort));
    return { hostname, port, proxyPort };
  });
}

/** The way to a destination through a gateway, or undefined where that does not lead there. */
export function wayThrough(
  { namespace, podLabels, proxyPort, hosts }: ListenerData, destination: DestinationData,
): DestinationData | undefined {
  const port = hosts === undefined ? proxyPort : hosts.find((host) => isHost(host, destination))?.proxyPort;
  if (port === undefined) return undefined;
  return {
    form: 'gateway', namespace, podLabels, ports: [{ protocol: 'TCP', port }], through: destination, reason: destination.reason,
  };
}

function isHost({ hostname, port }: { hostname: string; port: number }, { form, depth, host, ports }: DestinationData): boolean {
  return form === 'host' && depth === 'exact' && host === hostname
    && ports.every((one) => one.protocol === 'TCP' && one.port === port && one.endPort === undefined);
}

/** The hosts of a gateway in words. */
export function ledTo({ hosts = [] }: Pick<EgressBackendData, 'hosts'>): string {
  return enumerate(hosts.map(({ hostname, port }) => `${hostname} TCP ${port}`), 'and');
}

/** One way for all that goes to the same proxies. */
export function mergedWays(destinations: readonly DestinationData[]): DestinationData[] {
  const merged = new Map<string, DestinationData>();
  for (const [i, destination] of destinations.entries()) {
    const { form, namespace, podLabels, ports, through } = destination;
    const key = form === 'gateway' ? JSON.stringify([namespace, podLabels]) : String(i);
    const before = merged.get(key);
    const reason = through?.form === 'host' ? `${through.host}: ${destination.reason}` : destination.reason;
    merged.set(key, form !== 'gateway' ? destination : {
      ...destination, ports: distinct([...before?.ports ?? [], ...ports]), reason: before ? `${before.reason}; ${reason}` : reason,
    });
  }
  return [...merged.values()];
}
