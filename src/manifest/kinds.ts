import { groupOf } from './manifest';

/** What the library knows of a kind. */
export interface KindFacts {
  readonly group: string;
  readonly kind: string;
  /** Resource name, as RBAC and admission policies have it. */
  readonly plural: string;
  /** The version that the library emits. */
  readonly version: string;
  readonly namespaced: boolean;
}

export const GATEWAY_API = 'gateway.networking.k8s.io';
export const GATEWAY_API_EXPERIMENTAL = 'gateway.networking.x-k8s.io';
export const NETWORKING = 'networking.k8s.io';
export const RBAC = 'rbac.authorization.k8s.io';
export const ADMISSION = 'admissionregistration.k8s.io';
export const DISCOVERY = 'discovery.k8s.io';
export const CERT_MANAGER = 'cert-manager.io';
export const CILIUM = 'cilium.io';

const namespaced = (group: string, version: string, kind: string, plural = `${kind.toLowerCase()}s`): KindFacts =>
  ({ group, kind, plural, version, namespaced: true });
const clusterScoped = (group: string, version: string, kind: string, plural = `${kind.toLowerCase()}s`): KindFacts =>
  ({ group, kind, plural, version, namespaced: false });

/** The one table of kinds: what is emitted, judged or named anywhere stands here. */
const KINDS: readonly KindFacts[] = [
  clusterScoped(GATEWAY_API, 'v1', 'GatewayClass', 'gatewayclasses'),
  namespaced(GATEWAY_API, 'v1', 'Gateway'),
  namespaced(GATEWAY_API, 'v1', 'ListenerSet'),
  namespaced(GATEWAY_API, 'v1', 'HTTPRoute'),
  namespaced(GATEWAY_API, 'v1', 'GRPCRoute'),
  namespaced(GATEWAY_API, 'v1', 'TLSRoute'),
  namespaced(GATEWAY_API, 'v1', 'TCPRoute'),
  namespaced(GATEWAY_API, 'v1', 'UDPRoute'),
  namespaced(GATEWAY_API, 'v1', 'ReferenceGrant'),
  namespaced(GATEWAY_API, 'v1', 'BackendTLSPolicy', 'backendtlspolicies'),
  namespaced(GATEWAY_API_EXPERIMENTAL, 'v1alpha1', 'XBackend'),
  namespaced(GATEWAY_API_EXPERIMENTAL, 'v1alpha1', 'XBackendTrafficPolicy', 'xbackendtrafficpolicies'),
  clusterScoped(GATEWAY_API_EXPERIMENTAL, 'v1alpha1', 'XMesh', 'xmeshes'),
  namespaced(NETWORKING, 'v1', 'NetworkPolicy', 'networkpolicies'),
  namespaced(NETWORKING, 'v1', 'Ingress', 'ingresses'),
  clusterScoped(NETWORKING, 'v1', 'IngressClass', 'ingressclasses'),
  clusterScoped(NETWORKING, 'v1', 'IPAddress', 'ipaddresses'),
  clusterScoped(NETWORKING, 'v1', 'ServiceCIDR'),
  namespaced(RBAC, 'v1', 'Role'),
  namespaced(RBAC, 'v1', 'RoleBinding'),
  clusterScoped(RBAC, 'v1', 'ClusterRole'),
  clusterScoped(RBAC, 'v1', 'ClusterRoleBinding'),
  clusterScoped(ADMISSION, 'v1', 'ValidatingAdmissionPolicy', 'validatingadmissionpolicies'),
  clusterScoped(ADMISSION, 'v1', 'ValidatingAdmissionPolicyBinding'),
  clusterScoped(ADMISSION, 'v1', 'ValidatingWebhookConfiguration'),
  clusterScoped(ADMISSION, 'v1', 'MutatingWebhookConfiguration'),
  clusterScoped(ADMISSION, 'v1', 'MutatingAdmissionPolicy', 'mutatingadmissionpolicies'),
  clusterScoped(ADMISSION, 'v1', 'MutatingAdmissionPolicyBinding'),
  namespaced(CERT_MANAGER, 'v1', 'Certificate'),
  namespaced(CERT_MANAGER, 'v1', 'Issuer'),
  clusterScoped(CERT_MANAGER, 'v1', 'ClusterIssuer'),
  namespaced(CILIUM, 'v2', 'CiliumNetworkPolicy', 'ciliumnetworkpolicies'),
  clusterScoped(CILIUM, 'v2', 'CiliumClusterwideNetworkPolicy', 'ciliumclusterwidenetworkpolicies'),
  clusterScoped('', 'v1', 'Namespace'),
  clusterScoped('', 'v1', 'Node'),
  clusterScoped('', 'v1', 'PersistentVolume'),
  clusterScoped('', 'v1', 'ComponentStatus', 'componentstatuses'),
  namespaced('', 'v1', 'Endpoints', 'endpoints'),
  namespaced('', 'v1', 'Service'),
  namespaced('', 'v1', 'Secret'),
  namespaced('', 'v1', 'ConfigMap'),
  namespaced('', 'v1', 'ServiceAccount'),
  namespaced('', 'v1', 'Pod'),
  namespaced(DISCOVERY, 'v1', 'EndpointSlice'),
  namespaced('apps', 'v1', 'Deployment'),
  namespaced('apps', 'v1', 'StatefulSet'),
  namespaced('apps', 'v1', 'DaemonSet'),
  namespaced('batch', 'v1', 'Job'),
  clusterScoped('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition'),
  clusterScoped('apiregistration.k8s.io', 'v1', 'APIService'),
  clusterScoped('storage.k8s.io', 'v1', 'StorageClass', 'storageclasses'),
  clusterScoped('storage.k8s.io', 'v1', 'CSIDriver'),
  clusterScoped('storage.k8s.io', 'v1', 'CSINode'),
  clusterScoped('storage.k8s.io', 'v1', 'VolumeAttachment'),
  clusterScoped('storage.k8s.io', 'v1', 'VolumeAttributesClass', 'volumeattributesclasses'),
  clusterScoped('storagemigration.k8s.io', 'v1beta1', 'StorageVersionMigration'),
  clusterScoped('internal.apiserver.k8s.io', 'v1alpha1', 'StorageVersion'),
  clusterScoped('resource.k8s.io', 'v1', 'DeviceClass', 'deviceclasses'),
  clusterScoped('resource.k8s.io', 'v1', 'ResourceSlice'),
  clusterScoped('resource.k8s.io', 'v1alpha3', 'DeviceTaintRule'),
  clusterScoped('authentication.k8s.io', 'v1', 'TokenReview'),
  clusterScoped('authentication.k8s.io', 'v1', 'SelfSubjectReview'),
  clusterScoped('authorization.k8s.io', 'v1', 'SubjectAccessReview'),
  clusterScoped('authorization.k8s.io', 'v1', 'SelfSubjectAccessReview'),
  clusterScoped('authorization.k8s.io', 'v1', 'SelfSubjectRulesReview'),
  clusterScoped('scheduling.k8s.io', 'v1', 'PriorityClass', 'priorityclasses'),
  clusterScoped('node.k8s.io', 'v1', 'RuntimeClass', 'runtimeclasses'),
  clusterScoped('flowcontrol.apiserver.k8s.io', 'v1', 'FlowSchema'),
  clusterScoped('flowcontrol.apiserver.k8s.io', 'v1', 'PriorityLevelConfiguration'),
  clusterScoped('certificates.k8s.io', 'v1', 'CertificateSigningRequest'),
  clusterScoped('certificates.k8s.io', 'v1beta1', 'ClusterTrustBundle'),
];

const BY_KEY = new Map(KINDS.map((facts) => [`${facts.group}/${facts.kind}`, facts]));

/** What is known of a kind, or undefined. */
export function kindFacts(group: string, kind: string): KindFacts | undefined {
  return BY_KEY.get(`${group}/${kind}`);
}

/** The kinds by their names alone; of one name in two groups the first. */
export const KINDS_BY_NAME: ReadonlyMap<string, KindFacts> = new Map([...KINDS].reverse().map((facts) => [facts.kind, facts]));

const BY_LETTERS = new Map(KINDS.map((facts) => [`${facts.group}/${facts.kind.toLowerCase()}`, facts]));

/** The kind of a group that was meant by a name in other letter case, or undefined. */
export function kindInOtherCase(group: string, kind: string): KindFacts | undefined {
  const facts = BY_LETTERS.get(`${group}/${kind.toLowerCase()}`);
  return facts?.kind === kind ? undefined : facts;
}

/** The same for a kind that stands in the table; asking for another is a mistake in this library. */
export function knownKind(group: string, kind: string): KindFacts {
  const facts = kindFacts(group, kind);
  if (!facts) throw new Error(`no kind ${kind} of group "${group}" in the table of kinds`);
  return facts;
}

/** The facts of a manifest's kind, or undefined. */
export function factsOf(manifest: { readonly apiVersion: string; readonly kind: string }): KindFacts | undefined {
  return kindFacts(groupOf(manifest.apiVersion), manifest.kind);
}

/** `group/version`, or only the version for the core group. */
export function apiVersionOf(facts: KindFacts, version = facts.version): string {
  return facts.group === '' ? version : `${facts.group}/${version}`;
}

/** The route kinds of Gateway API. */
export const ROUTE_KINDS: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** Whether a manifest is a Gateway API route of any kind or version. */
export function isRoute(manifest: { readonly apiVersion: string; readonly kind: string }): boolean {
  return groupOf(manifest.apiVersion) === GATEWAY_API && ROUTE_KINDS.includes(manifest.kind);
}
