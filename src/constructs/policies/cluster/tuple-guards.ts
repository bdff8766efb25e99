import { type GuardSettings, platformNamespacesOf } from '../../../manifest/guards/guard-settings';
import { type Openings, openingsOf, type Tuple } from '../../../manifest/guards/tuples';
import { NETWORKING } from '../../../manifest/kinds';
import { NAME_LABEL } from '../../../manifest/names';
import { quote } from '../../../manifest/quote';
import { SPEC_CHANGES, type Validation } from '../admission-policy';
import { celMap, celStringMap, celStrings } from '../cel';
import { type ClusterGuard, commonConditions } from './cluster-guard';
import { type Shard, shardsOf } from './shards';

/** The guards over NetworkPolicies of teams: each opens its own namespace, and what was declared beside it. */
export function tupleGuards(settings: GuardSettings): ClusterGuard[] {
  const platform = new Set(platformNamespacesOf(settings));
  const map = [...openingsOf(settings)].filter(([namespace]) => !platform.has(namespace));
  const shards = shardsOf(map.map(([namespace, openings]) => [namespace, openingsLiteral(openings)]));
  const known = [...platform, ...map.map(([namespace]) => namespace)];
  const others = { operator: 'NotIn', values: known } as const;
  return [
    ...shards.map((shard, i) => guardOf(settings, `network-policies-${i}`, { operator: 'In', values: shard.namespaces }, shard)),
    guardOf(settings, 'network-policies-ungranted', others, { namespaces: [], entries: [] }),
  ];
}

function openingsLiteral({ ingress, egress }: Openings): string {
  return celMap([['ingress', listLiteral(ingress)], ['egress', listLiteral(egress)]]);
}

function listLiteral(tuples: readonly Tuple[]): string {
  return `[${tuples.map(tupleLiteral).join(', ')}]`;
}

/** A row holds values of several types, which one map literal takes as dynamic ones alone. */
function tupleLiteral({ who, pods, except, protocol, low, high }: Tuple): string {
  return celMap(Object.entries({
    who: quote(who), pods: celStringMap(pods), except: celStrings(except), protocol: quote(protocol), low: `${low}`, high: `${high}`,
  }).map(([key, literal]) => [key, `dyn(${literal})`]));
}

function guardOf(
  settings: GuardSettings, name: string, namespaces: ClusterGuard['namespaces'], { entries }: Shard,
): ClusterGuard {
  const declared = entries.length > 0;
  return {
    name, guard: 'network-policies', namespaces,
    rules: [{ apiGroups: [NETWORKING], resources: ['networkpolicies'], operations: ['CREATE', 'UPDATE'], scope: 'Namespaced' }],
    matchConditions: [...commonConditions(settings), SPEC_CHANGES],
    variables: declared ? [{ name: 'map', expression: celMap(entries) }] : [],
    validations: [directionValidation('ingress', 'from', declared), directionValidation('egress', 'to', declared)],
  };
}

function directionValidation(direction: 'ingress' | 'egress', peers: 'from' | 'to', declared: boolean): Validation {
  const spec = `object.spec.${direction}`;
  return {
    expression: `!has(${spec}) || ${spec}.all(r, has(r.${peers}) && size(r.${peers}) > 0 && r.${peers}.all(p, ${peerFits(direction, declared)}))`,
    message: `a NetworkPolicy here opens ${direction} ${peers} its own namespace, and ${peers} what was declared: a neighbour, a destination, `
      + 'a gateway\'s proxies, each with its pods, protocol and ports; the operators declare more',
  };
}

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

const PEER_IS_TUPLES = 'w[\'who\'] == n'
  + ' && w[\'pods\'].all(k, has(p.podSelector) && has(p.podSelector.matchLabels) && k in p.podSelector.matchLabels'
  + ' && p.podSelector.matchLabels[k] == w[\'pods\'][k])'
  + ' && w[\'except\'].all(e, has(p.ipBlock.except) && e in p.ipBlock.except)';

/** A port by name says nothing that could be compared. */
const PORT_IS_TUPLES = '(has(q.protocol) ? q.protocol : \'TCP\') == w[\'protocol\'] && (has(q.port)'
  + ' ? type(q.port) == int && int(q.port) >= w[\'low\'] && (has(q.endPort) ? q.endPort : int(q.port)) <= w[\'high\']'
  + ' : w[\'low\'] == 1 && w[\'high\'] == 65535)';

function peerFits(direction: 'ingress' | 'egress', declared: boolean): string {
  const rows = `variables.map[request.namespace][${quote(direction)}]`;
  const byTuple = declared
    ? ` || (has(r.ports) && size(r.ports) > 0 && r.ports.all(q, ${rows}.exists(w, ${PEER_IS_TUPLES} && ${PORT_IS_TUPLES})))`
    : '';
  return `[${WHO}].all(names, size(names) > 0 && names.all(n, (!has(p.ipBlock) && n == request.namespace)${byTuple}))`;
}
