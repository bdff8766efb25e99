import { type FieldProblem, fieldProblem } from './field-problem';
import { commonFilterTraps, headerMatchTraps } from './header-traps';
import { commonRouteTraps, hostnameTraps, ruleNameTraps } from './route-traps';
import { allFiltersOf, matchesOf, type Part, recordAt, rulesOf } from './trap-parts';

/**
 * What the API server takes in the spec of a GRPCRoute and what is never meant: it is dropped, ignored, or answers an error.
 * The namespace is the route's, where it is known.
 */
export function grpcRouteTraps(spec: unknown, namespace?: string): FieldProblem[] {
  return [
    ...hostnameTraps(spec),
    ...commonRouteTraps(spec, namespace),
    ...ruleNameTraps(spec),
    ...rulesOf(spec).flatMap((rule) => [
      ...matchesOf(rule).flatMap((match) => [...recordAt(match, 'method').flatMap(noService), ...headerMatchTraps(match)]),
      ...allFiltersOf(rule).flatMap(commonFilterTraps),
    ]),
  ];
}

/**
 * Every call has a service: only in an expression does the API server take an empty one, and which calls a method alone takes is
 * the implementation's own. Source: Gateway API v1.6.1, GRPCMethodMatch.
 */
export function noService({ value: { service }, path }: Part): FieldProblem[] {
  if (service !== undefined && service !== '') return [];
  const fix = 'write the service, such as "shop.v1.Products"';
  const reason = service === '' ? 'no call has an empty service' : 'which calls a method alone takes is up to the implementation';
  return [fieldProblem(`${path}.service`, service, reason, fix)];
}
