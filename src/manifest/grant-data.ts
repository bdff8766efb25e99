/** What a port rule opens; without `port` every port of the protocol. */
export interface PortData {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port?: number;
  readonly endPort?: number;
}

/** How many labels may stand before a host's name: none, one, or any number from one on. */
export type HostDepth = 'exact' | 'oneLabel' | 'anyDepth';

/** What is meant by name, and differs between clusters. */
export type NamedForm = 'kubernetesApi' | 'metadata' | 'workloadIdentity';

/** Where traffic may go, as a grant and its contract hold it. Fields beyond `form` are those of that form. */
export interface DestinationData {
  readonly form: 'cidr' | 'namespace' | 'workload' | 'service' | 'host' | 'anywhere' | 'gateway' | NamedForm;
  /** Name of the host, or of the domain that it is under, of form `host`. */
  readonly host?: string;
  /** Which hosts of that name are meant, of form `host`. */
  readonly depth?: HostDepth;
  /** What the gateway takes the traffic to, of form `gateway`: it never goes there by itself. */
  readonly through?: DestinationData;
  /** Address block, of form `cidr`. */
  readonly cidr?: string;
  /** Blocks inside `cidr`, or of form `anywhere`, that stay closed. */
  readonly except?: string[];
  /** Namespace of the target pods, of forms `namespace`, `workload`, `service` and `gateway`. */
  readonly namespace?: string;
  /** Labels of the target pods, of forms `workload`, `service` and `gateway`. */
  readonly podLabels?: Record<string, string>;
  /** Name of the Service, for messages. */
  readonly service?: string;
  /** Pod ports (Service ports are translated before a NetworkPolicy is asked); none where the cluster decides them. */
  readonly ports: PortData[];
  readonly reason: string;
}

/** Where a gateway's proxies come from, as a NetworkPolicy can name them. */
export interface ProxyPeers {
  readonly form: 'pods' | 'ciliumEntity' | 'addresses' | 'none';
  /** Namespace of the proxy pods, of form `pods`. */
  readonly namespace?: string;
  /** Labels of the proxy pods, of form `pods`. */
  readonly podLabels?: Record<string, string>;
  /** Cilium entity, of form `ciliumEntity`. */
  readonly entity?: string;
  /** Address blocks, of form `addresses`. */
  readonly cidrs?: string[];
  /** Why the proxies cannot be named, of form `none`. */
  readonly reason?: string;
}

/** One listener that a grant may use. */
export interface SectionData {
  /** Listener name, what a route writes as sectionName. */
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  /** The listener's hostname; none stands for all. Listeners for TCP and UDP have none. */
  readonly hostname?: string;
}

/** One granted hostname: where it is served, and under which prefixes. The protocol of a section says which kinds it serves. */
export interface HostnameData {
  readonly hostname: string;
  /** Names of the sections that serve it; none where the team brings its own listeners. */
  readonly sections: string[];
  /** Path prefixes; ['/'] is the whole hostname. */
  readonly prefixes: string[];
}

/** Listeners that a team may add to the gateway, in ListenerSets of its own, for its granted hostnames. */
export interface DelegationData {
  /** Ports of those for HTTPS and TLS. */
  readonly ports: number[];
  /** Ports of those for HTTP: a port is for clear text or for TLS. */
  readonly clearTextPorts: number[];
}

/** Who acts for a team, as RBAC names it. */
export interface SubjectData {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  /** Namespace of a ServiceAccount. */
  readonly namespace?: string;
}

/** Everything that a grant says: plain JSON, the same alive and in a contract. */
export interface GrantData {
  readonly team: { readonly name: string; readonly subjects: SubjectData[] };
  readonly namespaces: string[];
  readonly gateway: { readonly name: string; readonly namespace: string };
  /** The gateway's listeners that routes may name; empty in a delegation. */
  readonly sections: SectionData[];
  /** Empty where all sections are for TCP or UDP. */
  readonly hostnames: HostnameData[];
  readonly routeKinds: string[];
  /** Services of other namespaces, `namespace/name`, that the team's routes may name as their parent in a mesh. */
  readonly meshServices?: string[];
  /** Left out where the team's routes attach to the gateway's own listeners. */
  readonly delegation?: DelegationData;
  readonly isolation: { readonly ingress: boolean; readonly egress: boolean };
  readonly egress: DestinationData[];
  readonly proxies: ProxyPeers;
  readonly implementation: ImplementationData;
  readonly cluster: ClusterData;
}

/** What differs between implementations of Gateway API. */
export interface ImplementationData {
  readonly name: string;
  readonly controllerName: string;
  /** Gateway API features that its conformance report lists as unsupported. */
  readonly unsupportedFeatures: string[];
  /** Whether listeners of overlapping hostnames keep their routes apart. */
  readonly isolatesListeners: boolean;
  /** Whether it answers 421 when a browser reuses a connection for another listener's hostname. */
  readonly detectsMisdirectedRequests: boolean;
}

/** A resolver's address as a policy can name it. */
export interface DnsPeerData {
  readonly form: 'pods' | 'cidr';
  readonly namespace?: string;
  readonly podLabels?: Record<string, string>;
  readonly cidr?: string;
  readonly ports: number[];
}

/** Addresses with the TCP ports that are opened there. */
export interface EndpointData {
  readonly cidr: string;
  readonly ports: number[];
}

/** Names of the ways in which an EgressLockdown is held. */
export type EgressBackendName = 'networkPolicy' | 'cilium' | 'clusterNetworkPolicy' | 'gkeFqdn' | 'eksAuto' | 'ovnEgressFirewall'
  | 'calico' | 'istio' | 'proxy' | 'egressGateway';

/** A back end with its settings. Fields beyond `name` are those of that back end. */
export interface EgressBackendData {
  readonly name: EgressBackendName;
  /** Version of Cilium, as major.minor. */
  readonly version?: string;
  /** Tier of a ClusterNetworkPolicy. */
  readonly tier?: 'Admin' | 'Baseline';
  /** Lowest priority of the ClusterNetworkPolicies. */
  readonly priority?: number;
  /** Whether the definitions of the experimental channel are installed. */
  readonly experimental?: boolean;
  /** Order of a Calico policy. */
  readonly order?: number;
  /** Namespace of the proxies, or of Istio's control plane. */
  readonly namespace?: string;
  /** Labels of an egress gateway's proxies. */
  readonly podLabels?: Record<string, string>;
  /** Port of an egress gateway's proxies. */
  readonly proxyPort?: number;
  /** What the pods' sidecars need to reach, where they lead traffic to an egress gateway. */
  readonly control?: readonly DestinationData[];
  /** The hosts that an egress gateway leads to, where it leads to no others. */
  readonly hosts?: readonly { readonly hostname: string; readonly port: number; readonly proxyPort: number }[];
  /** Image of the proxy. */
  readonly image?: string;
  /** How many proxies run. */
  readonly replicas?: number;
}

/** What differs between clusters. */
export interface ClusterData {
  readonly name: string;
  readonly gatewayApi: { readonly version: string; readonly channel: 'standard' | 'experimental' };
  readonly kubernetesVersion: string;
  /** Network plugin; undefined where it is not known, and NetworkPolicies may be inert. */
  readonly networkPlugin?: string;
  readonly dns: DnsPeerData[];
  /** Instance metadata addresses, as CIDRs of one address. */
  readonly metadataCidrs: string[];
  /** Addresses of the Kubernetes API as pods reach them; left out where they are not known. */
  readonly apiServer?: EndpointData[];
  /** Where pods get the credentials of their workload; the preset's where left out. */
  readonly workloadIdentity?: EndpointData[];
  /** How traffic travels between pods that are in a mesh; left out where there is none, or where it keeps its ports. */
  readonly mesh?: 'sidecar' | 'ambient';
  /** What holds EgressLockdowns; left out where the destinations and the network plugin decide. */
  readonly egressBackend?: EgressBackendData;
}
