import type { ProxyPeers } from '../../manifest/grant-data';
import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { NAME_LABEL } from '../../manifest/names';
import { placeText } from '../../manifest/object-text';
import { attachmentsOf } from '../cluster/attachment';
import { isService } from '../cluster/backends';
import { nameOf, namespaceOf } from '../cluster/cluster-index';
import { mayRefer } from '../cluster/grants';
import { gatewayProxies } from '../cluster/proxy-places';
import { backendRefsOf } from '../cluster/references';
import type { Entry } from '../rule';
import { ingressBackends } from './ingresses';
import { type NetworkModel, STRANGER } from './network-model';
import type { Endpoint } from './peers';
import type { PodFacts } from './pods';
import { PortSet } from './port-set';
import { type ServiceTarget, targetsOf } from './services';

/** One way from clients to pods: through a Gateway, an Ingress or a Route, and a Service. */
export interface EntryPath {
  /** `Gateway infra/edge`, `Ingress shop/web`. */
  readonly entry: string;
  /** The listener and route that lead on; an Ingress has none. */
  readonly listener?: string;
  readonly route?: string;
  /** What clients ask for; empty for every hostname. */
  readonly hostnames: readonly string[];
  readonly service: string;
  /** The workload behind the Service. */
  readonly workload: string;
  /** Ports of its pods that the Service leads to. */
  readonly ports: PortSet;
  /** What of them policies let the proxies reach, and what may be. */
  readonly allowed: PortSet;
  readonly unknown: PortSet;
  /** Who stands before the pods, as far as the set tells. */
  readonly proxies: string;
}

/** Where a request stands before its last hop. */
interface Hop extends Pick<EntryPath, 'entry' | 'listener' | 'route' | 'hostnames' | 'service'> {
  readonly proxies: readonly Proxy[];
}

interface Proxy {
  readonly label: string;
  readonly endpoint: Endpoint;
}

/** Every way into the set: client to Gateway or Ingress, route, Service, and the pods behind it. */
export function entryPathsOf(model: NetworkModel): EntryPath[] {
  return [...throughGateways(model), ...throughIngresses(model)];
}

function throughIngresses(model: NetworkModel): EntryPath[] {
  const proxies = [{ label: 'an ingress controller that is not in the set', endpoint: STRANGER }];
  return ingressBackends(model).flatMap(({ entry, host, service, targets }) => lastHops(model, {
    entry: textOf(entry), hostnames: host === undefined ? [] : [host], service, proxies,
  }, targets));
}

function throughGateways(model: NetworkModel): EntryPath[] {
  const { index } = model;
  return ROUTE_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind)).flatMap((route) => {
    const backends = backendsOf(model, route);
    return attachmentsOf(route, index).flatMap(({ parent, listeners }) => {
      if (!parent) return [];
      const proxies = proxiesOf(model, parent);
      return listeners.flatMap(({ listener, hostnames }) => backends.flatMap(({ service, targets }) => lastHops(model, {
        entry: textOf(parent), listener: listener.name, route: textOf(route), hostnames, service, proxies,
      }, targets)));
    });
  });
}

function backendsOf(model: NetworkModel, route: Entry): { service: string; targets: ServiceTarget[] }[] {
  return backendRefsOf(route.manifest).flatMap((ref) => {
    if (!isService(ref) || !mayRefer(route, ref, { index: model.index, channel: 'experimental' })) return [];
    const [found] = model.index.find('', 'Service', ref.namespace, ref.name);
    if (!found) return [];
    return [{ service: placeText(ref.namespace, ref.name), targets: targetsOf(model, found.manifest, { port: ref.port }) }];
  });
}

function lastHops(model: NetworkModel, { proxies, ...hop }: Hop, targets: readonly ServiceTarget[]): EntryPath[] {
  return targets.flatMap(({ podClass, ports }) => {
    if (ports.isEmpty) return [];
    const verdicts = proxies.map(({ endpoint }) => model.verdict(endpoint, { form: 'pods', podClass }));
    const possible = verdicts.reduce((all, { allowed, unknown }) => all.union(allowed).union(unknown), PortSet.NONE);
    const certain = verdicts.reduce((all, { allowed }) => all.intersect(allowed), PortSet.ALL);
    const allowed = certain.intersect(ports);
    const unknown = possible.intersect(ports).minus(allowed);
    return podClass.workloads.map(({ label }) =>
      ({ ...hop, workload: label, ports, allowed, unknown, proxies: proxies.map((one) => one.label).join(' or ') }));
  });
}

function textOf({ manifest }: Entry): string {
  return `${manifest.kind} ${placeText(namespaceOf(manifest), nameOf(manifest))}`;
}

/** The proxies of a Gateway: its pods where the set has them, else pods as its implementation makes them. */
export function proxiesOf(model: NetworkModel, parent: Entry): Proxy[] {
  const known = gatewayProxies(model.index).filter(({ gateway }) => gateway === parent.manifest);
  const proxies = known.flatMap((one) => one.proxies.flatMap((peers) => proxyEndpoints(model, peers)));
  return proxies.length > 0 ? proxies : [{ label: 'proxies of which nothing is known', endpoint: STRANGER }];
}

function proxyEndpoints(model: NetworkModel, { form, namespace, podLabels = {} }: ProxyPeers): Proxy[] {
  if (form !== 'pods' || namespace === undefined) return [];
  const marks = Object.entries(podLabels);
  const isMarked = ({ labels }: PodFacts): boolean => marks.every(([key, value]) => labels.get(key) === value);
  const classes = [...model.pods.namespaces.get(namespace)?.classes.all ?? []]
    .filter(({ workloads }) => workloads.some(({ variants }) => variants.some(isMarked)));
  if (classes.length > 0) return classes.map((podClass) => ({ label: podClass.name, endpoint: { form: 'pods', podClass } }));
  const pod = marks.map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const labels = [...model.pods.namespaces.get(namespace)?.labels ?? [[NAME_LABEL, namespace] as const]];
  const home = labels.map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const text = marks.map(([key, value]) => `${key}=${value}`).join(',');
  return [{ label: `pods ${text} in ${namespace}`, endpoint: { form: 'imagined', namespace: home, pod } }];
}
