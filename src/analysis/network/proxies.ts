import { parseCidr } from '../../manifest/cidr';
import type { ProxyPeers } from '../../manifest/grant-data';
import { proxiesOf as proxiesAt } from '../../manifest/implementation-facts';
import type { Manifest } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import { classOf } from '../cluster/implementation-of';
import type { Requirement } from '../cluster/label-selector';
import { type GatewayProxies, gatewayProxies, identityOf } from '../cluster/proxy-places';
import { specOf } from '../cluster/references';
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

/**
 * The proxies of a Gateway: where a platform's contract says it for the class, pods that network policies can name; else pods of
 * the set, or pods as the implementation makes them in one of its modes.
 */
export function proxiesOf(model: NetworkModel, parent: Entry): Proxy[] {
  const promised = promisedProxies(model, parent.manifest);
  if (promised) {
    const all = proxyEndpoints(model, promised);
    return promised.form === 'pods' ? all.map(withoutDoubt) : all;
  }
  const [known] = gatewayProxies(model.index).filter(({ gateway }) => gateway === parent.manifest);
  const modes = known?.proxies ?? [];
  const shown = modes.flatMap((peers) => shownPods(model, peers));
  if (shown.length > 0) return shown;
  const proxies = modes.flatMap((peers) => proxyEndpoints(model, peers));
  if (modes.length > 1) return proxies.map((proxy) => ({ ...proxy, doubt: severalModes(known) }));
  const doubt = 'the set does not show a GatewayClass of an implementation that is known: ask of its proxies with --from';
  return proxies.length > 0 ? proxies : [{ label: 'proxies of which nothing is known', endpoint: STRANGER, doubt }];
}

function severalModes({ implementation: { name }, proxies: { length } }: GatewayProxies): string {
  return `${name} runs proxies in one of ${length} modes, and the set does not say which: the contract of the platform (--profile) `
    + 'does, or the pods of the proxies do';
}

/** Where a contract says that the proxies run, unless the set has another controller for the class. */
function promisedProxies({ index, profile }: NetworkModel, gateway: Manifest): ProxyPeers | undefined {
  const identity = identityOf(gateway);
  const facts = identity && profile.implementations?.get(identity.className);
  const gatewayClass = classOf(gateway, index);
  if (!facts || (gatewayClass && specOf(gatewayClass).controllerName !== facts.controllerName)) return undefined;
  return proxiesAt(facts, identity);
}

function withoutDoubt({ label, endpoint }: Proxy): Proxy {
  return { label, endpoint };
}

function proxyEndpoints(model: NetworkModel, peers: ProxyPeers): Proxy[] {
  const { form, namespace, podLabels = {}, cidrs = [], entity, reason } = peers;
  if (form === 'addresses') return cidrs.flatMap((cidr) => addressProxies(model, cidr));
  if (form !== 'pods' || namespace === undefined) {
    const what = entity === undefined ? 'proxies that no policy can name' : `proxies of the entity ${entity}`;
    return [{ label: what, endpoint: STRANGER, doubt: reason ?? `${what} are no pods of the set, so whether policies let them in is not known` }];
  }
  const shown = shownPods(model, peers);
  return shown.length > 0 ? shown : [imaginedPods(model, namespace, podLabels)];
}

function addressProxies(model: NetworkModel, cidr: string): Proxy[] {
  const block = parseCidr(cidr);
  const cells = block ? model.peers.blocks.cellsIn(rangeOf(block)) : [];
  return cells.map((cell) => ({ label: cidr, endpoint: { form: 'outside', cell } }));
}

/** The pods of the set that are proxies. */
function shownPods(model: NetworkModel, { form, namespace, podLabels = {} }: ProxyPeers): Proxy[] {
  if (form !== 'pods' || namespace === undefined) return [];
  const marks = Object.entries(podLabels);
  const isMarked = ({ labels }: PodFacts): boolean => marks.every(([key, value]) => labels.get(key) === value);
  return [...model.pods.namespaces.get(namespace)?.classes.all ?? []]
    .filter(({ workloads }) => workloads.some(({ variants }) => variants.some(isMarked)))
    .map((podClass) => ({ label: podClass.name, endpoint: { form: 'pods', podClass } }));
}

function imaginedPods({ pods }: NetworkModel, namespace: string, podLabels: Readonly<Record<string, string>>): Proxy {
  const home = pods.namespaces.get(namespace);
  const isOf = ([key, value]: readonly [string, unknown]): Requirement => ({ key, operator: 'In', values: [value] });
  const endpoint: Endpoint = {
    form: 'imagined',
    namespace: [...home?.labels ?? [[NAME_LABEL, namespace] as const]].map(isOf),
    pod: Object.entries(podLabels).map(isOf),
    real: { isNamespaceKnown: home?.isKnown === true },
  };
  const text = Object.entries(podLabels).map(([key, value]) => `${key}=${value}`).join(',');
  const doubt = 'the set does not show these pods: policies do not let them in, unless they are in the network of a node, which '
    + 'reaches its pods';
  return { label: `pods ${text} in ${namespace}`, endpoint, doubt };
}

/**
 * What proxies may open to pods. Ones that the set does not show may be in the network of a node, whose own pods no policy closes
 * to it: they are never shut out for certain. Of ones of which nothing is known, what is open has to be so to nodes too.
 */
export function reachedBy(model: NetworkModel, { endpoint, doubt }: Proxy, podClass: PodClass): Verdict {
  const pods: Endpoint = { form: 'pods', podClass };
  const verdict = model.verdict(endpoint, pods);
  if (doubt === undefined || endpoint.form !== 'imagined' || model.profile.enforced !== true) return verdict;
  const ofNodes = endpoint === STRANGER ? model.side(pods, 'ingress', { form: 'node' }).allowed : PortSet.ALL;
  const allowed = verdict.allowed.intersect(ofNodes);
  return { allowed, unknown: PortSet.ALL.minus(allowed) };
}
