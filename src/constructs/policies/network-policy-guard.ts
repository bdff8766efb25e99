import type { GrantData, ProxyPeers, SubjectData } from '../../manifest/grant-data';
import { CILIUM, knownKind, NETWORKING } from '../../manifest/kinds';
import type { Guard, Validation, Variable } from './admission-policy';
import { celMap, celStringMap, celStrings } from './cel';

/** The kind of network policy that lets a gateway's proxies in, or undefined where none can name them. */
export function policyKindOf({ form }: ProxyPeers): 'NetworkPolicy' | 'CiliumNetworkPolicy' | undefined {
  if (form === 'none') return undefined;
  return form === 'ciliumEntity' ? 'CiliumNetworkPolicy' : 'NetworkPolicy';
}

/** The kinds of network policy that a team writes in a namespace: those by which its gateways' proxies reach its backends. */
export function policyKindsIn(namespace: string, grants: readonly GrantData[]): string[] {
  return [...new Set(isolatedGrants(namespace, grants).flatMap(({ proxies }) => policyKindOf(proxies) ?? []))].sort();
}

function isolatedGrants(namespace: string, grants: readonly GrantData[]): GrantData[] {
  return grants.filter((grant) => grant.isolation.ingress && grant.namespaces.includes(namespace));
}

/**
 * The guards over what a team's own subjects do with network policies: they may write those that let the proxies of their
 * gateways in, and touch no others, so that the default denies stay. Everybody else's rights are untouched.
 */
export function networkPolicyGuards(
  team: string, subjects: readonly SubjectData[], grants: readonly GrantData[], namespaces: readonly string[],
): Guard[] {
  if (subjects.length === 0) return [];
  return [
    { kind: 'NetworkPolicy', group: NETWORKING, shape: policyShape },
    { kind: 'CiliumNetworkPolicy', group: CILIUM, shape: ciliumShape },
  ].flatMap(({ kind, group, shape }) => {
    const here = namespaces.filter((namespace) => policyKindsIn(namespace, grants).includes(kind));
    if (here.length === 0) return [];
    const { plural } = knownKind(group, kind);
    return [{
      name: plural, namespaces: here, apiGroup: group, resources: [plural], operations: ['CREATE', 'UPDATE', 'DELETE'],
      matchConditions: [byTeam(subjects)], variables: [peerTable(kind, here, grants)], validations: validationsOf(team, shape),
    }];
  });
}

/** By the requester, since nobody else has these rights from the team's Role. */
function byTeam(subjects: readonly SubjectData[]): Variable {
  const groups = subjects.filter(({ kind }) => kind === 'Group').map(({ name }) => name);
  const users = subjects.filter(({ kind }) => kind !== 'Group')
    .map(({ kind, name, namespace }) => (kind === 'ServiceAccount' ? `system:serviceaccount:${namespace}:${name}` : name));
  const conditions = [
    ...(users.length > 0 ? [`request.userInfo.username in ${celStrings(users)}`] : []),
    ...(groups.length > 0
      ? [`has(request.userInfo.groups) && request.userInfo.groups.exists(g, g in ${celStrings(groups)})`]
      : []),
  ];
  return { name: 'by-the-team', expression: conditions.join(' || ') };
}

/** namespace → the peers that may be let in, as they stand in the policy. */
function peerTable(kind: string, namespaces: readonly string[], grants: readonly GrantData[]): Variable {
  const entries = namespaces.map((namespace): [string, string] => {
    const proxies = isolatedGrants(namespace, grants).map((grant) => grant.proxies)
      .filter((peers) => policyKindOf(peers) === kind);
    return [namespace, `[${[...new Set(proxies.flatMap(peersOf))].join(', ')}]`];
  });
  return { name: 'peers', expression: celMap(entries) };
}

function peersOf({ form, namespace, podLabels = {}, cidrs = [], entity }: ProxyPeers): string[] {
  if (form === 'ciliumEntity') return [celStrings([String(entity)])];
  if (form === 'addresses') return cidrs.map((cidr) => `dyn(${celMap([['ipBlock', celStringMap({ cidr })]])})`);
  const labels = (matchLabels: Record<string, string>) => celMap([['matchLabels', celStringMap(matchLabels)]]);
  const peer = celMap([
    ...(namespace === undefined ? [] : [['namespaceSelector', labels({ 'kubernetes.io/metadata.name': namespace })] as const]),
    ['podSelector', labels(podLabels)],
  ]);
  return [`dyn(${peer})`];
}

/** All keys of an object are among these: a field that nobody thought of is refused as well. */
const onlyKeys = (object: string, ...keys: string[]): string => `dyn(${object}).all(k, k in ${celStrings(keys)})`;

const byLabels = (selector: string): string =>
  `${onlyKeys(selector, 'matchLabels')} && has(${selector}.matchLabels) && size(${selector}.matchLabels) > 0`;

function policyShape(object: string): string {
  const spec = `${object}.spec`;
  return [
    onlyKeys(spec, 'podSelector', 'policyTypes', 'ingress'),
    byLabels(`${spec}.podSelector`),
    `has(${spec}.policyTypes) && ${spec}.policyTypes == ['Ingress']`,
    `has(${spec}.ingress) && size(${spec}.ingress) > 0 && ${spec}.ingress.all(r, ${onlyKeys('r', 'from', 'ports')}`
      + ' && has(r.ports) && size(r.ports) > 0 && has(r.from) && size(r.from) > 0'
      + ' && r.from.all(p, dyn(p) in variables.peers[request.namespace]))',
  ].join(' && ');
}

function ciliumShape(object: string): string {
  const spec = `${object}.spec`;
  return [
    `!has(${object}.specs) && has(${spec})`,
    onlyKeys(spec, 'endpointSelector', 'ingress', 'description'),
    `has(${spec}.endpointSelector)`,
    byLabels(`${spec}.endpointSelector`),
    `has(${spec}.ingress) && size(${spec}.ingress) > 0 && ${spec}.ingress.all(r, ${onlyKeys('r', 'fromEntities', 'toPorts')}`
      + ' && has(r.fromEntities) && r.fromEntities in variables.peers[request.namespace]'
      + ` && has(r.toPorts) && size(r.toPorts) > 0 && r.toPorts.all(t, ${onlyKeys('t', 'ports')} && has(t.ports) && size(t.ports) > 0))`,
  ].join(' && ');
}

function validationsOf(team: string, shape: (object: string) => string): Validation[] {
  const who = `team "${team}" may write only policies that let its gateway's proxies reach labelled pods on named ports`;
  return [
    {
      expression: `request.operation == 'DELETE' || (${shape('object')})`,
      message: `${who}; the operators write the others`,
    },
    {
      expression: `request.operation == 'CREATE' || (${shape('oldObject')})`,
      message: `${who}; this one is none of those, and the operators change it`,
    },
  ];
}
