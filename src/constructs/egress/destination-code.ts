import type { DestinationData, PortData } from '../../manifest/grant-data';
import { quote } from '../../manifest/quote';

/** The code that makes a destination, to be pasted where an operator opens it. */
export function destinationCode(destination: DestinationData): string {
  const { form, except = [], namespace, podLabels = {}, ports, reason, through } = destination;
  if (through) return `Destination.through(listener, ${destinationCode(through)})`;
  const options = [
    ...(form === 'workload' || form === 'service' ? [`namespace: ${quote(String(namespace))}`] : []),
    ...(form === 'service' ? [`pods: ${podsCode(podLabels, ports)}`] : []),
    ...(except.length > 0 ? [`exceptions: [${except.map(quote).join(', ')}]`] : []),
    ...portOptions(ports),
    ...(reason === '' ? [] : [`reason: ${quote(reason)}`]),
  ];
  const parts = [...targetOf(destination), ...(options.length > 0 ? [`{ ${options.join(', ')} }`] : [])];
  return `Destination.${factoryOf(destination)}(${parts.join(', ')})`;
}

function factoryOf({ form, depth }: DestinationData): string {
  if (form !== 'host' || depth === 'exact') return form;
  return depth === 'oneLabel' ? 'oneLabelUnder' : 'anyDepthUnder';
}

function targetOf({ form, cidr, host, namespace, podLabels = {}, service, ports }: DestinationData): string[] {
  const named = { cidr, host, namespace }[form as 'cidr'];
  if (named !== undefined) return [quote(named), String(ports[0].port)];
  if (form === 'workload') return [podsCode(podLabels, ports)];
  if (form === 'service') return [quote(String(service))];
  return form === 'anywhere' ? [String(ports[0].port)] : [];
}

function podsCode(labels: Record<string, string>, ports: readonly PortData[]): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : quote(key)}: ${quote(value)}`);
  return `Pods.labelled({ ${pairs.join(', ')} }, ${ports[0].port})`;
}

function portOptions([first, ...more]: readonly PortData[]): string[] {
  if (first === undefined) return [];
  return [
    ...(first.protocol === 'TCP' ? [] : [`protocol: NetworkPolicyProtocol.${first.protocol}`]),
    ...(first.endPort === undefined ? [] : [`endPort: ${first.endPort}`]),
    ...(more.length === 0 ? [] : [`morePorts: [${more.map(({ port }) => port).join(', ')}]`]),
  ];
}
