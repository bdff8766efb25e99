import { GENERIC_CLUSTER } from '../../manifest/bundles';
import type { ClusterData } from '../../manifest/grant-data';
import { customCluster, eksAutoCluster, gkeCluster, presetCluster } from './cluster-data';
import type { ClusterProfileOptions, CustomClusterOptions, EksAutoOptions, GkeOptions } from './cluster-options';

/**
 * What differs between clusters: the Gateway API that is installed, who resolves names, which addresses stay closed,
 * who enforces network policies. Flows from the platform's scope to gateways, grants and teams.
 *
 * Presets name a network plugin only where the distribution enforces network policies out of the box; elsewhere say
 * which one does with `networkPlugin`, else synth warns that policies may have no effect.
 *
 * @example
 * ClusterProfile.eks({ networkPlugin: 'aws-vpc-cni' });
 */
export class ClusterProfile {
  /**
   * A cluster made with kubeadm. Resolver: CoreDNS in `kube-system`, label `k8s-app: kube-dns`, port 53
   * (kubeadm's CoreDNS addon). No network plugin is known: kubeadm installs none.
   *
   * @param options versions, network plugin, NodeLocal DNSCache
   * @returns the profile
   */
  public static kubeadm(options: ClusterProfileOptions = {}): ClusterProfile {
    return new ClusterProfile(presetCluster(placeOf('kubeadm'), 'kubeadm', options));
  }

  /**
   * Amazon EKS with node groups. Resolver: the CoreDNS addon (`k8s-app: kube-dns`). Metadata: 169.254.169.254 and
   * fd00:ec2::254 (EC2 user guide, instance metadata). The VPC CNI enforces network policies only once its
   * `enableNetworkPolicy` is on: say `networkPlugin: 'aws-vpc-cni'` then.
   *
   * @param options versions, network plugin, NodeLocal DNSCache
   * @returns the profile
   */
  public static eks(options: ClusterProfileOptions = {}): ClusterProfile {
    return new ClusterProfile(presetCluster(placeOf('eks'), 'eks', options));
  }

  /**
   * Amazon EKS Auto Mode. Resolver: a service of each node, at the tenth address of the Service CIDR
   * (EKS user guide, Auto Mode networking), so no pod selector finds it. Metadata as with `eks`.
   *
   * @param options the Service CIDR; versions, network plugin
   * @returns the profile
   */
  public static eksAuto(options: EksAutoOptions): ClusterProfile {
    return new ClusterProfile(eksAutoCluster(placeOf('eksAuto'), options));
  }

  /**
   * Google Kubernetes Engine. Resolver: kube-dns pods, or Cloud DNS on port 53 of 169.254.169.254, which is the
   * metadata address: only that port opens. Metadata: 169.254.169.254 and fd20:ce::254 (Compute Engine, metadata server).
   * Autopilot enforces network policies with Dataplane V2: say `networkPlugin: 'dataplane-v2'` there.
   *
   * @param options the resolver; versions, network plugin, NodeLocal DNSCache
   * @returns the profile
   */
  public static gke(options: GkeOptions = {}): ClusterProfile {
    return new ClusterProfile(gkeCluster(placeOf('gke'), options));
  }

  /**
   * Azure Kubernetes Service. Resolver: CoreDNS (`k8s-app: kube-dns`). Metadata: 169.254.169.254, and the WireServer
   * 168.63.129.16, which is not link-local (Azure, "What is IP address 168.63.129.16"). Which network policy engine runs
   * is chosen when the cluster is made.
   *
   * @param options versions, network plugin, NodeLocal DNSCache
   * @returns the profile
   */
  public static aks(options: ClusterProfileOptions = {}): ClusterProfile {
    return new ClusterProfile(presetCluster(placeOf('aks'), 'aks', options));
  }

  /**
   * OpenShift. Resolver: the pods of `openshift-dns` (`dns.operator.openshift.io/daemonset-dns: default`), which listen
   * on 5353 (OpenShift's DNS operator). OVN-Kubernetes enforces network policies.
   *
   * @param options versions, network plugin, NodeLocal DNSCache
   * @returns the profile
   */
  public static openShift(options: ClusterProfileOptions = {}): ClusterProfile {
    return new ClusterProfile(presetCluster(placeOf('openShift'), 'openshift', options));
  }

  /**
   * kind, Kubernetes in containers. Resolver: CoreDNS (`k8s-app: kube-dns`). kindnet enforces network policies
   * since kind 0.24.
   *
   * @param options versions, network plugin, NodeLocal DNSCache
   * @returns the profile
   */
  public static kind(options: ClusterProfileOptions = {}): ClusterProfile {
    return new ClusterProfile(presetCluster(placeOf('kind'), 'kind', options));
  }

  /**
   * minikube. Resolver: CoreDNS (`k8s-app: kube-dns`). Its default network enforces no network policies; start it with
   * `--cni calico` or `--cni cilium`, and say so with `networkPlugin`.
   *
   * @param options versions, network plugin, NodeLocal DNSCache
   * @returns the profile
   */
  public static minikube(options: ClusterProfileOptions = {}): ClusterProfile {
    return new ClusterProfile(presetCluster(placeOf('minikube'), 'minikube', options));
  }

  /**
   * Any other cluster: every fact is the caller's.
   *
   * @param options name, resolvers, metadata addresses, versions, network plugin
   * @returns the profile
   */
  public static custom(options: CustomClusterOptions): ClusterProfile {
    return new ClusterProfile(customCluster(placeOf('custom'), options));
  }

  /** A cluster of which nothing is known: no resolver to open, every known metadata address closed. @internal */
  public static _generic(): ClusterProfile {
    return new ClusterProfile(presetCluster(placeOf('custom'), GENERIC_CLUSTER, {}));
  }

  /** @internal */
  public static _fromData(data: ClusterData): ClusterProfile {
    return new ClusterProfile(data);
  }

  readonly #data: ClusterData;

  private constructor(data: ClusterData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): ClusterData {
    return this.#data;
  }
}

const placeOf = (factory: string): { construct: string } => ({ construct: `ClusterProfile.${factory}` });
