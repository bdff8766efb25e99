/** Tier of a ClusterNetworkPolicy: before or after NetworkPolicies. */
export enum PolicyTier {
  /** Decides before NetworkPolicies, which cannot widen it. */
  ADMIN = 'Admin',
  /** Decides for pods that no NetworkPolicy selects. */
  BASELINE = 'Baseline',
}

/** Options of EgressBackend.cilium. */
export interface CiliumBackendOptions {
  /**
   * Version of Cilium, as `major.minor`. From 1.19 on its patterns have a form for hosts of any depth.
   *
   * @default - not known; only what every version reads alike is written
   */
  readonly version?: string;
}

/** Options of EgressBackend.clusterNetworkPolicy. */
export interface ClusterNetworkPolicyBackendOptions {
  /**
   * Tier of the policies.
   *
   * @default PolicyTier.ADMIN
   */
  readonly tier?: PolicyTier;
  /**
   * Priority of an app's first policy; each further one has the next. Two policies of a tier with one priority have no order, so
   * each app that emits them to a cluster needs a range of its own.
   *
   * @default 100
   */
  readonly priority?: number;
  /**
   * Whether the cluster has the definitions of the experimental channel, which know hosts by name.
   *
   * @default false
   */
  readonly experimental?: boolean;
}

/** Options of EgressBackend.calico. */
export interface CalicoBackendOptions {
  /**
   * Order of the policies, 0 to 999: Calico reads lower ones first, and NetworkPolicies at 1000.
   *
   * @default 500
   */
  readonly order?: number;
}

/** Options of EgressBackend.istio. */
export interface IstioBackendOptions {
  /**
   * Namespace of istiod, which sidecars have to reach.
   *
   * @default 'istio-system'
   */
  readonly controlPlaneNamespace?: string;
}

/** Options of EgressBackend.proxy. */
export interface ProxyBackendOptions {
  /** Namespace of the proxies, of which no team is the owner. */
  readonly namespace: string;
  /** Image of Squid 5 or later, with its tag or digest, which runs as user 13 and reads `/etc/squid/squid.conf`. */
  readonly image: string;
  /**
   * How many proxies run for each lockdown, 2 at least.
   *
   * @default 2
   */
  readonly replicas?: number;
}
