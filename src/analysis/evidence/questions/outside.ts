import { gatewaysByProxyNamespace } from '../../cluster/proxy-places';
import {
  type AddressCell, describePorts, type Endpoint, metadataClosed as metadataAnswer, type NetworkWorkload, PortSet,
} from '../../network';
import type { Violation } from '../evidence';
import type { Answer, EvidenceSet, Question } from '../question';
import { listed, workloadsIn } from '../subjects';
import { endpointsOf, noWorkloads, objectOf } from './policies';

/** Wider than a /8 of IPv4 or a /16 of IPv6, a block names no destination. */
const LARGEST_NAMED = { 4: 1n << 24n, 6: 1n << 112n };

/** GKE's Cloud DNS answers on the metadata address. */
const EXCUSED = PortSet.one('UDP', 53).union(PortSet.one('TCP', 53));

/** The metadata service hands out the node's cloud credentials. */
export const metadataClosed: Question = {
  question: 'Can no workload reach the instance metadata service?',
  query: 'cdk8s-gateway reach FILES --to 169.254.169.254 --port 80, and the other metadata addresses of the profile',
  needsPlugin: true,
  ask(set: EvidenceSet): Answer {
    const workloads = workloadsIn(set);
    const violations = workloads.flatMap((workload): Violation[] => {
      const { open } = metadataAnswer(set.model, workload, set.metadataCidrs, EXCUSED);
      const addresses = open.map(({ cidr }) => cidr.split('/')[0]);
      const by = [...new Set(open.flatMap(({ openedBy }) => openedBy))];
      const why = by.length > 0 ? `, by ${listed(by)}` : '';
      return open.length === 0 ? [] : [{ object: objectOf(workload), reason: `it may connect to ${addresses.join(' and ')}${why}` }];
    });
    return { objects: workloads.map(objectOf), violations, ...noWorkloads(set) };
  },
};

/** An allow-list names what it lists; the whole internet is no entry of one. */
export const egressToNamedOnly: Question = {
  question: 'Does every workload reach nothing outside of the cluster but named address blocks?',
  query: 'cdk8s-gateway reach FILES: connections to outside, in blocks of at most /8 (IPv4) or /16 (IPv6)',
  needsPlugin: true,
  ask(set: EvidenceSet): Answer {
    return ofEndpoints(set, workloadsIn(set), (endpoint) => {
      const open = openPorts(set, endpoint, 'egress');
      return open.isEmpty ? undefined : `it may connect to addresses that nobody names, on ${describePorts(open)}`;
    });
  },
};

/** What comes from outside comes through an entry point, not past it. */
export const ingressThroughEntryOnly: Question = {
  question: 'Can no address outside of the cluster connect to a workload, but to proxies of a gateway?',
  query: 'cdk8s-gateway reach FILES: connections from outside, in blocks of at most /8 (IPv4) or /16 (IPv6)',
  needsPlugin: true,
  ask(set: EvidenceSet): Answer {
    return ofEndpoints(set, workloadsIn(set).filter((workload) => !isProxy(workload, set)), (endpoint) => {
      const open = openPorts(set, endpoint, 'ingress');
      return open.isEmpty ? undefined : `any address may connect to it, on ${describePorts(open)}`;
    });
  },
};

function ofEndpoints(
  set: EvidenceSet, workloads: readonly NetworkWorkload[], judge: (endpoint: Endpoint) => string | undefined,
): Answer {
  const violations = workloads.flatMap((workload): Violation[] => {
    const reason = endpointsOf(set, workload).map(judge).find((text) => text !== undefined);
    return reason === undefined ? [] : [{ object: objectOf(workload), reason }];
  });
  return { objects: workloads.map(objectOf), violations, ...noWorkloads(set) };
}

/** Proxies of a gateway of the files are where clients are meant to come in. */
function isProxy({ namespace, variants }: NetworkWorkload, { index }: EvidenceSet): boolean {
  const proxies = (gatewaysByProxyNamespace(index).get(namespace) ?? []).flatMap((one) => one.proxies)
    .filter((one) => one.form === 'pods' && one.namespace === namespace)
    .map(({ podLabels = {} }) => Object.entries(podLabels)).filter((pairs) => pairs.length > 0);
  return variants.every(({ labels }) => proxies.some((pairs) => pairs.every(([key, value]) => labels.get(key) === value)));
}

function openPorts({ model }: EvidenceSet, endpoint: Endpoint, direction: 'ingress' | 'egress'): PortSet {
  return model.peers.cells.filter(isUnnamed)
    .map((cell) => model.side(endpoint, direction, { form: 'outside', cell }).allowed)
    .reduce((all, ports) => all.union(ports), PortSet.NONE);
}

function isUnnamed({ ranges }: AddressCell): boolean {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1n, 0n) > LARGEST_NAMED[ranges[0].family];
}
