import { parseCidr } from '../../manifest/cidr';
import { GATEWAY_API } from '../../manifest/kinds';
import type { Manifest } from '../../manifest/manifest';
import { nearest } from '../../manifest/nearest';
import { specOf } from '../cluster/references';
import { rangeOf } from './address-cells';
import { parseAddress } from './blocks';
import { explain, type Explanation } from './explain';
import { type NetworkModel, type Reach, STRANGER } from './network-model';
import type { Endpoint } from './peers';
import type { NetworkWorkload } from './pods';
import type { Protocol } from './port-set';
import { proxiesOf } from './proxies';
import { targetsOf } from './services';

/** One end of a question: a workload, addresses, or all that is outside. */
export interface Place {
  readonly label: string;
  /** A Service, of which ports of its own are asked. */
  readonly service?: Manifest;
  readonly endpoints: readonly Endpoint[];
  readonly workload?: NetworkWorkload;
  /** Why it is not known what the place is; left out where it is. */
  readonly doubt?: string;
}

/** The end that a text names, or why it names none. */
export type Found = { readonly place: Place } | { readonly problem: string };

export const OUTSIDE = 'outside';

/**
 * The end that a text names: `shop/web`, `shop/web[Deployment]`, `web`, an address, a CIDR, `outside`, `service/shop/web`, or
 * `gateway/infra/edge` for its proxies.
 */
export function placeOf(model: NetworkModel, text: string): Found {
  if (text === OUTSIDE) {
    return { place: { label: text, endpoints: model.peers.cells.map((cell) => ({ form: 'outside', cell })) } };
  }
  const address = parseAddress(text);
  const block = parseCidr(text);
  const range = address ? { family: address.family, from: address.value, to: address.value } : block && rangeOf(block);
  if (range) {
    const endpoints = model.peers.blocks.cellsIn(range).map((cell): Endpoint => ({ form: 'outside', cell }));
    return endpoints.length > 0 ? { place: { label: text, endpoints } } : { problem: `the cluster uses no IPv${range.family}` };
  }
  const [, kind, namespace, name] = /^(service|gateway)\/([^/]+)\/([^/]+)$/i.exec(text) ?? [];
  if (kind === undefined) return workloadOf(model, text);
  return kind.toLowerCase() === 'service' ? serviceAt(model, namespace, name) : gatewayAt(model, namespace, name);
}

function serviceAt(model: NetworkModel, namespace: string, name: string): Found {
  const [entry] = model.index.find('', 'Service', namespace, name);
  if (!entry) return { problem: `Service ${namespace}/${name} is not in the set` };
  const endpoints = targetsOf(model, entry.manifest).map(({ podClass }): Endpoint => ({ form: 'pods', podClass }));
  return { place: { label: `Service ${namespace}/${name}`, service: entry.manifest, endpoints } };
}

function gatewayAt(model: NetworkModel, namespace: string, name: string): Found {
  const [entry] = model.index.find(GATEWAY_API, 'Gateway', namespace, name);
  if (!entry) return { problem: `Gateway ${namespace}/${name} is not in the set` };
  const proxies = proxiesOf(model, entry);
  const doubt = proxies.find((one) => one.doubt !== undefined)?.doubt;
  // Of proxies of which nothing is known not even whether they are pods.
  const endpoints = proxies.flatMap(({ endpoint }): Endpoint[] =>
    (endpoint === STRANGER ? [endpoint, { form: 'node' }] : [endpoint]));
  return { place: { label: `Gateway ${namespace}/${name}`, endpoints, ...(doubt !== undefined && { doubt }) } };
}

function workloadOf(model: NetworkModel, text: string): Found {
  const exact = model.named(text);
  const found = exact.length > 0 ? exact : model.workloads.filter(({ name }) => name === text);
  const [workload] = found;
  if (found.length > 1) {
    const labels = found.slice(0, MOST_SHOWN).map(({ label }) => label);
    return { problem: `${text} is not one workload: ${labels.join(', ')}${found.length > MOST_SHOWN ? ' and more' : ''}` };
  }
  if (workload) return { place: { label: workload.label, endpoints: model.endpointsOf(workload), workload } };
  const near = nearest(text, model.workloads.map(({ namespace, name }) => `${namespace}/${name}`));
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return { problem: `no workload of the set is called ${text}, and it is no address${hint}` };
}

const MOST_SHOWN = 5;

/** What is true of a whole place: `partly` where it holds for some of it. */
export type WholeReach = Reach | 'partly';

/** Whether all of one place reaches all of another, with one explanation for each answer. */
export interface Answer {
  readonly reach: WholeReach;
  readonly explanations: readonly Explanation[];
  /** What else there is to say: where a Service leads to. */
  readonly notes: readonly string[];
}

/** One destination, and the port there. */
interface Target {
  readonly endpoint: Endpoint;
  readonly port: number;
}

/** Whether one place reaches another, and why. */
export function answer(model: NetworkModel, from: Place, to: Place, protocol: Protocol, port: number): Answer {
  const byReach = new Map<Reach, Explanation>();
  const targets = targetsAt(model, to, protocol, port);
  for (const source of from.endpoints) {
    for (const { endpoint, port: at } of targets) {
      const reach = model.canReach(source, endpoint, protocol, at);
      if (!byReach.has(reach)) byReach.set(reach, explain(model, source, endpoint, protocol, at));
    }
  }
  const [first = 'no', ...others] = byReach.keys();
  const found = others.length === 0 ? first : byReach.has('yes') ? 'partly' : 'unknown';
  const unsure = found === 'yes' ? [] : [from, to].flatMap(({ doubt }) => doubt ?? []);
  const doubts = unsure.map((doubt) => `not known: ${doubt}`);
  const reach = doubts.length > 0 ? 'unknown' : found;
  const notes = [...to.service ? [leadsTo(targets, to.label, protocol, port)] : [], ...doubts];
  return { reach, explanations: [...byReach.values()], notes };
}

/** Where a question leads to: behind a Service the ports of its pods. */
function targetsAt(model: NetworkModel, { service, endpoints }: Place, protocol: Protocol, port: number): Target[] {
  // A headless Service has no address of its own: its name leads to pods, and no one translates ports.
  if (!service || specOf(service).clusterIP === 'None') return endpoints.map((endpoint) => ({ endpoint, port }));
  return targetsOf(model, service, { port }).flatMap(({ podClass, ports }) =>
    ports.of(protocol).map(({ from }) => ({ endpoint: { form: 'pods', podClass }, port: from })));
}

function leadsTo(targets: readonly Target[], label: string, protocol: Protocol, port: number): string {
  if (targets.length === 0) return `${label} leads to no pod of the set on ${protocol} ${port}`;
  return `${label} leads to ${[...new Set(targets.map((one) => one.port))].map((one) => `${protocol} ${one}`).join(', ')} of its pods`;
}
