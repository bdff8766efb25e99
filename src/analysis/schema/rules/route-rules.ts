import { given } from '../../../manifest/manifest';
import { show } from '../../../manifest/problem';
import { firstRepeated, type Maybe, type NodeRule } from './node-rule';

interface RouteRule {
  readonly name?: Maybe<string>;
  readonly matches?: Maybe<readonly unknown[]>;
}

/** Most matches of all rules together. Source: Gateway API v1.6.1, HTTPRouteSpec and GRPCRouteSpec. */
const MATCH_LIMIT = 128;

/** A rule without matches counts as one that has the default ones, where there are any. */
function matchesTotal(defaultMatches: number): NodeRule<readonly RouteRule[]> {
  return (rules) => {
    const total = rules.reduce((sum, { matches }) => sum + (matches?.length ?? defaultMatches), 0);
    if (total <= MATCH_LIMIT) return undefined;
    return {
      reason: `its rules have ${total} matches together, and ${MATCH_LIMIT} is the limit`, fix: 'put some of the rules into another route',
    };
  };
}

const namesDistinct: NodeRule<readonly RouteRule[]> = (rules) => {
  const found = firstRepeated(rules, ({ name }) => name);
  if (!found) return undefined;
  const reason = `rule ${found.earlier} of this list has the same name ${show(found.item.name)}`;
  return { at: [found.index, 'name'], reason, fix: 'give each rule a name of its own, or none' };
};

interface GrpcMethod {
  readonly type?: Maybe<string>;
  readonly service?: Maybe<string>;
  readonly method?: Maybe<string>;
}

/** RE2 folds case as Unicode does, where two letters beyond ASCII fold to "k" and "s". */
const SERVICE = /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/iu;
const METHOD = /^[A-Za-z_][A-Za-z_0-9]*$/;

const methodNamesSomething: NodeRule<GrpcMethod> = ({ service, method }) => {
  if (given(service) || given(method)) return undefined;
  return { reason: 'it names neither a service nor a method', fix: 'add `service`, such as "shop.v1.Products"' };
};

/** An exact match compares names, a regular expression may hold anything. */
function nameForm(field: 'service' | 'method', form: RegExp, example: string): NodeRule<GrpcMethod> {
  return (match) => {
    const value = match[field];
    if (!given(value) || (match.type ?? 'Exact') !== 'Exact' || form.test(value)) return undefined;
    const parts = field === 'service' ? ', in parts joined by ".",' : '';
    return {
      at: [field],
      reason: `a ${field} is a name of protobuf: letters, digits and "_"${parts} and no digit first`,
      fix: `write a name such as "${example}", or type "RegularExpression"`,
    };
  };
}

/** What holds for the rules of a route, and for matches of gRPC. Source: Gateway API v1.6.1, GRPCMethodMatch. */
export const ROUTE_RULES: [string, NodeRule<never>][] = [
  ['http-matches-total', matchesTotal(1)],
  ['grpc-matches-total', matchesTotal(0)],
  ['rule-names-distinct', namesDistinct],
  ['grpc-method-names-something', methodNamesSomething],
  ['grpc-service-form', nameForm('service', SERVICE, 'shop.v1.Products')],
  ['grpc-method-form', nameForm('method', METHOD, 'List')],
];
