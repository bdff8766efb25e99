import { parseCidr } from '../../manifest/cidr';
import { CILIUM } from '../../manifest/kinds';
import { isRecord, listOf } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import { objectText } from '../../manifest/object-text';
import { type ClusterIndex, nameOf } from '../cluster/cluster-index';
import type { Direction } from '../cluster/network-policy';
import type { Entry } from '../rule';
import { homeOf, type NetworkPolicyData, type NetworkRule, type RulePeer, type RulePort } from './network-policies';
import { PROTOCOLS } from './port-set';

/** The label by which Cilium knows the namespace of pods. */
export const NAMESPACE_KEY = 'io.kubernetes.pod.namespace';
const KINDS = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];
const FIELDS = new Set(['endpointSelector', 'ingress', 'egress', 'description', 'labels']);
/** Entities whose addresses manifests do not show. Source: Cilium, layer 3 policies, entities. */
const HIDDEN_ENTITIES = ['kube-apiserver', 'host', 'remote-node', 'ingress', 'health'];

type Dictionary = Readonly<Record<string, unknown>>;

/** Said of a policy that is more than the forms that are read here. */
class NotPlain extends Error {}

/** The Cilium policies of a set that are evaluated. */
export function ciliumPoliciesOf(index: ClusterIndex): NetworkPolicyData[] {
  return KINDS.flatMap((kind) => index.ofKind(CILIUM, kind)).flatMap((entry) => ciliumPolicyOf(entry) ?? []);
}

const KNOWN = new WeakMap<Entry, NetworkPolicyData | 'not plain'>();

/**
 * A Cilium policy that says who may connect by labels, blocks, entities and names, and to which ports; undefined for any that
 * says more, such as denials or requests. It adds up with NetworkPolicies as these do with each other: rules of both open, and
 * what either has rules for is closed else. Source: Cilium, layer 3 and layer 4 policies.
 */
export function ciliumPolicyOf(entry: Entry): NetworkPolicyData | undefined {
  const known = KNOWN.get(entry) ?? read(entry);
  KNOWN.set(entry, known);
  return known === 'not plain' ? undefined : known;
}

function read(entry: Entry): NetworkPolicyData | 'not plain' {
  try {
    return policyOf(entry);
  } catch (error) {
    if (error instanceof NotPlain) return 'not plain';
    throw error;
  }
}

function policyOf(entry: Entry): NetworkPolicyData {
  const { manifest: { apiVersion, kind, spec, specs, metadata }, manifest } = entry;
  if (apiVersion !== `${CILIUM}/v2` || !KINDS.includes(kind) || specs !== undefined || !isRecord(metadata)) throw new NotPlain();
  const fields = recordOf(spec);
  only(fields, FIELDS);
  const home = kind === KINDS[0] ? homeOf(manifest) : undefined;
  const subject = podsOf(fields.endpointSelector, home);
  // A policy of one namespace that names another may select nothing: versions of Cilium need not agree.
  if (home !== undefined && subject.namespace === undefined) throw new NotPlain();
  const rules = (side: Direction): Partial<NetworkPolicyData> =>
    (fields[side] === undefined ? {} : { [side]: rulesOf(fields[side], side, home) });
  return {
    entry,
    label: objectText({ kind, namespace: home, name: nameOf(manifest) }),
    tier: 'namespace',
    priority: 0,
    subject,
    ...rules('ingress'),
    ...rules('egress'),
  };
}

/** An empty rule opens nothing, and closes the rest as any rule does. */
function rulesOf(list: unknown, side: Direction, home: string | undefined): NetworkRule[] {
  return filled(list).map((rule, i) => [recordOf(rule), `spec.${side}[${i}]`] as const)
    .filter(([rule]) => Object.keys(rule).length > 0)
    .map(([{ toPorts, ...others }, path]) => {
      const keys = Object.keys(others);
      if (keys.length > 1) throw new NotPlain();
      const peers = keys.flatMap((key) => peersOf(key, others[key], { side, home, path: `${path}.${key}` }));
      return {
        action: 'Allow',
        path,
        ...(keys.length > 0 && !peers.includes('everybody') && { peers: peers.filter((peer) => peer !== 'everybody') }),
        ...(toPorts !== undefined && { ports: filled(toPorts).flatMap(portsOf) }),
      };
    });
}

interface Place {
  readonly side: Direction;
  readonly home: string | undefined;
  readonly path: string;
}

type PeerReader = (one: unknown, path: string) => (RulePeer | 'everybody')[];

function peersOf(key: string, list: unknown, place: Place): (RulePeer | 'everybody')[] {
  const { side, path } = place;
  const prefix = side === 'ingress' ? 'from' : 'to';
  const readers: Record<string, PeerReader> = {
    [`${prefix}Endpoints`]: (one, at) => [podPeer(one, place, at)],
    [`${prefix}CIDR`]: (one, at) => [blockOf({ cidr: one }, at)],
    [`${prefix}CIDRSet`]: (one, at) => [blockOf(recordOf(one), at)],
    [`${prefix}Entities`]: entityOf,
    ...(side === 'egress' && { toFQDNs: (one: unknown, at: string): RulePeer[] => [hostOf(recordOf(one), at)] }),
  };
  if (!Object.hasOwn(readers, key)) throw new NotPlain();
  return filled(list).flatMap((one, i) => readers[key](one, `${path}[${i}]`));
}

/** Without a label that they have, these may be more than pods: entities have labels too. */
function podPeer(selector: unknown, { home }: Place, path: string): RulePeer {
  const isSure = home !== undefined || ciliumSelector(selector)?.matchExpressions.some(isOfPods) === true;
  if (!isSure) throw new NotPlain();
  return { form: 'pods', path, ...podsOf(selector, home) };
}

function isOfPods({ operator }: Condition): boolean {
  return operator === 'In' || operator === 'Exists';
}

/** Labels of Cilium as those of Kubernetes; `home`: the namespace of pods where the selector names none. */
function podsOf(selector: unknown, home: string | undefined): NetworkPolicyData['subject'] {
  const found = ciliumSelector(selector);
  const isHome = ({ key }: Condition): boolean => key === NAMESPACE_KEY;
  if (!found?.matchExpressions.every((one) => !isHome(one) || isOfPods(one))) throw new NotPlain();
  const podSelector = { matchExpressions: found.matchExpressions.filter((one) => !isHome(one)) };
  const homes = found.matchExpressions.filter(isHome).map((one) => ({ ...one, key: NAME_LABEL }));
  if (homes.length === 0 && home !== undefined) return { namespace: home, podSelector };
  return { namespaceSelector: { matchExpressions: homes }, podSelector };
}

interface Condition {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** A selector of Cilium in the form of Kubernetes; undefined where it asks for more than labels and the namespace of pods. */
export function ciliumSelector(selector: unknown): { readonly matchExpressions: readonly Condition[] } | undefined {
  if (!isRecord(selector)) return undefined;
  const { matchLabels = {}, matchExpressions = [], ...others } = selector;
  if (!isRecord(matchLabels) || !Array.isArray(matchExpressions) || Object.keys(others).length > 0) return undefined;
  const equal = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const all = [...equal, ...matchExpressions].map(conditionOf);
  return all.includes(undefined) ? undefined : { matchExpressions: all.filter((one) => one !== undefined) };
}

function conditionOf(condition: unknown): Condition | undefined {
  if (!isRecord(condition) || typeof condition.key !== 'string') return undefined;
  const { operator, values } = condition;
  const key = condition.key.replace(/^k8s:/, '');
  // Labels of other sources than Kubernetes, and those that Cilium adds: service account, cluster, labels of the namespace.
  if (key.includes(':') || (/^io\.(?:cilium|kubernetes)\./.test(key) && key !== NAMESPACE_KEY)) return undefined;
  if (operator === 'Exists' || operator === 'DoesNotExist') return { key, operator };
  const isList = Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string');
  return isList && (operator === 'In' || operator === 'NotIn') ? { key, operator, values } : undefined;
}

function blockOf({ cidr, except = [], ...others }: Dictionary, path: string): RulePeer {
  const isBlock = (one: unknown): one is string => typeof one === 'string' && parseCidr(one) !== undefined;
  if (Object.keys(others).length > 0 || !isBlock(cidr)) throw new NotPlain();
  if (!Array.isArray(except) || !except.every(isBlock)) throw new NotPlain();
  return { form: 'block', cidr, except, path };
}

function entityOf(entity: unknown, path: string): (RulePeer | 'everybody')[] {
  if (entity === 'all') return ['everybody'];
  if (entity === 'world') return ['0.0.0.0/0', '::/0'].map((cidr) => ({ form: 'block', cidr, except: [], path }));
  if (entity === 'cluster') {
    const nodes: RulePeer = { form: 'outside', what: 'the addresses of nodes', path };
    return [{ form: 'pods', namespaceSelector: {}, podSelector: {}, path }, nodes];
  }
  if (typeof entity !== 'string' || !HIDDEN_ENTITIES.includes(entity)) throw new NotPlain();
  return [{ form: 'outside', what: `the addresses of the entity ${entity}`, path }];
}

function hostOf({ matchName, matchPattern, ...others }: Dictionary, path: string): RulePeer {
  const host = matchName ?? matchPattern;
  if (typeof host !== 'string' || Object.keys(others).length > 0) throw new NotPlain();
  return { form: 'outside', what: `the addresses that DNS gives for ${host}`, path };
}

/** Rules for names are about queries: the connection to the resolver is open. */
function portsOf(toPorts: unknown): RulePort[] {
  const { ports, rules, ...others } = recordOf(toPorts);
  if (Object.keys(others).length > 0) throw new NotPlain();
  if (rules !== undefined) only(recordOf(rules), new Set(['dns']));
  return filled(ports).map(recordOf).flatMap(({ port, endPort, protocol = 'ANY' }) => {
    const [from, to] = [numberOf(port), endPort === undefined ? undefined : numberOf(endPort)];
    const protocols = protocol === 'ANY' ? PROTOCOLS : PROTOCOLS.filter((one) => one === protocol);
    if (protocols.length === 0 || (to !== undefined && to < from)) throw new NotPlain();
    return protocols.map((one) => ({ protocol: one, from, to: to ?? from }));
  });
}

function numberOf(port: unknown): number {
  const number = typeof port === 'string' && /^\d{1,5}$/.test(port) ? Number(port) : port;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1 || number > 65_535) throw new NotPlain();
  return number;
}

function recordOf(value: unknown): Dictionary {
  if (!isRecord(value)) throw new NotPlain();
  return value;
}

function only(fields: Dictionary, known: ReadonlySet<string>): void {
  if (!Object.keys(fields).every((key) => known.has(key))) throw new NotPlain();
}

/** A list with something in it: of an empty one versions of Cilium make different things. */
function filled(list: unknown): readonly unknown[] {
  if (listOf(list).length === 0) throw new NotPlain();
  return listOf(list);
}
