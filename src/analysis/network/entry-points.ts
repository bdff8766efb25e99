import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { placeText } from '../../manifest/object-text';
import { attachmentsOf } from '../cluster/attachment';
import { nameOf, namespaceOf } from '../cluster/cluster-index';
import { grantVerdict, mayRefer } from '../cluster/grants';
import { backendRefsOf, isService, type Reference } from '../cluster/references';
import type { Entry } from '../rule';
import { ingressBackends } from './ingresses';
import type { NetworkModel } from './network-model';
import { PortSet } from './port-set';
import { INGRESS_CONTROLLER_PODS, proxiesOf, type Proxy, reachedBy } from './proxies';
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
  /** What beside policies makes it closed, or not known: proxies that the set does not show, a grant that it lacks. */
  readonly because?: string;
}

/** Where a request stands before its last hop. */
interface Hop extends Pick<EntryPath, 'entry' | 'listener' | 'route' | 'hostnames' | 'service'> {
  readonly proxies: readonly Proxy[];
  readonly grant?: MissingGrant;
}

/** A route may not lead to a Service of another namespace, or nothing in the set says that it may. */
interface MissingGrant {
  readonly isSure: boolean;
  readonly text: string;
}

interface RouteBackend {
  readonly service: string;
  readonly targets: readonly ServiceTarget[];
  readonly grant?: MissingGrant;
}

/** Every way into the set: client to Gateway or Ingress, route, Service, and the pods behind it. */
export function entryPathsOf(model: NetworkModel): EntryPath[] {
  return [...throughGateways(model), ...throughIngresses(model)];
}

function throughIngresses(model: NetworkModel): EntryPath[] {
  const proxies = [INGRESS_CONTROLLER_PODS];
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
      return listeners.flatMap(({ listener, hostnames }) => backends.flatMap(({ service, targets, grant }) => lastHops(model, {
        entry: textOf(parent), listener: listener.name, route: textOf(route), hostnames, service, proxies, grant,
      }, targets)));
    });
  });
}

function backendsOf(model: NetworkModel, route: Entry): RouteBackend[] {
  return backendRefsOf(route.manifest).flatMap((ref) => {
    if (!isService(ref)) return [];
    const [found] = model.index.find('', 'Service', ref.namespace, ref.name);
    if (!found) return [];
    const targets = targetsOf(model, found.manifest, { port: ref.port });
    return [{ service: placeText(ref.namespace, ref.name), targets, grant: missingGrant(route, ref, model) }];
  });
}

/** Source: Gateway API v1.6.1, ReferenceGrant. */
function missingGrant(route: Entry, ref: Reference, { index }: NetworkModel): MissingGrant | undefined {
  if (mayRefer(route, ref, { index, channel: 'experimental', closedWorld: true })) return undefined;
  const from = `${route.manifest.kind} of ${namespaceOf(route.manifest) ?? ''}`;
  const text = `no ReferenceGrant in ${ref.namespace ?? ''} lets ${from} refer to Service ${ref.name}`;
  return { isSure: grantVerdict(route.manifest, ref, index).verdict === 'mismatch', text };
}

function lastHops(model: NetworkModel, { proxies, grant, ...hop }: Hop, targets: readonly ServiceTarget[]): EntryPath[] {
  return targets.flatMap(({ podClass, ports }) => {
    if (ports.isEmpty) return [];
    const verdicts = proxies.map((proxy) => reachedBy(model, proxy, podClass));
    const possible = verdicts.reduce((all, one) => all.union(one.allowed).union(one.unknown), PortSet.NONE).intersect(ports);
    const certain = verdicts.reduce((all, { allowed }) => all.intersect(allowed), PortSet.ALL).intersect(ports);
    const allowed = grant ? PortSet.NONE : certain;
    const unknown = grant?.isSure === true ? PortSet.NONE : possible.minus(allowed);
    const doubts = possible.minus(certain).isEmpty || unknown.isEmpty ? [] : proxies.flatMap(({ doubt }) => doubt ?? []);
    const because = [...grant ? [grant.text] : [], ...new Set(doubts)].join('; ');
    const who = [...new Set(proxies.map(({ label }) => label))].join(' or ');
    return podClass.workloads.map(({ label }) =>
      ({ ...hop, workload: label, ports, allowed, unknown, proxies: who, ...(because !== '' && { because }) }));
  });
}

function textOf({ manifest }: Entry): string {
  return `${manifest.kind} ${placeText(namespaceOf(manifest), nameOf(manifest))}`;
}
