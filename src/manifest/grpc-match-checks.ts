import { type Data, type FieldCheck, object, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { headerMatchesOf, valueMatchType } from './http-match-checks';
import { textProblem } from './text-checks';

const SERVICE = /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i;
const METHOD = /^[a-z_][a-z_0-9]*$/i;

function namesSomething(match: Data, path: string): FieldProblem[] {
  if (match.service !== undefined || match.method !== undefined) return [];
  return [fieldProblem(path, match, 'it names neither a service nor a method', 'write the service, such as "shop.v1.Products"')];
}

/** An exact match compares names, a regular expression may hold anything. */
function namesSuitType({ type = 'Exact', service, method }: Data, path: string): FieldProblem[] {
  if (type !== 'Exact') return [];
  return [
    ...noName(`${path}.service`, service, SERVICE, 'shop.v1.Products',
      'a service is a name of protobuf: letters, digits and "_", in parts joined by "." that start with no digit'),
    ...noName(`${path}.method`, method, METHOD, 'List',
      'a method is a name of protobuf: letters, digits and "_", and starts with no digit'),
  ];
}

function noName(path: string, value: unknown, form: RegExp, example: string, reason: string): FieldProblem[] {
  if (value === undefined || form.test(value as string)) return [];
  return [fieldProblem(path, value, reason, `write a name such as "${example}", or type "RegularExpression"`)];
}

/** What a match asks of the method. */
export const grpcMethodMatch: FieldCheck = object({
  optional: {
    type: valueMatchType,
    service: valueOf((value) => textProblem(value, 0, 1024, 'shop.v1.Products')),
    method: valueOf((value) => textProblem(value, 0, 1024, 'List')),
  },
  rules: [namesSomething, namesSuitType],
});

/** One match of a rule: everything in it must hold. Source: Gateway API v1.6.1, GRPCRouteMatch. */
export const grpcMatch: FieldCheck = object({
  optional: { method: grpcMethodMatch, headers: headerMatchesOf('GRPCRouteMatch') },
});
