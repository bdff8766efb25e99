import { isRecord, listOf } from '../../manifest/manifest';
import { wordOf } from '../../manifest/problem';
import { type Direction, PEERS } from '../cluster/network-policy';
import type { Action, NetworkRule, RulePeer, RulePort } from './network-policies';
import { type Protocol, PROTOCOLS } from './port-set';

const ACTIONS: ReadonlyMap<unknown, Action> = new Map(
  [['Allow', 'Allow'], ['Accept', 'Allow'], ['Deny', 'Deny'], ['Pass', 'Pass']],
);

/** The rules of a cluster-wide policy, of v1alpha1 (`ports`) and v1alpha2 (`protocols`) alike, in their order. */
export function clusterRules(spec: Record<string, unknown>, direction: Direction): NetworkRule[] {
  return listOf(spec[direction]).flatMap((rule, i): NetworkRule[] => {
    const action = isRecord(rule) ? ACTIONS.get(rule.action) : undefined;
    if (!isRecord(rule) || !action) return [];
    const path = `spec.${direction}[${i}]`;
    const ports = portsOf(rule);
    return [{
      action,
      path,
      ...(typeof rule.name === 'string' && { name: rule.name }),
      peers: listOf(rule[PEERS[direction]]).flatMap((peer, j) => peersOf(peer, `${path}.${PEERS[direction]}[${j}]`)),
      ...(ports && { ports }),
    }];
  });
}

function peersOf(peer: unknown, path: string): RulePeer[] {
  const { namespaces, pods, networks, nodes, domainNames } = isRecord(peer) ? peer : {};
  if (isRecord(namespaces)) return [{ form: 'pods', namespaceSelector: namespaces, path }];
  if (isRecord(pods)) {
    return [{ form: 'pods', namespaceSelector: pods.namespaceSelector ?? {}, podSelector: pods.podSelector, path }];
  }
  if (Array.isArray(networks)) {
    return networks.map((cidr, i) => ({ form: 'block', cidr: wordOf(cidr), except: [], path: `${path}.networks[${i}]` }));
  }
  if (isRecord(nodes)) return [{ form: 'outside', what: 'which addresses are those of nodes', path }];
  if (Array.isArray(domainNames)) return [{ form: 'outside', what: `to which addresses ${domainNames.map(wordOf).join(', ')} resolve`, path }];
  return [{ form: 'unknown', path }];
}

function portsOf({ ports, protocols }: Record<string, unknown>): RulePort[] | undefined {
  if (Array.isArray(ports) && ports.length > 0) return ports.filter(isRecord).flatMap(oldPort);
  if (Array.isArray(protocols) && protocols.length > 0) return protocols.filter(isRecord).flatMap(newPort);
  return undefined;
}

function protocolOf(value: unknown): Protocol | undefined {
  return value === undefined ? 'TCP' : PROTOCOLS.find((one) => one === value);
}

function oldPort({ portNumber, portRange, namedPort }: Record<string, unknown>): RulePort[] {
  if (typeof namedPort === 'string') return [{ name: namedPort }];
  if (isRecord(portNumber) && typeof portNumber.port === 'number') {
    return numbered(protocolOf(portNumber.protocol), portNumber.port, portNumber.port);
  }
  if (isRecord(portRange) && typeof portRange.start === 'number' && typeof portRange.end === 'number') {
    return numbered(protocolOf(portRange.protocol), portRange.start, portRange.end);
  }
  return [];
}

function newPort(one: Record<string, unknown>): RulePort[] {
  if (typeof one.destinationNamedPort === 'string') return [{ name: one.destinationNamedPort }];
  return PROTOCOLS.flatMap((protocol) => {
    const settings = one[protocol.toLowerCase()];
    if (!isRecord(settings)) return [];
    const { number, range } = isRecord(settings.destinationPort) ? settings.destinationPort : {};
    if (typeof number === 'number') return numbered(protocol, number, number);
    if (isRecord(range)) {
      return typeof range.start === 'number' && typeof range.end === 'number' ? numbered(protocol, range.start, range.end) : [];
    }
    return [{ protocol }];
  });
}

function numbered(protocol: Protocol | undefined, from: number, to: number): RulePort[] {
  return protocol ? [{ protocol, from, to }] : [];
}
