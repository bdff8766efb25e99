import { Category, Severity } from '../../../manifest/finding';
import { hasOuterAlternatives, isAnchored } from '../../../manifest/regex';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GRPC_ROUTE } from '../judged-kinds';
import { type Expression, methodExpressions } from './expressions';
import { partsOf } from './request-parts';

/** Some gateways join the expressions for service and method to one for the path `/service/method`. */
export const joinedExpression: Rule = {
  code: 'GW216',
  title: 'An expression for gRPC that does not stand being joined to a path',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, GRPCMethodMatch: the dialect is the implementation\'s; Envoy Gateway v1.9, matches of a GRPCRoute',
  kinds: [GRPC_ROUTE],
  check: (entry: Entry, context: RuleContext): RuleResult[] =>
    partsOf(entry, context).matches.flatMap(methodExpressions).flatMap(brokenByJoining),
};

/** Longer ones the API server refuses itself. */
function brokenByJoining({ value, path, limit }: Expression): RuleResult[] {
  if (value.length > limit) return [];
  if (isAnchored(value)) {
    return [{
      message: `"${value}": implementations such as Envoy Gateway put it into the path /service/method, where ^ and $ match nothing`,
      fix: 'leave ^ and $ out', path,
    }];
  }
  if (!hasOuterAlternatives(value)) return [];
  return [{
    message: `"${value}": implementations such as Envoy Gateway put it into the path /service/method, where its alternatives take in what `
      + 'stands beside them',
    fix: `write "(${value})"`, path,
  }];
}
