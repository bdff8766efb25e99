import { isRecord, type Manifest } from '../../manifest/manifest';
import { portsOf, protocolOf } from '../cluster/backends';
import { specOf } from '../cluster/references';
import type { NetworkModel } from './network-model';
import { homeOf } from './network-policies';
import type { PodClass } from './pod-index';
import { PortSet, PROTOCOLS } from './port-set';

/** Pods behind a Service, and their ports that it leads to. */
export interface ServiceTarget {
  readonly podClass: PodClass;
  readonly ports: PortSet;
}

/** A port of a Service as a backend names it: by number, by name, or by where it leads to; left out: every one. */
export type WantedPort = { readonly port?: unknown; readonly name?: unknown; readonly targetPort?: unknown };

/** The pods of the set that a Service leads to. */
export function targetsOf(model: NetworkModel, service: Manifest, wanted: WantedPort = {}): ServiceTarget[] {
  const { selector } = specOf(service);
  if (!isRecord(selector) || Object.keys(selector).length === 0) return [];
  const ports = portsOf(service).filter((one) => isWanted(one, wanted));
  const classes = [...model.pods.select({ namespace: homeOf(service), podSelector: { matchLabels: selector } }).keys()];
  return classes.map((podClass) => ({ podClass, ports: unionOf(ports.map((port) => podPorts(port, podClass))) }));
}

function isWanted({ port, name, targetPort }: Record<string, unknown>, wanted: WantedPort): boolean {
  if (wanted.port !== undefined) return port === wanted.port;
  if (wanted.name !== undefined) return name === wanted.name;
  return wanted.targetPort === undefined || [port, name, targetPort].includes(wanted.targetPort);
}

/** Where a port of a Service leads to on some pods; nowhere where it names a port that they lack. */
function podPorts(port: Record<string, unknown>, { ports }: PodClass): PortSet {
  const protocol = PROTOCOLS.find((one) => one === protocolOf(port));
  if (!protocol) return PortSet.NONE;
  const { targetPort } = port;
  if (typeof targetPort === 'string') {
    const named = ports.filter(({ name, protocol: of }) => name === targetPort && of === protocol);
    return unionOf(named.map(({ number }) => PortSet.one(protocol, number)));
  }
  const number = typeof targetPort === 'number' && targetPort !== 0 ? targetPort : port.port;
  return typeof number === 'number' ? PortSet.one(protocol, number) : PortSet.NONE;
}

function unionOf(sets: readonly PortSet[]): PortSet {
  return sets.reduce((all, one) => all.union(one), PortSet.NONE);
}
