import { gatewaysByProxyNamespace } from '../../cluster/proxy-places';
import { describePorts, type Endpoint, metadataClosed as metadataAnswer, type NetworkWorkload, PortSet } from '../../network';
import type { Answer, EvidenceSet, Question } from '../question';
import { listed, workloadsIn } from '../subjects';
import { type Direction, doubtOf, type Finding, ofWorkloads, unnamedOutside } from './sides';

/** GKE's Cloud DNS answers on the metadata address. */
const EXCUSED = PortSet.one('UDP', 53).union(PortSet.one('TCP', 53));

/** The metadata service hands out the node's cloud credentials. */
export const metadataClosed: Question = {
  question: 'Can no workload reach the instance metadata service?',
  query: 'cdk8s-gateway reach FILES --to 169.254.169.254 --port 80, and the other metadata addresses of the profile',
  needsPlugin: true,
  ask(set: EvidenceSet): Answer {
    const known = new Set<NetworkWorkload>();
    return ofWorkloads(set, workloadsIn(set), (_, workload) => {
      if (known.has(workload)) return [];
      known.add(workload);
      return metadataOf(set, workload);
    });
  },
};

function metadataOf(set: EvidenceSet, workload: NetworkWorkload): Finding[] {
  const excused = set.resolvesOnMetadata === true ? EXCUSED : PortSet.NONE;
  const all = metadataAnswer(set.model, workload, set.metadataCidrs, excused).open;
  const addressesOf = (some: typeof all): string => some.map(({ cidr }) => cidr.split('/')[0]).join(' and ');
  const open = all.filter(({ allowed }) => !allowed.isEmpty);
  if (all.length === 0) return [];
  if (open.length === 0) {
    const because = [...new Set(all.flatMap(({ doubts }) => doubts))];
    const reasons = because.length > 0 ? `: ${listed(because)}` : '';
    return [{ doubt: `policies do not decide whether it may connect to ${addressesOf(all)}${reasons}` }];
  }
  const by = [...new Set(open.flatMap(({ openedBy }) => openedBy))];
  return [{ violation: `it may connect to ${addressesOf(open)}${by.length > 0 ? `, by ${listed(by)}` : ''}` }];
}

/** An allow-list names what it lists; the whole internet is no entry of one. */
export const egressToNamedOnly: Question = {
  question: 'Does every workload reach nothing outside of the cluster but named address blocks?',
  query: 'cdk8s-gateway reach FILES --to outside: blocks of at most /8 (IPv4) or /16 (IPv6)',
  needsPlugin: true,
  ask: (set) => ofWorkloads(set, workloadsIn(set), (endpoint) =>
    outsideOf(set, endpoint, 'egress', 'it may connect to addresses that nobody names')),
};

/** What comes from outside comes through an entry point, not past it. */
export const ingressThroughEntryOnly: Question = {
  question: 'Can no address outside of the cluster connect to a workload, but to proxies of a gateway?',
  query: 'cdk8s-gateway reach FILES --from outside: blocks of at most /8 (IPv4) or /16 (IPv6)',
  needsPlugin: true,
  ask: (set) => ofWorkloads(set, workloadsIn(set).filter((workload) => !isProxy(workload, set)), (endpoint) =>
    outsideOf(set, endpoint, 'ingress', 'any address may connect to it')),
};

function outsideOf(set: EvidenceSet, endpoint: Endpoint, direction: Direction, violation: string): Finding[] {
  const { allowed, unknown, doubtful } = unnamedOutside(set, endpoint, direction);
  if (!allowed.isEmpty) return [{ violation: `${violation}, on ${describePorts(allowed)}` }];
  return unknown.isEmpty || !doubtful ? [] : [{ doubt: doubtOf(set, endpoint, direction, doubtful, unknown) }];
}

/** Proxies of a gateway of the files are where clients are meant to come in. */
function isProxy({ namespace, variants }: NetworkWorkload, { index }: EvidenceSet): boolean {
  const proxies = (gatewaysByProxyNamespace(index).get(namespace) ?? []).flatMap((one) => one.proxies)
    .filter((one) => one.form === 'pods' && one.namespace === namespace)
    .map(({ podLabels = {} }) => Object.entries(podLabels)).filter((pairs) => pairs.length > 0);
  return variants.every(({ labels }) => proxies.some((pairs) => pairs.every(([key, value]) => labels.get(key) === value)));
}
