/** The objects that decide who reaches whom, as far as the tests read them. Fields that an API server fills in may be missing. */
export interface TestCluster {
  readonly namespaces: readonly Namespace[];
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly networkPolicies: readonly NetworkPolicy[];
  readonly adminNetworkPolicies: readonly ClusterPolicy[];
  readonly baselineAdminNetworkPolicies: readonly ClusterPolicy[];
  readonly clusterNetworkPolicies: readonly ClusterPolicy[];
  readonly packets: readonly Packet[];
}

/** From an address to a port of another. The pods are named too, since those in the network of a node share its address. */
export interface Packet {
  readonly from: string;
  readonly to: string;
  readonly fromPod?: string;
  readonly toPod?: string;
  readonly protocol: Protocol;
  readonly port: number;
}

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Labels = Readonly<Record<string, string>>;

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
}

export interface Namespace extends Named {}

export interface Node extends Named {
  readonly status: { readonly addresses: readonly { readonly type: string; readonly address: string }[] };
}

export interface Pod extends Named {
  readonly spec: { readonly nodeName?: string; readonly hostNetwork?: boolean; readonly containers: readonly Container[] };
  readonly status: { readonly podIP: string; readonly podIPs: readonly { readonly ip: string }[] };
}

export interface Container {
  readonly name: string;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: Protocol }[];
}

export interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly Expression[];
}

export interface Expression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

export interface NetworkPolicy extends Named {
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes?: readonly ('Ingress' | 'Egress')[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

export interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}

export interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface Port {
  readonly protocol?: Protocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** AdminNetworkPolicy, BaselineAdminNetworkPolicy (both with `ports`) or ClusterNetworkPolicy (with `protocols`). */
export interface ClusterPolicy extends Named {
  readonly spec: {
    readonly tier?: 'Admin' | 'Baseline';
    readonly priority?: number;
    readonly subject: PodsPeer;
    readonly ingress?: readonly ClusterRule[];
    readonly egress?: readonly ClusterRule[];
  };
}

export interface PodsPeer {
  readonly namespaces?: Selector;
  readonly pods?: { readonly namespaceSelector: Selector; readonly podSelector: Selector };
}

export interface ClusterRule {
  readonly action: 'Allow' | 'Accept' | 'Deny' | 'Pass';
  readonly from?: readonly ClusterPeer[];
  readonly to?: readonly ClusterPeer[];
  readonly ports?: readonly OldPort[];
  readonly protocols?: readonly NewPort[];
}

export interface ClusterPeer extends PodsPeer {
  readonly networks?: readonly string[];
  readonly nodes?: Selector;
  readonly domainNames?: readonly string[];
}

export interface OldPort {
  readonly portNumber?: { readonly protocol?: Protocol; readonly port: number };
  readonly portRange?: { readonly protocol?: Protocol; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}

export interface NewPort {
  readonly tcp?: NewPortSettings;
  readonly udp?: NewPortSettings;
  readonly sctp?: NewPortSettings;
  readonly destinationNamedPort?: string;
}

export interface NewPortSettings {
  readonly destinationPort?: { readonly number?: number; readonly range?: { readonly start: number; readonly end: number } };
}

/** `shop/web-1`, as packets name pods. */
export function podName({ metadata }: Pod): string {
  return `${metadata.namespace}/${metadata.name}`;
}
