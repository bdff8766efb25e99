import { groupBy } from '../../../manifest/group-by';
import type { GuardSettings } from '../../../manifest/guards/guard-settings';
import { BACKEND_KINDS } from '../../../manifest/guards/guarded-keys';
import { GATEWAY_API, knownKind, ROUTE_KINDS } from '../../../manifest/kinds';
import { quote } from '../../../manifest/quote';
import { SPEC_CHANGES } from '../admission-policy';
import { celMap, celStrings } from '../cel';
import { type ClusterGuard, commonConditions, tenantNamespaces } from './cluster-guard';

/** CEL: a list of the object, none where it is left out. */
const listOf = (object: string, list: string): string => `(has(${object}.${list}) ? ${object}.${list} : [])`;

/** CEL: where the filters of a rule or of a backend send requests beside its backends. */
const filteredRefs = (owner: string): string => ['requestMirror', 'externalAuth'].map((field) =>
  `${listOf(owner, 'filters')}.filter(f, has(f.${field}) && has(f.${field}.backendRef)).map(f, f.${field}.backendRef)`).join(' + ');

/** CEL: the kind of a reference as `group/Kind`, where Services are the kind that is left out. */
const KIND = '(has(b.group) ? b.group : \'\') + \'/\' + (has(b.kind) ? b.kind : \'Service\')';

/** CEL: the kinds that routes of the namespace may name. */
function openKinds({ backendKinds }: GuardSettings): string {
  if (backendKinds.length === 0) return celStrings(BACKEND_KINDS);
  const granted = celMap([...groupBy(backendKinds, ({ namespace }) => namespace)]
    .map(([namespace, own]) => [namespace, celStrings(own.map(({ kind }) => kind))]));
  return `${celStrings(BACKEND_KINDS)} + (request.namespace in ${granted} ? ${granted}[request.namespace] : [])`;
}

const CHOICE = 'a Service that selects pods here, or one of another namespace that a ReferenceGrant opens';

/**
 * Backends of routes: proxies and meshes know kinds that are no Services, such as hostnames of Istio, which no ReferenceGrant, no
 * policy on pods and no lockdown holds. Mirrors and authorization services get the requests as well.
 */
export function backends(settings: GuardSettings): ClusterGuard {
  const kinds = 'variables.rules.map(r, '
    + `(${listOf('r', 'backendRefs')} + ${filteredRefs('r')}).map(b, ${KIND}).filter(k, !(k in variables.open)))`;
  const ofBackends = 'variables.rules.map(r, '
    + `${listOf('r', 'backendRefs')}.map(o, (${filteredRefs('o')}).map(b, ${KIND}).filter(k, !(k in variables.open))).filter(l, size(l) > 0))`;
  return {
    name: 'backends', guard: 'backends', namespaces: tenantNamespaces(settings),
    rules: [{
      apiGroups: [GATEWAY_API], resources: ROUTE_KINDS.map((kind) => knownKind(GATEWAY_API, kind).plural),
      operations: ['CREATE', 'UPDATE'], scope: 'Namespaced',
    }],
    matchConditions: [...commonConditions(settings), SPEC_CHANGES],
    variables: [
      { name: 'open', expression: openKinds(settings) },
      { name: 'rules', expression: listOf('dyn(object.spec)', 'rules') },
      { name: 'strays', expression: `${kinds}.filter(l, size(l) > 0)` },
      { name: 'inner', expression: `${ofBackends}.filter(l, size(l) > 0)` },
    ],
    validations: [
      {
        expression: 'size(variables.strays) == 0',
        message: `a backend of the route is no Service; name ${CHOICE}`,
        messageExpression: `${quote('a backend of the route is a ')} + variables.strays[0][0]`
          + ` + ${quote(`, which leads past what was granted; name ${CHOICE}`)}`,
      },
      {
        expression: 'size(variables.inner) == 0',
        message: `a filter of a backend of the route sends requests to what is no Service; name ${CHOICE}`,
      },
    ],
  };
}
