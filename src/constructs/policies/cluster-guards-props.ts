import type { ApiObjectMetadata } from 'cdk8s';
import type { NetworkPolicyProtocol } from '../kinds/network-policy-rules';
import type { Subject } from '../roles/subject';
import type { TeamGrant } from '../roles/team-grant';
import type { GuardMode } from './guard-mode';

/** Pods of one namespace that may reach pods of another: network policies of both may name each other so. */
export interface GuardNeighbour {
  /** Namespace of those who ask. */
  readonly fromNamespace: string;
  /**
   * Labels of those who ask, which policies have to name.
   *
   * @default - all pods of the namespace
   */
  readonly fromLabels?: { [key: string]: string };
  /** Namespace of those who answer. */
  readonly toNamespace: string;
  /**
   * Labels of those who answer, which policies have to name.
   *
   * @default - all pods of the namespace
   */
  readonly toLabels?: { [key: string]: string };
  /** Port of the pods. */
  readonly port: number;
  /**
   * Last port of a range.
   *
   * @default - the one port
   */
  readonly endPort?: number;
  /**
   * Transport protocol of the port.
   *
   * @default NetworkPolicyProtocol.TCP
   */
  readonly protocol?: NetworkPolicyProtocol;
}

/** One object of the platform in a namespace of a team, such as a lockdown of a kind that teams may not write. */
export interface PlatformObjectName {
  /** Resource as kubectl names it: plural and group, such as `egressfirewalls.k8s.ovn.org`; `services` for the core group. */
  readonly resource: string;
  /** Namespace of the object. */
  readonly namespace: string;
  /** Name of the object. */
  readonly name: string;
}

/** A kind of backends that the routes of one namespace may name. */
export interface GuardBackendKind {
  /** Namespace of the routes. */
  readonly namespace: string;
  /** API group of the kind, such as `inference.networking.k8s.io`. */
  readonly group: string;
  /** The kind, such as `InferencePool`. */
  readonly kind: string;
}

/** Options of ClusterGuards. */
export interface ClusterGuardsProps {
  /** All grants of the cluster: what none of them covers is judged as granted to nobody. */
  readonly grants: TeamGrant[];
  /**
   * Namespaces that no guard judges, beside kube-system, kube-public, kube-node-lease and those of the granted gateways and
   * their proxies. Everything else is a team's, a namespace that is new included.
   *
   * @default - no more
   */
  readonly platformNamespaces?: string[];
  /**
   * Who may talk to whom beside what grants say.
   *
   * @default - nobody
   */
  readonly neighbours?: GuardNeighbour[];
  /**
   * Objects of the platform in namespaces of teams that come from elsewhere: what operators' constructs of the app emit is known,
   * with its content. Whoever can write one of them can write anything into it.
   *
   * @default - none
   */
  readonly platformObjects?: PlatformObjectName[];
  /**
   * Kinds of backends that routes of single namespaces may name beside Services. Who may write objects of the kind stays as it
   * is: those that lead out of the cluster, such as `XBackend`, are the operators'.
   *
   * @default - Services and ServiceImports alone
   */
  readonly backendKinds?: GuardBackendKind[];
  /**
   * Keys of labels and annotations of namespaces that only `namespaceWriters` set, beside those of pod security, meshes and
   * network plugins; a last `/` stands for all keys that start so.
   *
   * @default - no more
   */
  readonly namespaceKeys?: string[];
  /**
   * Who creates the namespaces that grants name, and sets guarded keys of any namespace.
   *
   * @default - nobody: the namespaces exist already
   */
  readonly namespaceWriters?: Subject[];
  /**
   * Whom no guard judges. An account that applies the files of teams does not belong here.
   *
   * @default - nobody
   */
  readonly exempt?: Subject[];
  /**
   * What the policies do with what they would not have. Look at warnings and the audit log first, then enforce.
   *
   * @default GuardMode.WARN
   */
  readonly mode?: GuardMode;
  /**
   * The same for single guards by name: `closed-kinds`, `cilium-policies`, `ungranted`, `backends`, `services`, `pods`,
   * `connections`, `namespaces`, `certificates`, `dns-endpoints`, `dns-annotations`, `network-policies`.
   *
   * @default - all have `mode`
   */
  readonly modes?: { [guard: string]: GuardMode };
  /**
   * Labels and annotations of every manifest; names are derived.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}
