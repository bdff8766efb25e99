import type { GrantData } from '../../manifest/grant-data';
import { GATEWAY_API, knownKind, ROUTE_KINDS } from '../../manifest/kinds';
import { quote } from '../../manifest/quote';
import type { Guard, Validation, Variable } from './admission-policy';
import { type RouteTables, routeTables, sectionTable } from './route-data';

/** Which kinds have hostnames in their spec; the others are granted by section alone. */
const WITH_HOSTNAMES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'];

/** An update that leaves the spec alone passes: labels, finalizers, and routes that are older than the policy. */
const SPEC_CHANGES: Variable = {
  name: 'spec-changes', expression: 'request.operation == \'CREATE\' || object.spec != oldObject.spec',
};

/** The guards over one team's routes in some namespaces: one per granted kind, and one that refuses the others. */
export function routeGuards(team: string, grants: readonly GrantData[], namespaces: readonly string[]): Guard[] {
  const here = grants.filter((grant) => grant.namespaces.some((namespace) => namespaces.includes(namespace)));
  const granted = ROUTE_KINDS.filter((kind) => here.some(({ routeKinds }) => routeKinds.includes(kind)));
  const others = ROUTE_KINDS.filter((kind) => !granted.includes(kind));
  return [
    ...granted.map((kind) => kindGuard(team, kind, grants, namespaces)),
    ...(others.length > 0 ? [guardOf('other-routes', others, namespaces, [], [notGranted(team, granted)])] : []),
  ];
}

function guardOf(
  name: string, kinds: readonly string[], namespaces: readonly string[], variables: Variable[], validations: Validation[],
): Guard {
  return {
    name, namespaces, apiGroup: GATEWAY_API, resources: kinds.map((kind) => knownKind(GATEWAY_API, kind).plural),
    operations: ['CREATE', 'UPDATE'], matchConditions: [SPEC_CHANGES], variables, validations,
  };
}

function notGranted(team: string, granted: readonly string[]): Validation {
  return {
    expression: 'false',
    message: `team "${team}" is not granted this kind of route, only ${granted.join(', ')}; the operators grant more with routeKinds`,
  };
}

function kindGuard(team: string, kind: string, grants: readonly GrantData[], namespaces: readonly string[]): Guard {
  const grantsOf = (namespace: string) =>
    grants.filter((grant) => grant.routeKinds.includes(kind) && grant.namespaces.includes(namespace));
  const name = knownKind(GATEWAY_API, kind).plural;
  if (!WITH_HOSTNAMES.includes(kind)) {
    const variables = [{ name: 'granted', expression: sectionTable(namespaces, grantsOf) }, HERE, PARENTS];
    return guardOf(name, [kind], namespaces, variables, parentValidations(team, kind));
  }
  const tables = routeTables(namespaces, grantsOf);
  return guardOf(name, [kind], namespaces, hostnameVariables(tables), [
    ...parentValidations(team, kind),
    ...hostnameValidations(team),
    ...(tables.hasPrefixes ? [pathValidation(team, kind)] : []),
  ]);
}

const HERE: Variable = {
  name: 'here', expression: 'request.namespace in variables.granted ? variables.granted[request.namespace] : {}',
};

/** Each parent as `namespace/gateway/section`; what is no Gateway gets a name with a space, which no table holds. */
const PARENTS: Variable = {
  name: 'parents',
  expression: 'has(object.spec.parentRefs) ? object.spec.parentRefs.map(p,'
    + ` (!has(p.kind) || p.kind == 'Gateway') && (!has(p.group) || p.group == ${quote(GATEWAY_API)})`
    + ' ? (has(p.namespace) ? p.namespace : request.namespace) + \'/\' + p.name'
    + ' + \'/\' + (has(p.sectionName) ? p.sectionName : \'\')'
    + ' : (has(p.kind) ? p.kind : \'Gateway\') + \' \' + (has(p.group) ? p.group : \'\') + \' \' + p.name) : []',
};

function parentValidations(team: string, kind: string): Validation[] {
  const who = `team "${team}"`;
  return [
    {
      expression: 'request.namespace in variables.granted',
      message: `${who} is not granted ${kind} in this namespace; the operators grant it with routeKinds`,
    },
    {
      expression: 'size(variables.parents) > 0',
      message: `${who}: the route names no parent; name the granted gateway and section in parentRefs`,
    },
    {
      expression: 'variables.parents.all(p, p in variables.here)',
      message: `${who}: a parent of the route is not granted; name the granted gateway, its namespace and a granted section`,
      messageExpression: `${quote(`${who}: parent `)} + variables.parents.filter(p, !(p in variables.here))[0]`
        + ' + \' (namespace/gateway/section) is not granted in namespace \' + request.namespace'
        + ' + \'; granted: \' + variables.here.map(p, p).join(\', \')',
    },
    {
      // The field is of the experimental channel alone, and a type check knows only the channel that is installed.
      expression: '!has(dyn(object.spec).useDefaultGateways) || dyn(object.spec).useDefaultGateways == \'None\'',
      message: `${who}: default gateways are not granted; leave useDefaultGateways out`,
    },
  ];
}

const covered = (entry: string, hostname: string): string =>
  `(${entry}[0] == ${hostname} || (${entry}[0].startsWith('*.') && ${hostname}.endsWith(${entry}[0].substring(1))))`;

/** Whether a listener of hostname `l` takes part of hostname `h`: other listeners leave it alone. */
const overlapping = '(l == \'\' || l == h || (l.startsWith(\'*.\') && h.endsWith(l.substring(1)))'
  + ' || (h.startsWith(\'*.\') && l.endsWith(h.substring(1))))';

const isGranted = `variables.here[p].exists(e, ${covered('e', 'h')})`;

function hostnameVariables({ granted, listeners, prefixes, hasPrefixes }: RouteTables): Variable[] {
  return [
    { name: 'granted', expression: granted },
    { name: 'listeners', expression: listeners },
    HERE,
    PARENTS,
    { name: 'known', expression: 'variables.parents.filter(p, p in variables.here)' },
    { name: 'hostnames', expression: 'has(object.spec.hostnames) ? object.spec.hostnames : []' },
    {
      name: 'refused',
      expression: `variables.hostnames.filter(h, !variables.known.exists(p, ${isGranted})`
        + ` || variables.known.exists(p, !${isGranted} && [variables.listeners[p]].exists(l, ${overlapping})))`,
    },
    ...(hasPrefixes ? [{ name: 'prefixes', expression: prefixes }, LIMITS] : []),
  ];
}

/** The path limits that hold for some hostname of the route at some parent: of the hostnames that cover it, the narrowest. */
const LIMITS: Variable = {
  name: 'limits',
  expression: 'variables.prefixes.filter(x, variables.known.exists(p, variables.hostnames.exists(h,'
    + ` ${isGranted} && variables.here[p].filter(e, ${covered('e', 'h')})[0][1] == x)))`,
};

function hostnameValidations(team: string): Validation[] {
  return [
    {
      expression: 'size(variables.hostnames) > 0',
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
  const limits = 'variables.limits.map(x, variables.prefixes[x].join(\', \')).join(\' and \')';
  if (kind !== 'HTTPRoute') {
    return {
      expression: 'size(variables.limits) == 0',
      message: `team "${team}": the hostname is granted under path prefixes, and a ${kind} has no paths; use an HTTPRoute`,
    };
  }
  const need = `team "${team}": every match of the route needs an exact path or a path prefix under `;
  return {
    expression: 'variables.limits.all(x, has(object.spec.rules) && object.spec.rules.all(r, has(r.matches) && size(r.matches) > 0'
      + ' && r.matches.all(m, has(m.path) && has(m.path.value)'
      + ' && (!has(m.path.type) || m.path.type in [\'Exact\', \'PathPrefix\'])'
      + ' && variables.prefixes[x].exists(prefix, m.path.value == prefix || m.path.value.startsWith(prefix + \'/\')))))',
    message: `${need}a granted prefix`,
    messageExpression: `${quote(need)} + ${limits}`,
  };
}
