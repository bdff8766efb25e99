import { type GuardSettings, platformNamespacesOf } from '../../../manifest/guards/guard-settings';
import { type Openings, openingsOf, type Tuple } from '../../../manifest/guards/tuples';
import { NETWORKING } from '../../../manifest/kinds';
import { NAME_LABEL } from '../../../manifest/names';
import { quote } from '../../../manifest/quote';
import { SPEC_CHANGES, type Validation } from '../admission-policy';
import { celMap, celStrings } from '../cel';
import { type ClusterGuard, commonConditions } from './cluster-guard';
import { shardsOf } from './shards';

type Direction = keyof Openings;
const PEERS: Record<Direction, 'from' | 'to'> = { ingress: 'from', egress: 'to' };

/** The guards over NetworkPolicies of teams: each opens its own namespace, and what was declared beside it. */
export function tupleGuards(settings: GuardSettings): ClusterGuard[] {
  const platform = new Set(platformNamespacesOf(settings));
  const map = [...openingsOf(settings)].filter(([namespace]) => !platform.has(namespace));
  const shards = shardsOf(map.map(([namespace, { ingress, egress }]) => [namespace, listLiteral([...ingress, ...egress])]));
  const all = new Map(map);
  const others = { operator: 'NotIn', values: [...platform, ...map.map(([namespace]) => namespace)] } as const;
  const rowsOf = (namespaces: readonly string[]): Rows => (direction) =>
    namespaces.map((namespace) => [namespace, all.get(namespace)?.[direction] ?? []] as const)
      .filter(([, rows]) => rows.length > 0);
  return [
    ...shards.map(({ namespaces }, i) => (
      guardOf(settings, `network-policies-${i}`, { operator: 'In', values: namespaces }, rowsOf(namespaces)))),
    guardOf(settings, 'network-policies-ungranted', others, () => []),
  ];
}

function listLiteral(tuples: readonly Tuple[]): string {
  return `[${tuples.map(rowLiteral).join(', ')}]`;
}

/**
 * A row: namespace or block, protocol, first and last port, then `=key=value` for labels and `-block` for exceptions. Texts
 * alone, since the time that the API server takes to check a literal grows with the square of its values of other types.
 */
function rowLiteral({ who, pods, except, protocol, low, high }: Tuple): string {
  const labels = Object.entries(pods).map(([key, value]) => `=${key}=${value}`);
  return celStrings([who, protocol, `${low}`, `${high}`, ...labels, ...except.map((block) => `-${block}`)]);
}

type Rows = (direction: Direction) => (readonly [string, readonly Tuple[]])[];

function guardOf(settings: GuardSettings, name: string, namespaces: ClusterGuard['namespaces'], rows: Rows): ClusterGuard {
  const directions: readonly Direction[] = ['ingress', 'egress'];
  return {
    name, guard: 'network-policies', namespaces,
    rules: [{ apiGroups: [NETWORKING], resources: ['networkpolicies'], operations: ['CREATE', 'UPDATE'], scope: 'Namespaced' }],
    matchConditions: [...commonConditions(settings), SPEC_CHANGES],
    variables: directions.filter((direction) => rows(direction).length > 0).map((direction) => ({
      name: direction, expression: celMap(rows(direction).map(([namespace, tuples]) => [namespace, listLiteral(tuples)])),
    })),
    validations: [
      ...directions.map((direction) => directionValidation(direction, PEERS[direction], rows(direction).length > 0)), STAYS_WHOLE,
    ],
  };
}

function directionValidation(direction: Direction, peers: 'from' | 'to', declared: boolean): Validation {
  const spec = `object.spec.${direction}`;
  return {
    expression: `!has(${spec}) || ${spec}.all(r, has(r.${peers}) && size(r.${peers}) > 0 && r.${peers}.all(p, ${peerFits(direction, declared)}))`,
    message: `a NetworkPolicy here opens ${direction} ${peers} its own namespace, and ${peers} what was declared: a neighbour, a destination, `
      + 'a gateway\'s proxies, each with its pods, protocol and ports; the operators declare more',
  };
}

const selectsAll = (object: string): string => `(!has(${object}.spec.podSelector) || [${object}.spec.podSelector].all(s,`
  + ' (!has(s.matchLabels) || size(s.matchLabels) == 0) && (!has(s.matchExpressions) || size(s.matchExpressions) == 0)))';

/** A twin by name, from whichever file, would end an isolation: pods that no policy selects are open. */
const STAYS_WHOLE: Validation = {
  expression: `request.operation != 'UPDATE' || !${selectsAll('oldObject')} || (${selectsAll('object')}`
    + ' && (!has(oldObject.spec.policyTypes)'
    + ' || oldObject.spec.policyTypes.all(t, has(object.spec.policyTypes) && t in object.spec.policyTypes)))',
  message: 'this NetworkPolicy selects all pods, and what it keeps out would come in: it goes on selecting them, in the same '
    + 'directions; write another policy beside it, under another name',
};

const NAME = quote(NAME_LABEL);

/** The namespaces that a peer names, its address block, or nothing where it names them in any other way. */
const WHO = '(has(p.ipBlock) ? [p.ipBlock.cidr] : !has(p.namespaceSelector) ? [request.namespace]'
  + ' : has(p.namespaceSelector.matchLabels) && size(p.namespaceSelector.matchLabels) > 0'
  + ` ? (size(p.namespaceSelector.matchLabels) == 1 && ${NAME} in p.namespaceSelector.matchLabels`
  + ' && (!has(p.namespaceSelector.matchExpressions) || size(p.namespaceSelector.matchExpressions) == 0)'
  + ` ? [p.namespaceSelector.matchLabels[${NAME}]] : [])`
  + ' : has(p.namespaceSelector.matchExpressions) && size(p.namespaceSelector.matchExpressions) == 1'
  + ` && p.namespaceSelector.matchExpressions[0].key == ${NAME} && p.namespaceSelector.matchExpressions[0].operator == 'In'`
  + ' ? p.namespaceSelector.matchExpressions[0].values : [])';

const PEER_IS_ROWS = 'w[0] == n'
  + ' && w.all(e, !e.startsWith(\'=\') || (has(p.podSelector) && has(p.podSelector.matchLabels)'
  + ' && p.podSelector.matchLabels.exists(k, \'=\' + k + \'=\' + p.podSelector.matchLabels[k] == e)))'
  + ' && w.all(e, !e.startsWith(\'-\')'
  + ' || (has(p.ipBlock) && has(p.ipBlock.except) && p.ipBlock.except.exists(x, \'-\' + x == e)))';

/** A port by name says nothing that could be compared. */
const PORT_IS_ROWS = '(has(q.protocol) ? q.protocol : \'TCP\') == w[1] && (has(q.port)'
  + ' ? type(q.port) == int && int(q.port) >= int(w[2]) && (has(q.endPort) ? q.endPort : int(q.port)) <= int(w[3])'
  + ' : w[2] == \'1\' && w[3] == \'65535\')';

function peerFits(direction: Direction, declared: boolean): string {
  const rows = `variables.${direction}`;
  const byRow = declared
    ? ` || (has(r.ports) && size(r.ports) > 0 && request.namespace in ${rows}`
      + ` && r.ports.all(q, ${rows}[request.namespace].exists(w, ${PEER_IS_ROWS} && ${PORT_IS_ROWS})))`
    : '';
  return `[${WHO}].all(names, size(names) > 0 && names.all(n, (!has(p.ipBlock) && n == request.namespace)${byRow}))`;
}
