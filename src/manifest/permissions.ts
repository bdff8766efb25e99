import {
  ADMISSION, CILIUM, DISCOVERY, EXTERNAL_DNS, GATEWAY_API, GATEWAY_API_EXPERIMENTAL, kindFacts, NETWORKING, RBAC,
} from './kinds';
import { Persona } from './persona';

/**
 * What a persona may do with a kind.
 * `write`: create, change and delete; `granted`: the same, each object judged against the team's grants; `read`: look.
 */
export type Access = 'write' | 'granted' | 'read' | 'none';

/** One row of the permission table. `*` as kind stands for every other kind of the group. */
interface Permission {
  readonly group: string;
  readonly kind: string;
  readonly provider: Access;
  readonly operator: Access;
  readonly team: Access;
}

const row = (group: string, kind: string, provider: Access, operator: Access, team: Access): Permission =>
  ({ group, kind, provider, operator, team });

/** API groups of implementations and network plugins whose kinds steer traffic around a grant. */
const VENDOR_GROUPS: readonly string[] = [
  CILIUM, 'projectcalico.org', 'crd.projectcalico.org', 'crd.antrea.io', 'policy.networking.k8s.io', 'k8s.ovn.org',
  'networking.k8s.aws', 'vpcresources.k8s.aws', 'gateway.k8s.aws', 'elbv2.k8s.aws', 'eks.amazonaws.com',
  'networking.gke.io', 'net.gke.io', 'gateway.envoyproxy.io', 'networking.istio.io', 'security.istio.io',
  'telemetry.istio.io', 'extensions.istio.io', 'traefik.io', 'traefik.containo.us', 'gateway.nginx.org', 'k8s.nginx.org',
  'gateway.kgateway.dev', 'gloo.solo.io', 'gateway.solo.io', 'agentgateway.dev', 'projectcontour.io', 'configuration.konghq.com',
  'gateway-operator.konghq.com', 'gate.v3.haproxy.org', 'ingress.v1.haproxy.org', 'ingress.v3.haproxy.org', 'core.haproxy.org',
  'getambassador.io', 'route.openshift.io', 'apisix.apache.org', 'kuma.io', 'policy.linkerd.io', 'consul.hashicorp.com',
  'k8s.cni.cncf.io', 'multicluster.x-k8s.io', EXTERNAL_DNS,
];

/**
 * THE permission table: persona × kind. Synth-time judgement, RBAC and admission policies derive from it.
 * Source of the division: Gateway API, "Roles and Personas" and its security page.
 */
export const PERMISSIONS: readonly Permission[] = [
  row(GATEWAY_API, 'GatewayClass', 'write', 'read', 'read'),
  row(GATEWAY_API, 'Gateway', 'write', 'write', 'read'),
  row(GATEWAY_API, 'ListenerSet', 'write', 'write', 'granted'),
  row(GATEWAY_API, 'HTTPRoute', 'write', 'write', 'granted'),
  row(GATEWAY_API, 'GRPCRoute', 'write', 'write', 'granted'),
  row(GATEWAY_API, 'TLSRoute', 'write', 'write', 'granted'),
  row(GATEWAY_API, 'TCPRoute', 'write', 'write', 'granted'),
  row(GATEWAY_API, 'UDPRoute', 'write', 'write', 'granted'),
  row(GATEWAY_API, 'ReferenceGrant', 'write', 'write', 'granted'),
  row(GATEWAY_API, 'BackendTLSPolicy', 'write', 'write', 'write'),
  row(GATEWAY_API, '*', 'write', 'none', 'none'),
  row(GATEWAY_API_EXPERIMENTAL, '*', 'write', 'write', 'none'),
  row(NETWORKING, 'NetworkPolicy', 'write', 'write', 'granted'),
  row(NETWORKING, '*', 'write', 'write', 'none'),
  // Where a Service's requests go: addresses written by hand lead past every policy on pods.
  row(DISCOVERY, '*', 'write', 'write', 'none'),
  row('', 'Endpoints', 'write', 'write', 'none'),
  row(RBAC, '*', 'write', 'write', 'none'),
  row(ADMISSION, '*', 'write', 'write', 'none'),
  row(CILIUM, 'CiliumNetworkPolicy', 'write', 'write', 'granted'),
  // DNS records: for the hostnames that a namespace was granted.
  row(EXTERNAL_DNS, 'DNSEndpoint', 'write', 'write', 'granted'),
  ...VENDOR_GROUPS.map((group) => row(group, '*', 'write', 'write', 'none')),
];

const BY_KIND = new Map(PERMISSIONS.map((permission) => [`${permission.group}/${permission.kind}`, permission]));

/** What a persona may do with a kind. Cluster-scoped kinds outside the table are the platform's and the operator's. */
export function accessOf(persona: Persona, group: string, kind: string): Access {
  const permission = BY_KIND.get(`${group}/${kind}`) ?? BY_KIND.get(`${group}/*`);
  if (permission) return permission[COLUMN[persona]];
  return persona === Persona.APPLICATION_TEAM && isClusterScoped(group, kind) ? 'none' : 'write';
}

/** Of kinds that the table does not know, `ClusterPolicy`, `ClusterSecretStore` and the like are named for their scope. */
function isClusterScoped(group: string, kind: string): boolean {
  const facts = kindFacts(group, kind);
  return facts ? !facts.namespaced : /^Cluster[A-Z]/.test(kind);
}

/** The personas that may write a kind, for messages. */
export function writersOf(group: string, kind: string): Persona[] {
  return Object.values(Persona).filter((persona) => ['write', 'granted'].includes(accessOf(persona, group, kind)));
}

const COLUMN: Record<Persona, 'provider' | 'operator' | 'team'> = {
  [Persona.INFRASTRUCTURE_PROVIDER]: 'provider',
  [Persona.CLUSTER_OPERATOR]: 'operator',
  [Persona.APPLICATION_TEAM]: 'team',
};
