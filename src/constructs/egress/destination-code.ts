import type { DestinationData, PortData } from '../../manifest/grant-data';
import { quote } from '../../manifest/quote';

/** The code that makes a destination, to be pasted where an operator opens it. */
export function destinationCode(destination: DestinationData): string {
  const { form, cidr, except = [], namespace, podLabels = {}, service, ports, reason } = destination;
  const options = [
    ...(form === 'workload' || form === 'service' ? [`namespace: ${quote(String(namespace))}`] : []),
    ...(form === 'service' ? [`pods: ${podsCode(podLabels, ports)}`] : []),
    ...(except.length > 0 ? [`exceptions: [${except.map(quote).join(', ')}]`] : []),
    ...portOptions(ports),
    ...(reason === '' ? [] : [`reason: ${quote(reason)}`]),
  ];
  const target: Record<DestinationData['form'], string> = {
    cidr: `${quote(String(cidr))}, ${ports[0].port}`,
    namespace: `${quote(String(namespace))}, ${ports[0].port}`,
    workload: podsCode(podLabels, ports),
    service: quote(String(service)),
  };
  return `Destination.${form}(${[target[form], ...(options.length > 0 ? [`{ ${options.join(', ')} }`] : [])].join(', ')})`;
}

function podsCode(labels: Record<string, string>, ports: readonly PortData[]): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : quote(key)}: ${quote(value)}`);
  return `Pods.labelled({ ${pairs.join(', ')} }, ${ports[0].port})`;
}

function portOptions([first, ...more]: readonly PortData[]): string[] {
  return [
    ...(first.protocol === 'TCP' ? [] : [`protocol: NetworkPolicyProtocol.${first.protocol}`]),
    ...(first.endPort === undefined ? [] : [`endPort: ${first.endPort}`]),
    ...(more.length === 0 ? [] : [`morePorts: [${more.map(({ port }) => port).join(', ')}]`]),
  ];
}
