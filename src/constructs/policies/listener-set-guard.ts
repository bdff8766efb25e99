import { type DelegatedGrant, delegatedPlaces, isDelegated } from '../../manifest/delegation';
import { isWildcard } from '../../manifest/hostname';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { NAME_LABEL } from '../../manifest/names';
import { quote } from '../../manifest/quote';
import { type Guard, SPEC_CHANGES, type Validation, type Variable } from './admission-policy';
import { celMap, celStrings } from './cel';
import { byNamespace, type Held, namesOf } from './held-grants';

/**
 * The guard over the ListenerSets of a team's namespaces that are alike, whoever applies them: each adds to a granted gateway
 * what was delegated there. Where nothing is delegated there are none.
 */
export function listenerSetGuard(team: string, held: readonly Held[]): Guard {
  const { plural } = knownKind(GATEWAY_API, 'ListenerSet');
  const delegated = held.some(({ grants }) => grants.some(isDelegated));
  return {
    name: plural, namespaces: namesOf(held), apiGroup: GATEWAY_API, resources: [plural], operations: ['CREATE', 'UPDATE'],
    matchConditions: [SPEC_CHANGES],
    variables: delegated ? [
      { name: 'delegated', expression: byNamespace(held, (grants) => tableOf(grants.filter(isDelegated))) }, PARENT, HERE, STRAYS,
    ] : [],
    validations: delegated ? validationsOf(`team "${team}"`) : [{
      expression: 'false',
      message: `team "${team}" is not delegated listeners here; the operators delegate them with SharedGateway.delegate`,
    }],
  };
}

/** One row for each delegation: lists of texts, so that all of its columns have one type. */
function tableOf(grants: readonly DelegatedGrant[]): string {
  const rows = grants.map((grant) => {
    const hostnames = grant.hostnames.map(({ hostname }) => hostname);
    return celMap(Object.entries({
      gateway: [`${grant.gateway.namespace}/${grant.gateway.name}`],
      hostnames: hostnames.filter((hostname) => !isWildcard(hostname)),
      // What stands under a wildcard ends with the rest after the star; so does the wildcard itself.
      suffixes: hostnames.filter(isWildcard).map((hostname) => hostname.slice(1)),
      places: delegatedPlaces(grant).map(({ protocol, port }) => `${protocol} ${port}`),
      namespaces: grant.namespaces,
    }).map(([column, values]) => [column, celStrings(values)]));
  });
  return `[${rows.join(', ')}]`;
}

/** The parent as `namespace/gateway`; one of another kind gets a name with a space, which no row holds. */
const PARENT: Variable = {
  name: 'parent',
  expression: '[object.spec.parentRef].map(p,'
    + ` (!has(p.kind) || p.kind == 'Gateway') && (!has(p.group) || p.group == ${quote(GATEWAY_API)})`
    + ' ? (has(p.namespace) ? p.namespace : request.namespace) + \'/\' + p.name'
    + ' : (has(p.kind) ? p.kind : \'Gateway\') + \' \' + p.name)[0]',
};

const HERE: Variable = { name: 'here', expression: 'variables.delegated.filter(d, variables.parent in d[\'gateway\'])' };

/** Routes of the team's namespaces alone, by the label that no tenant can set. */
const admitsOwn = '(!has(l.allowedRoutes) || !has(l.allowedRoutes.namespaces) || !has(l.allowedRoutes.namespaces.from)'
  + ' || l.allowedRoutes.namespaces.from == \'Same\' || (l.allowedRoutes.namespaces.from == \'Selector\''
  + ' && has(l.allowedRoutes.namespaces.selector) && [l.allowedRoutes.namespaces.selector].all(s, !has(s.matchLabels)'
  + ' && has(s.matchExpressions) && size(s.matchExpressions) == 1 && s.matchExpressions.all(e,'
  + ` e.key == ${quote(NAME_LABEL)}` + ' && e.operator == \'In\' && has(e.values)'
  + ' && e.values.all(v, v in d[\'namespaces\'])))))';

/** Each listener lies within one of the delegations: those of several do not add up. */
const STRAYS: Variable = {
  name: 'strays',
  expression: 'object.spec.listeners.filter(l, !variables.here.exists(d, has(l.hostname) && l.hostname != \'\''
    + ' && (l.hostname in d[\'hostnames\'] || d[\'suffixes\'].exists(s, l.hostname.endsWith(s)))'
    + ` && (l.protocol + ' ' + string(l.port)) in d['places'] && ${admitsOwn})).map(l, l.name)`,
};

function validationsOf(who: string): Validation[] {
  return [
    {
      expression: 'size(variables.here) > 0',
      message: `${who}: listeners of the ListenerSet's gateway are not delegated here; name the granted gateway and its namespace`,
      messageExpression: `${quote(`${who}: listeners of gateway `)} + variables.parent`
        + ' + \' are not delegated in namespace \' + request.namespace',
    },
    {
      expression: 'size(variables.strays) == 0',
      message: `${who}: a listener is not within what was delegated`,
      messageExpression: `${quote(`${who}: listener "`)} + variables.strays[0]`
        + ` + ${quote('" is not within what was delegated in namespace ')} + request.namespace`
        + ` + ${quote(': a hostname, a protocol and a port of it of one delegation, and routes of the team\'s namespaces alone')}`,
    },
    {
      expression: 'object.spec.listeners.all(l, !has(l.tls) || !has(l.tls.certificateRefs)'
        + ' || l.tls.certificateRefs.all(c, !has(c.namespace) || c.namespace == request.namespace))',
      message: `${who}: a certificate of the ListenerSet is of another namespace; a team's listeners show those of their own`,
    },
  ];
}
