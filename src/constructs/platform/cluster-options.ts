import type { EgressBackend } from './egress-backend';

/** Which kinds and fields of Gateway API the cluster's definitions hold. */
export enum GatewayApiChannel {
  /** What is stable. */
  STANDARD = 'standard',
  /** The same and what is still tried out. */
  EXPERIMENTAL = 'experimental',
}

/** How traffic travels between pods that are in a mesh. */
export enum MeshMode {
  /** A proxy in each pod. */
  SIDECAR = 'sidecar',
  /** A proxy on each node: pods reach each other on TCP 15008, and health checks come from 169.254.7.127 (Istio, ambient). */
  AMBIENT = 'ambient',
}

/** Addresses with the TCP ports that pods reach there. */
export interface ClusterEndpoint {
  /** Address block, such as `10.0.0.10/32`; /16 (IPv4) or /48 (IPv6) at the widest, without metadata addresses beside others. */
  readonly cidr: string;
  /** TCP ports, as they are behind a Service. */
  readonly ports: number[];
}

/** What every preset of ClusterProfile takes: facts that no distribution decides. */
export interface ClusterProfileOptions {
  /**
   * Version of the Gateway API definitions that are installed, as `major.minor`. From 1.0 to 1.6, what they do not have is an
   * error at synth (GW005), and constructs write the newest version of a kind that they serve.
   *
   * @default '1.6'
   */
  readonly gatewayApiVersion?: string;

  /**
   * Channel of the Gateway API definitions that are installed.
   *
   * @default GatewayApiChannel.STANDARD
   */
  readonly gatewayApiChannel?: GatewayApiChannel;

  /**
   * Version of Kubernetes, as `major.minor`.
   *
   * @default '1.34'
   */
  readonly kubernetesVersion?: string;

  /**
   * Network plugin that enforces NetworkPolicies. Known are `antrea`, `aws-vpc-cni`, `calico`, `cilium`, `dataplane-v2`,
   * `flannel`, which enforces none, `kindnet`, `kube-ovn`, `kube-router`, `ovn-kubernetes` and `weave`; another name is taken
   * at its word.
   *
   * @default - the one that the distribution enforces policies with out of the box, if it does
   */
  readonly networkPlugin?: string;

  /**
   * Addresses that NodeLocal DNSCache answers on, such as `169.254.20.10`; where kube-proxy uses iptables, also the
   * address of the cluster's DNS Service. The cache runs in the host's network, where no pod selector finds it.
   *
   * @default - the cluster runs no NodeLocal DNSCache
   */
  readonly nodeLocalDns?: string[];

  /**
   * Addresses of the Kubernetes API as policies see them: those of EndpointSlice `default/kubernetes`, not the Service's.
   * Its port there is mostly 6443, or 443 where a cloud runs it.
   *
   * @default - not known; only back ends that have a name for the API can open it
   */
  readonly kubernetesApi?: ClusterEndpoint[];

  /**
   * Addresses where pods get the credentials of their own workload.
   *
   * @default - those of the preset, if it has any
   */
  readonly workloadIdentity?: ClusterEndpoint[];

  /**
   * How traffic travels between pods that are in a mesh.
   *
   * @default - it keeps its ports
   */
  readonly mesh?: MeshMode;

  /**
   * What holds an EgressLockdown that names no back end itself.
   *
   * @default - plain NetworkPolicies, and where a destination is a host, what the network plugin or distribution has for that
   */
  readonly egressBackend?: EgressBackend;
}

/** Options of ClusterProfile.eksAuto. */
export interface EksAutoOptions extends ClusterProfileOptions {
  /** The cluster's Service CIDR; its tenth address is the resolver. */
  readonly serviceCidr: string;
}

/** Who resolves names in a GKE cluster. */
export enum GkeDns {
  /** Pods of kube-dns in the cluster. */
  KUBE_DNS = 'kube-dns',
  /** Cloud DNS, on port 53 of the metadata address. */
  CLOUD_DNS = 'cloud-dns',
}

/** Options of ClusterProfile.gke. */
export interface GkeOptions extends ClusterProfileOptions {
  /**
   * Who resolves names.
   *
   * @default GkeDns.KUBE_DNS
   */
  readonly dns?: GkeDns;
}

/** A resolver that pods ask: its pods, or its address. */
export interface DnsResolver {
  /**
   * Namespace of the resolver's pods.
   *
   * @default - the resolver is named by its address
   */
  readonly namespace?: string;

  /**
   * Labels of the resolver's pods.
   *
   * @default - the resolver is named by its address
   */
  readonly podLabels?: Record<string, string>;

  /**
   * Address block of a resolver that no pod selector finds, such as `169.254.20.10/32`.
   *
   * @default - the resolver is named by its pods
   */
  readonly cidr?: string;

  /**
   * Ports, as the pods have them. Each is opened for UDP and TCP.
   *
   * @default [53]
   */
  readonly ports?: number[];
}

/** Options of ClusterProfile.custom. */
export interface CustomClusterOptions extends ClusterProfileOptions {
  /** Name of the kind of cluster, for messages and contracts; not `generic`, which is a cluster of which nothing is known. */
  readonly name: string;

  /** Resolvers that pods ask. */
  readonly dns: DnsResolver[];

  /**
   * Addresses of the instance metadata service and its like, as CIDRs; excepted wherever a wide CIDR is allowed.
   *
   * @default - the addresses of AWS, Google Cloud, Azure and Alibaba Cloud
   */
  readonly metadataCidrs?: string[];
}
