import type { ClusterPolicy, ClusterRule, NetworkPolicy, Peer, Port, Rule, Selector, TestCluster } from '../objects';

/** The features that a cluster has; each has to be in a share of all that are generated. */
export function featuresOf(cluster: TestCluster): Set<string> {
  const found = new Set<string>();
  const note = (name: string, is: unknown): void => {
    if (is) found.add(name);
  };
  notePods(cluster, note);
  cluster.networkPolicies.forEach((policy) => noteNetworkPolicy(policy, note));
  for (const [kind, policies] of Object.entries(clusterWide(cluster))) {
    note(kind, policies.length > 0);
    policies.forEach((policy) => noteClusterPolicy(policy, kind, note));
  }
  note('a tie', Object.values(clusterWide(cluster)).some((list) => new Set(list.map(({ spec }) => spec.priority)).size < list.length));
  return found;
}

type Note = (name: string, is: unknown) => void;

function clusterWide(cluster: TestCluster): Record<string, readonly ClusterPolicy[]> {
  const ofTier = (tier: string): ClusterPolicy[] => cluster.clusterNetworkPolicies.filter(({ spec }) => spec.tier === tier);
  return {
    'AdminNetworkPolicy': cluster.adminNetworkPolicies,
    'BaselineAdminNetworkPolicy': cluster.baselineAdminNetworkPolicies,
    'ClusterNetworkPolicy, Admin': ofTier('Admin'),
    'ClusterNetworkPolicy, Baseline': ofTier('Baseline'),
  };
}

function notePods({ pods, packets, nodes }: TestCluster, note: Note): void {
  const families = new Set(nodes.flatMap(({ status }) => status.addresses.map(({ address }) => address.includes(':'))));
  note('one family, IPv4', families.size === 1 && families.has(false));
  note('one family, IPv6', families.size === 1 && families.has(true));
  note('dual stack', families.size === 2);
  for (const { metadata, spec } of pods) {
    note('a pod in the network of its node', spec.hostNetwork);
    note('a pod without a node', spec.nodeName === undefined);
    note('a pod without labels', Object.keys(metadata.labels ?? {}).length === 0);
    note('a pod of two containers', spec.containers.length > 1);
    note('a container without ports', spec.containers.some(({ ports }) => !ports));
  }
  const addresses = nodes.flatMap(({ status }) => status.addresses.map(({ address }) => address));
  for (const { fromPod, toPod, to, protocol } of packets) {
    note('to a node', toPod === undefined && addresses.includes(to));
    note('from outside', fromPod === undefined);
    note('to outside', toPod === undefined);
    note(`a packet of ${protocol}`, true);
  }
}

function noteNetworkPolicy({ spec }: NetworkPolicy, note: Note): void {
  note('NetworkPolicy', true);
  note('NetworkPolicy: no policyTypes', spec.policyTypes === undefined);
  note('NetworkPolicy: egress alone', spec.policyTypes?.join() === 'Egress');
  note('NetworkPolicy: denies all', spec.policyTypes?.includes('Ingress') && !spec.ingress?.length);
  noteSelector(spec.podSelector, note);
  for (const rule of [...spec.ingress ?? [], ...spec.egress ?? []]) noteRule(rule, note);
}

function noteRule({ from, to, ports }: Rule, note: Note): void {
  const peers = from ?? to;
  note('NetworkPolicy: a rule without peers', peers === undefined);
  note('NetworkPolicy: a rule with an empty list of peers', peers?.length === 0);
  note('NetworkPolicy: a rule without ports', ports === undefined);
  note('NetworkPolicy: a rule with an empty list of ports', ports?.length === 0);
  peers?.forEach((peer) => notePeer(peer, note));
  ports?.forEach((port) => notePort(port, note));
}

function notePeer({ ipBlock, namespaceSelector, podSelector }: Peer, note: Note): void {
  note('ipBlock', ipBlock);
  note('ipBlock: except', ipBlock?.except);
  note('ipBlock: IPv6', ipBlock?.cidr.includes(':'));
  note('ipBlock: all addresses', ipBlock?.cidr.endsWith('/0'));
  note('ipBlock: one address', /\/(32|128)$/.test(ipBlock?.cidr ?? ''));
  note('peer of its own namespace', podSelector && !namespaceSelector);
  note('peer of namespaces', namespaceSelector && !podSelector);
  note('peer of both selectors', namespaceSelector && podSelector);
  for (const selector of [namespaceSelector, podSelector]) if (selector) noteSelector(selector, note);
}

function notePort({ protocol, port, endPort }: Port, note: Note): void {
  note('NetworkPolicy: a named port', typeof port === 'string');
  note('NetworkPolicy: endPort', endPort !== undefined);
  note('NetworkPolicy: a protocol alone', port === undefined);
  note('NetworkPolicy: no protocol', protocol === undefined);
  note('NetworkPolicy: SCTP', protocol === 'SCTP');
  note('NetworkPolicy: UDP', protocol === 'UDP');
}

function noteSelector({ matchLabels, matchExpressions = [] }: Selector, note: Note): void {
  note('a selector of everything', !matchLabels && matchExpressions.length === 0);
  note('a selector of labels and expressions', matchLabels && matchExpressions.length > 0);
  note('a selector that matches nothing', JSON.stringify([matchLabels, matchExpressions]).includes('nothing-has-this'));
  for (const { operator } of matchExpressions) note(`a selector by ${operator}`, true);
}

function noteClusterPolicy({ spec: { subject, ingress = [], egress = [] } }: ClusterPolicy, kind: string, note: Note): void {
  note(`${kind}: subject by pods`, subject.pods);
  for (const selector of [subject.namespaces, subject.pods?.namespaceSelector, subject.pods?.podSelector]) if (selector) noteSelector(selector, note);
  note(`${kind}: ingress`, ingress.length > 0);
  note(`${kind}: egress`, egress.length > 0);
  for (const rule of [...ingress, ...egress]) noteClusterRule(rule, kind, note);
}

function noteClusterRule({ action, from = [], to = [], ports = [], protocols = [] }: ClusterRule, kind: string, note: Note): void {
  note(`${kind}: ${action}`, true);
  for (const { networks, nodes, domainNames, pods } of [...from, ...to]) {
    note(`${kind}: networks`, networks);
    note('a peer of nodes', nodes);
    note('a peer of domain names', domainNames);
    note(`${kind}: peer by pods`, pods);
  }
  for (const { namedPort, portRange, portNumber } of ports) {
    note(`${kind}: named port`, namedPort !== undefined);
    note(`${kind}: range of ports`, portRange);
    note(`${kind}: no protocol`, (portNumber ?? portRange) && (portNumber ?? portRange)?.protocol === undefined);
  }
  for (const { destinationNamedPort, tcp, udp, sctp } of protocols) {
    const settings = tcp ?? udp ?? sctp;
    note(`${kind}: named port`, destinationNamedPort);
    note(`${kind}: range of ports`, settings?.destinationPort?.range);
    note(`${kind}: a protocol alone`, settings && !settings.destinationPort);
    note(`${kind}: SCTP`, sctp);
  }
}
