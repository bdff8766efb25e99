import { push } from '../../manifest/group-by';
import { jsonText } from '../../manifest/json-text';
import { isRecord, type Manifest } from '../../manifest/manifest';
import { oncePerIndex } from '../once';
import { portsOf, protocolOf } from './backends';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { specOf } from './references';
import type { Workload } from './workloads-of-namespace';

/** A Service and the labels that it looks for. */
interface Selecting {
  readonly service: Manifest;
  readonly labels: readonly [string, unknown][];
}

/** Services by namespace and the first label that they look for. */
const byFirstLabel = oncePerIndex((index) => {
  const services = new Map<string, Selecting[]>();
  for (const { manifest } of index.ofKind('', 'Service')) {
    const { selector } = specOf(manifest);
    const labels = Object.entries(isRecord(selector) ? selector : {});
    if (labels.length > 0) push(services, keyOf(namespaceOf(manifest), labels[0]), { service: manifest, labels });
  }
  return services;
});

/** The Services of the set that lead to a workload. */
export function servicesOf({ labels }: Workload, namespace: string | undefined, index: ClusterIndex): Manifest[] {
  return [...labels].flatMap((label) => byFirstLabel(index).get(keyOf(namespace, label)) ?? [])
    .filter((one) => one.labels.every(([key, value]) => labels.get(key) === value))
    .map(({ service }) => service);
}

/** The port of a workload's pods to which a Service sends what arrives at a port of its own. */
export function podPortOf(service: Manifest, port: number, protocol: string, { ports }: Workload): number | undefined {
  const found = portsOf(service).find((one) => one.port === port && protocolOf(one) === protocol);
  if (found === undefined) return undefined;
  const { targetPort } = found;
  if (typeof targetPort === 'string') return ports.find((one) => one.name === targetPort && one.protocol === protocol)?.number;
  return typeof targetPort === 'number' && targetPort !== 0 ? targetPort : port;
}

function keyOf(namespace: string | undefined, label: readonly [string, unknown]): string {
  return jsonText([namespace, ...label]);
}
