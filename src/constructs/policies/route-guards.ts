import type { GrantData } from '../../manifest/grant-data';
import { GATEWAY_API, knownKind, ROUTE_KINDS } from '../../manifest/kinds';
import { meshServicesOf } from '../../manifest/mesh-services';
import { quote } from '../../manifest/quote';
import { hasHostnames, serves } from '../../manifest/route-protocols';
import { acmeVariables, exceptAcme } from './acme-routes';
import { type Guard, SPEC_CHANGES, type Validation, type Variable } from './admission-policy';
import { celStrings } from './cel';
import { byNamespace, type Held, namesOf } from './held-grants';
import { MESH_PARENT, MESH_PARENT_NAME, meshVariables } from './mesh-parents';
import { ANY_SET, type RouteTables, routeTables, sectionList } from './route-data';

/**
 * The guards over a team's routes in namespaces that are alike: one per kind that is granted there, and one that refuses the
 * others.
 *
 * @param own all namespaces of the team, whose Services are its own
 */
export function routeGuards(team: string, own: readonly string[], held: readonly Held[]): Guard[] {
  const granted = ROUTE_KINDS.filter((kind) => held[0].grants.some(({ routeKinds }) => routeKinds.includes(kind)));
  const others = ROUTE_KINDS.filter((kind) => !granted.includes(kind));
  return [
    ...granted.map((kind) => kindGuard(team, kind, own, held)),
    ...(others.length > 0 ? [guardOf('other-routes', others, held, [], [notGranted(team, granted)])] : []),
  ];
}

function guardOf(
  name: string, kinds: readonly string[], held: readonly Held[], variables: Variable[], validations: Validation[],
): Guard {
  return {
    name, namespaces: namesOf(held), apiGroup: GATEWAY_API, resources: kinds.map((kind) => knownKind(GATEWAY_API, kind).plural),
    operations: ['CREATE', 'UPDATE'], matchConditions: [SPEC_CHANGES], variables, validations,
  };
}

function notGranted(team: string, granted: readonly string[]): Validation {
  return {
    expression: 'false',
    message: `team "${team}" is not granted this kind of route here, only ${granted.join(', ')}; the operators grant more with routeKinds`,
  };
}

function kindGuard(team: string, kind: string, own: readonly string[], held: readonly Held[]): Guard {
  const name = knownKind(GATEWAY_API, kind).plural;
  const serving = held.map(({ namespace, grants }) => ({ namespace, grants: servingGrants(kind, grants) }));
  const servicesOf = (grants: readonly GrantData[]): string => serviceList(meshServicesOf(grants, kind));
  const listed = serving.some(({ grants }) => meshServicesOf(grants, kind).length > 0);
  const mesh = meshVariables(own, listed ? byNamespace(serving, servicesOf) : undefined);
  if (!hasHostnames(kind)) {
    const variables = [{ name: 'granted', expression: byNamespace(serving, sectionList) }, PARENTS, ...mesh];
    return guardOf(name, [kind], held, variables, parentValidations(team));
  }
  const tables = routeTables(serving);
  const variables = hostnameVariables(tables, mesh);
  const [hasParent, granted, ...others] = parentValidations(team);
  const judging = [granted, ...hostnameValidations(team), ...(tables.hasPrefixes ? [pathValidation(team, kind)] : [])];
  if (kind !== 'HTTPRoute') return guardOf(name, [kind], held, variables, [hasParent, ...others, ...judging]);
  return guardOf(name, [kind], held, [...variables, ...acmeVariables(serving)], [
    hasParent, ...others, ...judging.map(exceptAcme),
  ]);
}

/** The grants that hold for the kind; of their sections those count that serve it. */
function servingGrants(kind: string, grants: readonly GrantData[]): GrantData[] {
  return grants.filter(({ routeKinds }) => routeKinds.includes(kind))
    .map((grant) => ({ ...grant, sections: grant.sections.filter(({ protocol }) => serves(protocol, kind)) }));
}

const serviceList = (services: readonly string[]): string => celStrings(services.map((service) => `Service ${service}`));

/**
 * Each parent as `namespace/gateway/section`, a ListenerSet by its namespace alone; what is neither gets a name with a space that
 * starts with a letter, which no table of sections holds.
 */
const PARENTS: Variable = {
  name: 'parents',
  expression: 'has(object.spec.parentRefs) ? object.spec.parentRefs.map(p,'
    + ` (!has(p.kind) || p.kind == 'Gateway') && (!has(p.group) || p.group == ${quote(GATEWAY_API)})`
    + ' ? (has(p.namespace) ? p.namespace : request.namespace) + \'/\' + p.name'
    + ' + \'/\' + (has(p.sectionName) ? p.sectionName : \'\')'
    + ` : has(p.kind) && p.kind == 'ListenerSet' && (!has(p.group) || p.group == ${quote(GATEWAY_API)})`
    + ` ? ${quote(ANY_SET)} + (has(p.namespace) ? p.namespace : request.namespace)`
    + ` : ${MESH_PARENT} ? ${MESH_PARENT_NAME}`
    + ' : (has(p.kind) ? p.kind : \'Gateway\') + \' \' + (has(p.group) ? p.group : \'\') + \' \' + p.name) : []',
};

function parentValidations(team: string): Validation[] {
  const who = `team "${team}"`;
  return [
    {
      expression: 'size(variables.parents) > 0',
      message: `${who}: the route names no parent; name the granted gateway and section in parentRefs`,
    },
    {
      expression: 'variables.parents.all(p, p in variables.granted || p in variables.mesh)',
      message: `${who}: a parent of the route is not granted; name the granted gateway, its namespace and a granted section`,
      messageExpression: `${quote(`${who}: parent `)} + variables.parents.filter(p, !(p in variables.granted || p in variables.mesh))[0]`
        + ' + \' (namespace/gateway/section) is not granted in namespace \' + request.namespace'
        + ' + \'; granted: \' + variables.granted.join(\', \')',
    },
    {
      // The field is of the experimental channel alone, and a type check knows only the channel that is installed.
      expression: '!has(dyn(object.spec).useDefaultGateways) || dyn(object.spec).useDefaultGateways == \'None\'',
      message: `${who}: default gateways are not granted; leave useDefaultGateways out`,
    },
  ];
}

/** Whether a listener of hostname `l` takes part of hostname `h`: other listeners leave it alone. */
const overlapping = '(l == \'\' || l == h || (l.startsWith(\'*.\') && h.endsWith(l.substring(1)))'
  + ' || (h.startsWith(\'*.\') && l.endsWith(h.substring(1))))';

/** Exact hostnames are looked up, since a route may ask for many at many parents; wildcards are few. */
const isGranted = '(h in variables.exact[p] || variables.wildcards[p].exists(e, h.endsWith(e[0])))';

function hostnameVariables(
  { granted, exact, wildcards, listeners, prefixes, hasPrefixes }: RouteTables, mesh: readonly Variable[],
): Variable[] {
  return [
    { name: 'granted', expression: granted },
    { name: 'exact', expression: exact },
    { name: 'wildcards', expression: wildcards },
    { name: 'listeners', expression: listeners },
    PARENTS,
    ...mesh,
    { name: 'known', expression: 'variables.parents.filter(p, p in variables.granted)' },
    { name: 'hostnames', expression: 'has(object.spec.hostnames) ? object.spec.hostnames : []' },
    {
      name: 'refused',
      expression: `variables.hostnames.filter(h, !variables.meshOnly && (!variables.known.exists(p, ${isGranted})`
        + ` || variables.known.exists(p, !${isGranted} && [variables.listeners[p]].exists(l, ${overlapping}))))`,
    },
    ...(hasPrefixes ? [{ name: 'prefixes', expression: prefixes }, LIMITS_BY_PARENT, LIMITS] : []),
  ];
}

/** For each parent the limits of the route's hostnames: of what covers a hostname there, the narrowest decides. */
const LIMITS_BY_PARENT: Variable = {
  name: 'limitsByParent',
  expression: `variables.known.map(p, variables.hostnames.map(h, ${isGranted}, h in variables.exact[p] ? variables.exact[p][h]`
    + ' : variables.wildcards[p].filter(e, h.endsWith(e[0]))[0][1]))',
};

/** The path limits that hold for some hostname of the route at some parent, each once. */
const LIMITS: Variable = {
  name: 'limits', expression: 'variables.prefixes.filter(x, variables.limitsByParent.exists(held, x in held))',
};

function hostnameValidations(team: string): Validation[] {
  return [
    {
      expression: 'variables.meshOnly || size(variables.hostnames) > 0',
      message: `team "${team}": the route names no hostname, so it would claim every hostname of its listener; write the granted ones`,
    },
    {
      expression: 'size(variables.refused) == 0',
      message: `team "${team}": a hostname of the route is not granted at the sections that it names`,
      messageExpression: `${quote(`team "${team}": hostname "`)} + variables.refused[0]`
        + ' + \'" is not granted in namespace \' + request.namespace + \' at the sections that the route names\'',
    },
  ];
}

function pathValidation(team: string, kind: string): Validation {
  const need = `team "${team}": every match of the route needs`;
  if (kind === 'HTTPRoute') return limited(`${need} an exact path or a path prefix under `, HTTP_PATH);
  if (kind === 'GRPCRoute') return limited(`${need} the exact name of a service, or of a method of it, under `, GRPC_PATH);
  return {
    expression: 'size(variables.limits) == 0',
    message: `team "${team}": the hostname is granted under path prefixes, and a ${kind} has no paths; use an HTTPRoute`,
  };
}

/** CEL over match `m`: what it needs, and its path. */
interface MatchPath {
  readonly needs: string;
  readonly path: string;
}

const HTTP_PATH: MatchPath = {
  needs: 'has(m.path) && has(m.path.value) && (!has(m.path.type) || m.path.type in [\'Exact\', \'PathPrefix\'])',
  path: 'm.path.value',
};

/** A service is a prefix of the paths of its methods. */
const GRPC_PATH: MatchPath = {
  needs: 'has(m.method) && has(m.method.service) && m.method.service != \'\''
    + ' && (!has(m.method.type) || m.method.type == \'Exact\')',
  path: '\'/\' + m.method.service + (has(m.method.method) && m.method.method != \'\' ? \'/\' + m.method.method : \'\')',
};

function limited(need: string, { needs, path }: MatchPath): Validation {
  return {
    expression: 'variables.limits.all(x, has(object.spec.rules) && object.spec.rules.all(r, has(r.matches) && size(r.matches) > 0'
      + ` && r.matches.all(m, ${needs} && [${path}].exists(p,`
      + ' variables.prefixes[x].exists(prefix, p == prefix || p.startsWith(prefix + \'/\'))))))',
    message: `${need}a granted prefix`,
    messageExpression: `${quote(need)} + variables.limits.map(x, variables.prefixes[x].join(', ')).join(' and ')`,
  };
}
