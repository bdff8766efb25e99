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

/** No call has an empty service; only in an expression does the API server take one. */
function noService({ value, path }: Part): FieldProblem[] {
  if (value.service !== '') return [];
  return [fieldProblem(`${path}.service`, '', 'no call has an empty service', 'write the service, such as "shop.v1.Products", or leave it out')];
}
