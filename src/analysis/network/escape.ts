import { NOT_ENFORCED } from './doubts';
import type { NetworkModel, Reach } from './network-model';
import { directOutside, type Outside, type Skips, throughOthers, type ThroughPath } from './paths';
import type { NetworkWorkload } from './pods';
import { PortSet } from './port-set';
import { describeUnread } from './unread-policies';

/** What is left open, whatever network policies say. */
export interface Residual {
  readonly what: 'dns' | 'api-proxy' | 'node' | 'shared-addresses';
  readonly because: string;
}

/** How a workload may get out of the cluster: by itself, through others, and in ways that policies do not close. */
export interface Escape {
  readonly workload: string;
  readonly direct: readonly Outside[];
  readonly transitive: readonly ThroughPath[];
  readonly residual: readonly Residual[];
  /** Policies that are not evaluated, and may decide about it or the workloads on its ways. */
  readonly doubts: readonly string[];
  /** Why nothing of it can be assessed; left out where it can. */
  readonly notAssessable?: string;
}

/** How a workload may get out of the cluster. Names that its resolver asks for others are residual, not a path. */
export function escapeOf(model: NetworkModel, workload: NetworkWorkload): Escape {
  if (model.profile.enforced !== true) {
    return { workload: workload.label, direct: [], transitive: [], residual: [], doubts: [], notAssessable: NOT_ENFORCED };
  }
  const resolvers: string[] = [];
  const skips: Skips = (to, ports) => {
    const isNameServer = isResolver(to) && ports.minus(NAME_PORTS).isEmpty;
    if (isNameServer) resolvers.push(to.label);
    return isNameServer;
  };
  const direct = directOutside(model, workload);
  const transitive = throughOthers(model, workload, skips);
  const doubts = doubtsAlong(model, workload, transitive);
  return { workload: workload.label, direct, transitive, residual: residualOf(direct, resolvers), doubts };
}

/** The policies that are not evaluated, and are about a workload or those that it may get out through. */
function doubtsAlong(model: NetworkModel, { label }: NetworkWorkload, ways: readonly ThroughPath[]): string[] {
  const labels = new Set([label, ...ways.flatMap(({ path }) => path)]);
  const classes = [...labels].flatMap((one) => model.named(one)).flatMap((one) => model.classesOf(one));
  const unread = classes.flatMap((one) => [...model.stacks.of(one, 'egress').unread, ...model.stacks.of(one, 'ingress').unread]);
  return [...new Set(unread.map(describeUnread))];
}

const NAME_PORTS = [53, 5353].reduce(
  (all, port) => all.union(PortSet.one('UDP', port)).union(PortSet.one('TCP', port)), PortSet.NONE,
);

/** Where distributions run the pods of their resolver, and how they mark them: a label alone anyone may set. */
const RESOLVERS: readonly (readonly [namespace: string, key: string, value: string])[] = [
  ['kube-system', 'k8s-app', 'kube-dns'], ['kube-system', 'k8s-app', 'node-local-dns'],
  ['openshift-dns', 'dns.operator.openshift.io/daemonset-dns', 'default'],
];

/** Whether a workload is a cluster's resolver. */
export function isResolver({ namespace, variants }: NetworkWorkload): boolean {
  return variants.every(({ labels }) => RESOLVERS.some(([home, key, value]) => namespace === home && labels.get(key) === value));
}

const API_PORTS = [443, 6443];

function residualOf(direct: readonly Outside[], resolvers: readonly string[]): Residual[] {
  const asked = direct.filter(({ allowed, unknown }) => !allowed.union(unknown).intersect(NAME_PORTS).isEmpty);
  const names = [...new Set(resolvers), ...(asked.length > 0 ? ['resolvers outside of the cluster'] : [])];
  const mayBeApi = direct.some(({ allowed, unknown }) => API_PORTS.some((port) => allowed.union(unknown).has('TCP', port)));
  return [
    ...names.length > 0 ? [{
      what: 'dns' as const,
      because: `${names.join(', ')} may be asked for any name, and queries carry data out`,
    }] : [],
    ...mayBeApi ? [{
      what: 'api-proxy' as const,
      because: 'addresses that it reaches may be the API server\'s, whose proxy leads to every pod and node that RBAC allows',
    }] : [],
    { what: 'node', because: 'traffic between a pod and its own node is never denied, and what runs on the node may forward it' },
    ...direct.length > 0 ? [{
      what: 'shared-addresses' as const,
      because: 'addresses that it reaches may serve others than those meant, as those of content networks do',
    }] : [],
  ];
}

/** Whether a workload gets out through one workload alone. */
export interface OnlyThrough {
  readonly holds: Reach;
  /** What breaks it, or may. */
  readonly direct: readonly Outside[];
  readonly transitive: readonly ThroughPath[];
  readonly residual: readonly Residual[];
  readonly doubts: readonly string[];
  readonly notAssessable?: string;
}

/** Whether what leaves the cluster from a workload passes a gateway: paths that avoid it, direct or not, break that. */
export function onlyEgressThrough(
  model: NetworkModel, workload: NetworkWorkload, gateways: readonly NetworkWorkload[],
): OnlyThrough {
  const { direct, residual, notAssessable } = escapeOf(model, workload);
  if (notAssessable !== undefined) return { holds: 'unknown', direct, transitive: [], residual, doubts: [], notAssessable };
  const passes = new Set(gateways.map(({ label }) => label));
  const transitive = throughOthers(model, workload, (to, ports) =>
    passes.has(to.label) || (isResolver(to) && ports.minus(NAME_PORTS).isEmpty));
  const isSure = direct.some(({ allowed }) => !allowed.isEmpty)
    || transitive.some(({ isCertain, outside }) => isCertain && outside.some(({ allowed }) => !allowed.isEmpty));
  const holds = isSure ? 'no' : direct.length + transitive.length > 0 ? 'unknown' : 'yes';
  return { holds, direct, transitive, residual, doubts: doubtsAlong(model, workload, transitive) };
}
