import type { GrantData, ProxyPeers, SubjectData } from '../../manifest/grant-data';
import { CILIUM, knownKind, NETWORKING } from '../../manifest/kinds';
import { entitiesOf, peersOf, policyKindOf } from '../../manifest/proxy-peers';
import type { Guard, Validation, Variable } from './admission-policy';
import { celStrings, celValue } from './cel';
import { byNamespace, type Held, namesOf } from './held-grants';
import { isolatingProxies, policyKindsIn } from './policy-kinds';
import { requestedBy } from './requested-by';

/** What a spec is asked; `peers` is the CEL that one of its rules' sources has to meet. */
type Shape = (object: string, peers: string) => string;

/**
 * The guards over network policies of a team's namespaces that are alike. Its own subjects may write those that let the proxies
 * of their gateways in, and touch no others, so that the default denies stay. And nobody, not even a pipeline that applies
 * every team's files, replaces another policy by one of that shape: a twin by name would end the isolation.
 */
export function networkPolicyGuards(
  team: string, subjects: readonly SubjectData[], held: readonly Held[],
): Guard[] {
  const kinds = policyKindsIn(held[0].namespace, held[0].grants);
  return [
    { kind: 'NetworkPolicy', group: NETWORKING, shape: policyShape, granted: 'dyn(p) in variables.peers' },
    { kind: 'CiliumNetworkPolicy', group: CILIUM, shape: ciliumShape, granted: 'r.fromEntities in variables.peers' },
  ].filter(({ kind }) => kinds.includes(kind)).map(({ kind, group, shape, granted }) => {
    const { plural } = knownKind(group, kind);
    const proxiesOf = (grants: readonly GrantData[]): ProxyPeers[] =>
      isolatingProxies(grants).filter((one) => policyKindOf(one) === kind);
    const peers = byNamespace(held, (grants) => peersLiteral(proxiesOf(grants)));
    return {
      name: plural, namespaces: namesOf(held), apiGroup: group, resources: [plural], operations: ['CREATE', 'UPDATE', 'DELETE'],
      matchConditions: [],
      variables: [byTeam(subjects), { name: 'peers', expression: peers }],
      validations: validationsOf(team, shape, granted),
    };
  });
}

/** By the requester, since nobody else has these rights from the team's Role. */
function byTeam(subjects: readonly SubjectData[]): Variable {
  return { name: 'byTeam', expression: requestedBy(subjects) };
}

function peersLiteral(all: readonly ProxyPeers[]): string {
  return `[${[...new Set(all.flatMap(peerLiterals))].join(', ')}]`;
}

function peerLiterals(proxies: ProxyPeers): string[] {
  const entities = entitiesOf(proxies);
  if (entities.length > 0) return [celStrings(entities)];
  return peersOf(proxies).map((peer) => `dyn(${celValue(peer)})`);
}

/** All keys of an object are among these: a field that nobody thought of is refused as well. */
const onlyKeys = (object: string, ...keys: string[]): string => `dyn(${object}).all(k, k in ${celStrings(keys)})`;

const byLabels = (selector: string): string =>
  `${onlyKeys(selector, 'matchLabels')} && has(${selector}.matchLabels) && size(${selector}.matchLabels) > 0`;

function policyShape(object: string, peers: string): string {
  const spec = `${object}.spec`;
  return [
    onlyKeys(spec, 'podSelector', 'policyTypes', 'ingress'),
    byLabels(`${spec}.podSelector`),
    `has(${spec}.policyTypes) && ${spec}.policyTypes == ['Ingress']`,
    `has(${spec}.ingress) && size(${spec}.ingress) > 0 && ${spec}.ingress.all(r, ${onlyKeys('r', 'from', 'ports')}`
      + ' && has(r.ports) && size(r.ports) > 0 && r.ports.all(q, has(q.port) && !has(q.endPort))'
      + ` && has(r.from) && size(r.from) > 0 && r.from.all(p, ${peers}))`,
  ].join(' && ');
}

/** Cilium takes port 0 for every port. */
const ciliumPorts = 'has(t.ports) && size(t.ports) > 0'
  + ' && t.ports.all(q, has(q.port) && !q.port.matches(\'^0*$\') && !has(q.endPort))';

/** What a CiliumNetworkPolicy of a team is, as CEL: pods by labels, the gateway's proxies, single ports. */
export function ciliumShape(object: string, peers: string): string {
  const spec = `${object}.spec`;
  return [
    `!has(${object}.specs) && has(${spec})`,
    onlyKeys(spec, 'endpointSelector', 'ingress', 'description'),
    `has(${spec}.endpointSelector)`,
    byLabels(`${spec}.endpointSelector`),
    `has(${spec}.ingress) && size(${spec}.ingress) > 0 && ${spec}.ingress.all(r, ${onlyKeys('r', 'fromEntities', 'toPorts')}`
      + ` && has(r.fromEntities) && ${peers}`
      + ` && has(r.toPorts) && size(r.toPorts) > 0 && r.toPorts.all(t, ${onlyKeys('t', 'ports')} && ${ciliumPorts}))`,
  ].join(' && ');
}

function validationsOf(team: string, shape: Shape, granted: string): Validation[] {
  const who = `team "${team}" may write only policies that let its gateway's proxies reach labelled pods on single ports`;
  return [
    {
      expression: `!variables.byTeam || request.operation == 'DELETE' || (${shape('object', granted)})`,
      message: `${who}; the operators write the others`,
    },
    {
      expression: `!variables.byTeam || request.operation == 'CREATE' || (${shape('oldObject', granted)})`,
      message: `${who}; this one is none of those, and the operators change it`,
    },
    {
      // Any sources in the old one: after a move to other proxies the team's own policies are replaced.
      expression: `request.operation != 'UPDATE' || (${shape('oldObject', 'true')}) || !(${shape('object', granted)})`,
      message: `this policy is the operators', and a policy that lets the gateway of team "${team}" in would replace it; give that one another name`,
    },
  ];
}
