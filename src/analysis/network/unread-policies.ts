import { CILIUM } from '../../manifest/kinds';
import { isRecord, type Manifest } from '../../manifest/manifest';
import { objectText } from '../../manifest/object-text';
import { type ClusterIndex, nameOf } from '../cluster/cluster-index';
import type { Direction } from '../cluster/network-policy';
import { specOf } from '../cluster/references';
import type { Entry } from '../rule';
import { ciliumPolicyOf, ciliumSelector, NAMESPACE_KEY } from './cilium-policies';
import { type Effect, homeOf, type NetworkPolicyData } from './network-policies';

/** A policy of which it is known alone whom it may be about, and what it may do. */
export type UnreadPolicy = NetworkPolicyData & { readonly effect: Effect };

/** What is known of kinds that are not evaluated. */
interface UnreadKind {
  readonly group: string;
  readonly kinds: RegExp;
  readonly directions: readonly Direction[];
  readonly effect: Effect;
  /** Selects pods by labels, in the form that Kubernetes has for selectors; left out where it cannot be read. */
  readonly selectorOf?: (spec: Record<string, unknown>) => unknown;
}

const BOTH: readonly Direction[] = ['ingress', 'egress'];
const ANY: Effect = { opens: 'any', closes: 'any' };
const NETWORK_POLICY = /NetworkPolicy$/;

const KINDS: readonly UnreadKind[] = [
  {
    group: CILIUM, kinds: NETWORK_POLICY, directions: BOTH, effect: { opens: 'any', closes: 'unisolated' },
    selectorOf: ({ endpointSelector }) => podLabelsOf(endpointSelector),
  },
  // Staged ones have no effect. Source: Calico, staged network policies.
  { group: 'crd.projectcalico.org', kinds: /^(?:Global)?NetworkPolicy$/, directions: BOTH, effect: ANY },
  { group: 'projectcalico.org', kinds: /^(?:Global)?NetworkPolicy$/, directions: BOTH, effect: ANY },
  { group: 'crd.antrea.io', kinds: NETWORK_POLICY, directions: BOTH, effect: ANY },
  { group: 'networking.k8s.aws', kinds: NETWORK_POLICY, directions: BOTH, effect: ANY },
  // It adds names to what NetworkPolicies open, and closes the rest. Source: GKE, FQDN network policies.
  {
    group: 'networking.gke.io', kinds: NETWORK_POLICY, directions: ['egress'], effect: { opens: 'outside', closes: 'unisolated' },
    selectorOf: ({ podSelector }) => plainSelector(podSelector),
  },
  // It is about what leaves the cluster, and NetworkPolicies hold beside it. Source: OVN-Kubernetes, EgressFirewall.
  { group: 'k8s.ovn.org', kinds: /^EgressFirewall$/, directions: ['egress'], effect: { opens: 'none', closes: 'outside' } },
  // It refuses requests, and opens no connection that network policies close.
  {
    group: 'security.istio.io', kinds: /^AuthorizationPolicy$/, directions: ['ingress'], effect: { opens: 'none', closes: 'any' },
    selectorOf: ({ selector }) => plainSelector(selector),
  },
];

/** Where Istio's policies are about every namespace. Source: Istio, rootNamespace of the mesh configuration. */
const MESH_ROOT = 'istio-system';

/** Policies of a set that may decide, and are not evaluated. */
export function unreadPoliciesOf(index: ClusterIndex): UnreadPolicy[] {
  return [...index.kinds()].flatMap((key) => {
    const [group, kind] = key.split('/');
    const known = KINDS.find((one) => one.group === group && one.kinds.test(kind));
    if (!known) return [];
    return index.ofKind(group, kind).filter((entry) => !ciliumPolicyOf(entry)).map((entry) => unreadPolicy(entry, known));
  });
}

function unreadPolicy(entry: Entry, { group, directions, effect, selectorOf }: UnreadKind): UnreadPolicy {
  const { manifest } = entry;
  const { kind } = manifest;
  const isOfCluster = /Cluster|Global/.test(kind);
  const home = isOfCluster ? undefined : homeOf(manifest);
  const isEverywhere = isOfCluster || (group === 'security.istio.io' && home === MESH_ROOT);
  const sides = group === CILIUM ? ciliumDirections(manifest.spec, manifest.specs) : directions;
  return {
    entry,
    label: objectText({ kind, namespace: home, name: nameOf(manifest) }),
    tier: 'namespace',
    priority: 0,
    subject: { ...(!isEverywhere && { namespace: home }), podSelector: selectorOf?.(specOf(manifest)) },
    ...Object.fromEntries(sides.map((side) => [side, []])),
    effect: group === CILIUM && mayDeny(manifest) ? ANY : effect,
  };
}

/** The directions that a Cilium policy has something about; both where that cannot be read. */
function ciliumDirections(spec: unknown, specs: unknown): readonly Direction[] {
  if (!isRecord(spec) || specs !== undefined || spec.enableDefaultDeny !== undefined) return BOTH;
  return BOTH.filter((side) => spec[side] !== undefined || spec[`${side}Deny`] !== undefined);
}

/** Whether a Cilium policy may have rules that deny: these count before all that opens. */
function mayDeny({ spec, specs }: Manifest): boolean {
  return !isRecord(spec) || specs !== undefined || BOTH.some((side) => spec[`${side}Deny`] !== undefined);
}

/** Labels of pods that a selector of Cilium asks for; undefined where it may ask for more. */
function podLabelsOf(selector: unknown): unknown {
  const found = ciliumSelector(selector);
  return found?.matchExpressions.some(({ key }) => key === NAMESPACE_KEY) === true ? undefined : found;
}

/** A selector of labels that is of the form that it should be; of any other form no one knows what it selects. */
function plainSelector(selector: unknown): unknown {
  if (!isRecord(selector)) return undefined;
  const { matchLabels = {}, ...others } = selector;
  const isPlain = isRecord(matchLabels) && Object.values(matchLabels).every((value) => typeof value === 'string');
  return isPlain && Object.keys(others).length === 0 ? { matchLabels } : undefined;
}

/** A policy that is not evaluated as reasons name it, with its place. */
export function describeUnread({ label, entry: { file, line } }: UnreadPolicy): string {
  const place = file === undefined ? '' : ` (${file}${line ? `:${line()}` : ''})`;
  return `${label}${place} is not evaluated, and may decide it`;
}
