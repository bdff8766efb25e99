import { parseCidr } from '../../manifest/cidr';
import type { ProxyPeers } from '../../manifest/grant-data';
import { NAME_LABEL } from '../../manifest/names';
import { gatewayProxies } from '../cluster/proxy-places';
import type { Entry } from '../rule';
import { rangeOf } from './address-cells';
import { type NetworkModel, STRANGER } from './network-model';
import type { Endpoint } from './peers';
import type { PodClass } from './pod-index';
import type { PodFacts } from './pods';
import { PortSet } from './port-set';
import type { Verdict } from './verdict';

/** What stands before pods, and opens connections to them. */
export interface Proxy {
  readonly label: string;
  readonly endpoint: Endpoint;
  /** Why it is not known whether they are shut out; left out where the set shows them. */
  readonly doubt?: string;
}

/** An Ingress does not say who serves it. */
export const INGRESS_CONTROLLER_PODS: Proxy = {
  label: 'an ingress controller that is not in the set',
  endpoint: STRANGER,
  doubt: 'the set does not show the pods of the ingress controller: ask of them with --from',
};

/** The proxies of a Gateway: its pods where the set has them, else pods as its implementation makes them. */
export function proxiesOf(model: NetworkModel, parent: Entry): Proxy[] {
  const known = gatewayProxies(model.index).filter(({ gateway }) => gateway === parent.manifest);
  const proxies = known.flatMap((one) => one.proxies.flatMap((peers) => proxyEndpoints(model, peers)));
  const doubt = 'the set does not show a GatewayClass of an implementation that is known: ask of its proxies with --from';
  return proxies.length > 0 ? proxies : [{ label: 'proxies of which nothing is known', endpoint: STRANGER, doubt }];
}

function proxyEndpoints(model: NetworkModel, peers: ProxyPeers): Proxy[] {
  const { form, namespace, podLabels = {}, cidrs = [], entity, reason } = peers;
  if (form === 'addresses') return cidrs.flatMap((cidr) => addressProxies(model, cidr));
  if (form !== 'pods' || namespace === undefined) {
    const what = entity === undefined ? 'proxies that no policy can name' : `proxies of the entity ${entity}`;
    return [{ label: what, endpoint: STRANGER, doubt: reason ?? `${what} are no pods of the set, so whether policies let them in is not known` }];
  }
  return podProxies(model, namespace, podLabels);
}

function addressProxies(model: NetworkModel, cidr: string): Proxy[] {
  const block = parseCidr(cidr);
  const cells = block ? model.peers.blocks.cellsIn(rangeOf(block)) : [];
  return cells.map((cell) => ({ label: cidr, endpoint: { form: 'outside', cell } }));
}

function podProxies(model: NetworkModel, namespace: string, podLabels: Readonly<Record<string, string>>): Proxy[] {
  const marks = Object.entries(podLabels);
  const isMarked = ({ labels }: PodFacts): boolean => marks.every(([key, value]) => labels.get(key) === value);
  const classes = [...model.pods.namespaces.get(namespace)?.classes.all ?? []]
    .filter(({ workloads }) => workloads.some(({ variants }) => variants.some(isMarked)));
  if (classes.length > 0) return classes.map((podClass) => ({ label: podClass.name, endpoint: { form: 'pods', podClass } }));
  const pod = marks.map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const labels = [...model.pods.namespaces.get(namespace)?.labels ?? [[NAME_LABEL, namespace] as const]];
  const home = labels.map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const text = marks.map(([key, value]) => `${key}=${value}`).join(',');
  const doubt = 'the set does not show these pods: policies do not let them in, unless they are in the network of a node, which '
    + 'reaches its pods';
  return [{ label: `pods ${text} in ${namespace}`, endpoint: { form: 'imagined', namespace: home, pod }, doubt }];
}

/**
 * What proxies may open to pods. Ones that the set does not show may be in the network of a node, whose own pods no policy closes
 * to it: they are never shut out for certain. Of ones of which nothing is known, what is open has to be so to nodes too.
 */
export function reachedBy(model: NetworkModel, { endpoint }: Proxy, podClass: PodClass): Verdict {
  const pods: Endpoint = { form: 'pods', podClass };
  const verdict = model.verdict(endpoint, pods);
  if (endpoint.form !== 'imagined' || model.profile.enforced !== true) return verdict;
  const ofNodes = endpoint === STRANGER ? model.side(pods, 'ingress', { form: 'node' }).allowed : PortSet.ALL;
  const allowed = verdict.allowed.intersect(ofNodes);
  return { allowed, unknown: PortSet.ALL.minus(allowed) };
}
