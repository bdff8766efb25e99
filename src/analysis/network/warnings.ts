import { CILIUM, GATEWAY_API } from '../../manifest/kinds';
import { groupOf, isRecord } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import { objectText } from '../../manifest/object-text';
import { nameOf, namespaceOf } from '../cluster/cluster-index';
import { describeSelector, type Requirement } from '../cluster/label-selector';
import { isMadeByOther, POD_KINDS, podOf } from '../cluster/workloads';
import { ingressBackends } from './ingresses';
import { leaksOf } from './leaks';
import type { NetworkModel } from './network-model';
import type { NetworkPolicyData, NetworkRule, RulePeer } from './network-policies';
import type { Endpoint, ResolvedPeer } from './peers';
import type { PodClass } from './pod-index';
import { describePorts } from './port-set';
import type { NetworkProblem } from './problems';
import { proxiesOf } from './proxies';

type Warning = Omit<NetworkProblem, 'severity'>;

/** What is valid, and makes answers other than they seem to be. */
export function warningsOf(model: NetworkModel): NetworkProblem[] {
  const warnings = [
    ...ofTheSet(model), ...podsLeftOut(model), ...tiedPriorities(model), ...ofPolicies(model), ...namelessNamespaces(model),
    ...podsWithoutLabels(model), ...differingPods(model), ...hostNetworkPods(model), ...brokenEntries(model),
    ...unreadPolicies(model), ...reopened(model),
  ];
  return warnings.map((one) => ({ severity: 'warning', ...one }));
}

function ofTheSet({ policies, workloads }: NetworkModel): Warning[] {
  const warnings: Warning[] = [];
  if (workloads.length === 0) {
    const message = 'it holds no pods, so there is nothing that could reach anything';
    warnings.push({ object: 'the set', message, fix: 'add the workloads' });
  } else if (policies.length === 0) {
    const message = 'it holds no network policy, so every pod is open to all';
    warnings.push({ object: 'the set', message, fix: 'add the policies' });
  }
  return warnings;
}

/** Pods that are in no answer. */
function podsLeftOut({ index }: NetworkModel): Warning[] {
  return POD_KINDS.flatMap((key) => {
    const [group, kind] = key.split('/');
    return index.ofKind(group, kind).flatMap((entry): Warning[] => {
      const { manifest } = entry;
      const lacks = isRecord(podOf(manifest)) ? nameOf(manifest) === undefined && 'name' : 'pod template';
      if (lacks === false || isMadeByOther(manifest, index)) return [];
      const object = objectText({ kind, namespace: namespaceOf(manifest), name: nameOf(manifest) });
      return [{ object, message: `it has no ${lacks}, so its pods are left out of every answer`, fix: 'write it', entry }];
    });
  });
}

/** Source: Network Policy API, priority: behaviour is not defined for equal ones. */
function tiedPriorities({ policies }: NetworkModel): Warning[] {
  const first = new Map<string, NetworkPolicyData>();
  return policies.flatMap((policy) => {
    if (policy.tier === 'namespace') return [];
    const key = `${policy.tier} ${policy.priority}`;
    const other = first.get(key);
    if (other) {
      const message = `it has priority ${policy.priority}, as ${other.label} has: no one says which of them counts, and `
        + 'where they differ answers are unknown';
      return [{ object: policy.label, path: 'spec.priority', message, fix: 'give each its own priority', entry: policy.entry }];
    }
    first.set(key, policy);
    return [];
  });
}

function ofPolicies(model: NetworkModel): Warning[] {
  const declared = namesOf(model.pods.classes);
  const proxies = proxiesNotShown(model);
  return model.policies.flatMap((policy) => {
    const { entry, ingress = [], egress = [] } = policy;
    const selected = [...model.pods.select(policy.subject).keys()];
    const own = selected.length === 0 ? declared : namesOf(selected);
    const unselecting = model.stacks.withoutPods.has(policy) ? [{
      object: policy.label,
      path: subjectPath(policy),
      message: 'it selects no pod of the set, so it changes nothing',
      fix: 'correct its labels, or add the workload',
    }] : [];
    const ports = (rule: NetworkRule, end: PortEnd): Warning[] => unknownPorts(policy, rule, { ...end, declared });
    const found = [
      ...unselecting,
      ...[...ingress, ...egress].flatMap((rule) => emptyPeers(policy, rule, model, proxies)),
      ...ingress.flatMap((rule) => ports(rule, { who: 'that the policy selects', names: own })),
      ...egress.flatMap((rule) => ports(rule, { who: 'that the rule is about', names: namesOfPeers(rule, model) ?? declared })),
    ];
    return found.map((one) => ({ ...one, entry }));
  });
}

function subjectPath({ tier, entry }: NetworkPolicyData): string {
  if (groupOf(entry.manifest.apiVersion) === CILIUM) return 'spec.endpointSelector';
  return tier === 'namespace' ? 'spec.podSelector' : 'spec.subject';
}

function namesOf(classes: readonly PodClass[]): Set<string> {
  return new Set(classes.flatMap(({ ports }) => ports.flatMap(({ name }) => name ?? [])));
}

/** Names of ports of the pods that a rule sends to; undefined where these are all, or none of the set. */
function namesOfPeers({ peers, ports = [] }: NetworkRule, model: NetworkModel): Set<string> | undefined {
  if (!ports.some(({ name }) => name !== undefined)) return undefined;
  const podsOf = (peer: RulePeer): ResolvedPeer['pods'] => (peer.form === 'pods' ? model.peers.resolved(peer).pods : new Map());
  const pods = peers?.map(podsOf) ?? [undefined];
  const classes = pods.flatMap((some) => [...some?.keys() ?? []]);
  return pods.includes(undefined) || classes.length === 0 ? undefined : namesOf(classes);
}

/** Pods whose ports a rule names, and the names that they give them. */
interface PortEnd {
  readonly who: string;
  readonly names: ReadonlySet<string>;
}

/** Pods that the set does not show, and its Gateways have. */
function proxiesNotShown(model: NetworkModel): Endpoint[] {
  return model.index.ofKind(GATEWAY_API, 'Gateway').flatMap((gateway) => proxiesOf(model, gateway))
    .flatMap(({ endpoint }) => (endpoint.form === 'imagined' && endpoint.real ? [endpoint] : []));
}

function emptyPeers(
  { label }: NetworkPolicyData, { peers = [] }: NetworkRule, model: NetworkModel, proxies: readonly Endpoint[],
): Warning[] {
  return peers.flatMap((peer) => {
    const resolved = model.peers.resolved(peer);
    const { pods, block, namespace } = resolved;
    if (peer.form === 'block' && block !== undefined && model.peers.blocks.blocks[block].isMapped) return [mapped(label, peer)];
    if (peer.form !== 'pods' || pods === undefined || pods.size > 0) return [];
    if (proxies.some((proxy) => model.peers.takes(resolved, proxy) === 'yes')) return [];
    const named = peer.namespace === undefined ? onlyName(namespace) : undefined;
    if (named !== undefined && !model.pods.namespaces.has(named)) {
      const message = `namespace ${named} is not in the set, so the peer is nobody here`;
      return [{ object: label, path: peer.path, message, fix: 'correct the name, or add the namespace with its workloads' }];
    }
    const labels = describeSelector(peer.podSelector);
    const homes = namespace.length > 0 ? `namespaces with ${describeSelector(peer.namespaceSelector)}` : 'any namespace';
    const home = peer.namespace ?? homes;
    const message = `no pod${labels === '' ? '' : ` with ${labels}`} of ${home} is in the set, so the peer is nobody here`;
    return [{ object: label, path: peer.path, message, fix: 'correct the labels, or add the workload' }];
  });
}

/** The name of a namespace, where requirements ask for one. */
function onlyName(namespace: readonly Requirement[]): string | undefined {
  const isName = ({ key, operator, values }: Requirement): boolean =>
    key === NAME_LABEL && operator === 'In' && values.length === 1;
  const name = namespace.find(isName)?.values[0];
  return typeof name === 'string' ? name : undefined;
}

function mapped(object: string, { path }: RulePeer): Warning {
  return {
    object,
    path,
    message: 'it is an IPv4 block in the notation of IPv6, which plugins read as either or not at all: what it holds is unknown',
    fix: 'write the IPv4 form',
  };
}

function unknownPorts(
  { label }: NetworkPolicyData, { path, ports = [], peers }: NetworkRule,
  { who, names, declared }: PortEnd & { readonly declared: PortEnd['names'] },
): Warning[] {
  return ports.flatMap(({ name }) => {
    if (name === undefined) return [];
    if (!names.has(name)) {
      const message = `no pod ${declared.has(name) ? who : 'of the set'} has a port of the name ${name}, so the rule opens nothing there`;
      return [{ object: label, path, message, fix: 'name a port of the pods, or write its number' }];
    }
    if (peers?.some(({ form }) => form === 'block') !== true) return [];
    const message = `addresses have no port of the name ${name}, so the rule opens nothing to them`;
    return [{ object: label, path, message, fix: 'write its number' }];
  });
}

/** Namespaces of which only the name is known. */
function namelessNamespaces({ pods, index }: NetworkModel): Warning[] {
  const here = new Set(index.ofKind('', 'Namespace').map(({ manifest }) => nameOf(manifest)));
  return [...pods.namespaces.keys()].filter((name) => !here.has(name)).map((name) => ({
    object: `Namespace ${name}`,
    message: 'it is not in the set, so nothing is known of its labels but its name',
    fix: 'add the Namespace with its labels',
  }));
}

function podsWithoutLabels({ workloads }: NetworkModel): Warning[] {
  return workloads.filter(({ variants }) => variants.some(({ labels }) => labels.size === 0)).map(({ label }) => ({
    object: label,
    message: 'its pods have no labels, so no policy can single them out',
    fix: 'add labels to the pods',
  }));
}

function differingPods(model: NetworkModel): Warning[] {
  const differ = model.workloads.filter((one) => new Set(model.classesOf(one).map((pods) => model.groupOf(pods))).size > 1);
  return differ.map(({ label }) => ({
    object: label,
    message: 'its pods differ in labels or ports that policies look at, so what holds for one of them does not hold for all',
    fix: 'give pods of one workload the same labels, or select them by labels that they share',
  }));
}

function hostNetworkPods({ workloads, profile }: NetworkModel): Warning[] {
  if (profile.hostNetworkAsPods !== undefined) return [];
  return workloads.filter(({ variants }) => variants.some(({ hostNetwork }) => hostNetwork)).map(({ label }) => ({
    object: label,
    message: 'its pods are in the network of their node, where most plugins hold no policy and see the address of the node: what '
      + 'policies would deny is unknown',
    fix: 'drop hostNetwork, or say in the profile what the plugin does',
  }));
}

function brokenEntries(model: NetworkModel): Warning[] {
  return ingressBackends(model).flatMap(({ entry, service, isKnown, targets }) => {
    const { manifest } = entry;
    const object = objectText({ kind: manifest.kind, namespace: namespaceOf(manifest), name: nameOf(manifest) });
    if (!isKnown) {
      const message = `Service ${service} is not in the set, so where it leads to is not known`;
      return [{ object, message, fix: 'add the Service', entry }];
    }
    if (targets.some(({ ports }) => !ports.isEmpty)) return [];
    const message = `Service ${service} leads to no pod of the set at the port that it names`;
    return [{ object, message, fix: 'correct the port, or the selector of the Service', entry }];
  });
}

/** What an exception seems to deny, and another rule opens. */
function reopened(model: NetworkModel): Warning[] {
  const seen = new Set<string>();
  return leaksOf(model).flatMap(({ by, excepted, openedBy, ports, workloads }) => {
    const key = `${by} ${excepted}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const message = `it excepts ${excepted}, and ${openedBy.join(' and ')} opens it to ${workloads[0]} on ${describePorts(ports)}: `
      + 'an exception denies nothing';
    return [{ object: by, message, fix: 'except it in the other rule too' }];
  });
}

/** Policies that are not evaluated. */
function unreadPolicies({ unread }: NetworkModel): Warning[] {
  return unread.map(({ label, entry }) => {
    const group = groupOf(entry.manifest.apiVersion);
    const but = group === CILIUM ? ', but for those of labels, blocks, names, entities and ports alone' : '';
    const message = `policies of ${group} are not evaluated${but}: for pods that it may select, what it may decide is unknown`;
    return { object: label, message, fix: 'where an answer is unknown for it, ask the cluster', entry };
  });
}
