import { ADMISSION, CILIUM, kindFacts, knownKind, RBAC } from '../kinds';
import { PERMISSIONS } from '../permissions';

/** A group of the permission table, with its kinds that teams may not write. */
export interface ClosedGroup {
  readonly group: string;
  /** Plurals that stay open, where all others of the group are closed. */
  readonly open: readonly string[];
  /** Plurals that are closed; undefined for all but the open ones. */
  readonly closed?: readonly string[];
}

/**
 * Groups whose rights RBAC alone guards: whoever writes Roles can give no more than they have, and admission policies are out
 * of reach of admission policies.
 */
const BY_RBAC = [RBAC, ADMISSION];

/** What admission closes to teams' namespaces, from the permission table. */
export function closedGroups(): ClosedGroup[] {
  const groups = [...new Set(PERMISSIONS.map(({ group }) => group))].filter((group) => !BY_RBAC.includes(group));
  return groups.map((group) => {
    const rows = PERMISSIONS.filter((row) => row.group === group);
    const plurals = (wanted: boolean): string[] => rows
      .filter(({ kind, team }) => kind !== '*' && ['write', 'granted'].includes(team) === wanted)
      .map(({ kind }) => knownKind(group, kind).plural);
    const whole = rows.some(({ kind, team }) => kind === '*' && team === 'none');
    return whole ? { group, open: plurals(true) } : { group, open: [], closed: plurals(false) };
  });
}

/** Controllers that write objects of closed kinds into namespaces of teams by themselves. */
interface KindWriters {
  /** Plurals with their groups. */
  readonly resources: readonly string[];
  readonly users: readonly string[];
  /** Service accounts, in whichever namespace of the platform they run. */
  readonly accounts: readonly string[];
}

/**
 * The addresses behind Services, and what network plugins and controllers of clouds keep beside pods and Services: closed to
 * all others, since pods and policies are known by it.
 */
export const KIND_WRITERS: readonly KindWriters[] = [
  {
    resources: ['endpoints', 'endpointslices.discovery.k8s.io'],
    users: [
      'system:kube-controller-manager', 'system:apiserver',
      'system:serviceaccount:kube-system:endpoint-controller',
      'system:serviceaccount:kube-system:endpointslice-controller',
      'system:serviceaccount:kube-system:endpointslicemirroring-controller',
    ],
    accounts: [],
  },
  { resources: ['ciliumendpoints.cilium.io'], users: [], accounts: ['cilium', 'cilium-operator'] },
  {
    resources: ['policyendpoints.networking.k8s.aws'], users: ['eks:network-policy-controller'],
    accounts: ['amazon-network-policy-controller-k8s'],
  },
  { resources: ['targetgroupbindings.elbv2.k8s.aws'], users: [], accounts: ['aws-load-balancer-controller'] },
  { resources: ['servicenetworkendpointgroups.networking.gke.io'], users: ['system:controller:glbc'], accounts: [] },
];

/** Network policies of Cilium are open where a gateway's proxies are let in by them; a guard of their own judges those. */
export const CILIUM_POLICIES = `${knownKind(CILIUM, 'CiliumNetworkPolicy').plural}.${CILIUM}`;

/** Resource of a kind as kubectl names it; kinds that are not known are named by the usual plural. */
export function resourceName(group: string, kind: string): string {
  const lower = kind.toLowerCase();
  const usual = /(s|x|z|ch|sh)$/.test(lower) ? `${lower}es` : lower.replace(/([^aeiou])y$/, '$1ie').concat('s');
  const plural = kindFacts(group, kind)?.plural ?? usual;
  return group === '' ? plural : `${plural}.${group}`;
}
