import { uncutGrpcRouteProblems } from '../../manifest/grpc-route-checks';
import { grpcRouteTraps } from '../../manifest/grpc-route-traps';
import { shardGrpcRoute } from '../../manifest/shard-routes';
import { checkObject } from '../base/check-object';
import { checkKnown, type Known } from '../base/known-options';
import { type Place, refused } from '../base/problems';
import { type FilterList, filtersOf } from './filter-list';
import { filteredRef, mergedFilters } from './filtered-ref';
import { GrpcMatch } from './grpc-match';
import type { GrpcRule } from './grpc-rule';
import { type MatchClass, matchDataOf } from './match-list';
import { checkGrpcPrefixes } from './prefix-limits';
import type { ResolvedBackend } from './resolve-backend';
import type { BackendRefData, GrpcMatchData } from './route-data';
import type { RouteForm } from './route-form';
import { type RuleContext, weightedRefs } from './rule-backends';
import { ruleName, type WrittenRule } from './rule-names';
import { sessionPersistenceOf } from './session-persistence';

const RULE: Known<GrpcRule> = { backends: true, matches: true, filters: true, name: true, sessionPersistence: true };

const MATCH: MatchClass<GrpcMatch> = {
  name: 'GrpcMatch', example: 'GrpcMatch.service(\'shop.v1.Products\')', any: 'GrpcMatch.any()', everything: 'call',
  is: (value): value is GrpcMatch => value instanceof GrpcMatch,
};

/** GRPCRoutes. */
export const GRPC_FORM: RouteForm<GrpcRule> = {
  kind: 'GRPCRoute',
  construct: 'TeamGrpcRoute',
  rulesOf: (context, written) => [ruleOf(context, written)],
  problems: uncutGrpcRouteProblems,
  traps: grpcRouteTraps,
  cut: shardGrpcRoute,
};

/** GRPCRoutes of a mesh. */
export const MESH_GRPC_FORM: RouteForm<GrpcRule> = { ...GRPC_FORM, construct: 'MeshGrpcRoute' };

function ruleOf(context: RuleContext, { names, rule }: WrittenRule<GrpcRule>): object {
  const { place, attachment } = context;
  checkObject(place, names.rule, rule, 'write { matches: […], backends: […] }');
  checkKnown(place, names.options, rule, RULE);
  const { matches, filters, sessionPersistence } = rule;
  const name = ruleName(place, names.options, rule.name);
  const list = grpcFilters(place, `${names.options}filters`, filters);
  const matched = matches === undefined ? undefined : matchDataOf(place, `${names.options}matches`, matches, MATCH);
  checkGrpcPrefixes(place, `${names.options}matches`, attachment, matched as GrpcMatchData[] | undefined);
  const merged = mergedFilters(context, list);
  const refOf = (backend: ResolvedBackend, weight: number): BackendRefData =>
    filteredRef(context, list, grpcFilters(place, `${backend.option}.filters`, backend.filters), { backend, weight });
  const refs = weightedRefs(context, `${names.options}backends`, rule.backends, refOf);
  if (refs.length === 0) {
    throw refused(place, `${names.rule} has no backends, so each of its calls would get UNAVAILABLE; `
      + 'write backends: [Backend.service(\'product-api-service\', 9090)]');
  }
  return {
    ...name,
    ...(matched !== undefined && { matches: matched }),
    ...(merged.length > 0 && { filters: merged }),
    backendRefs: refs,
    ...(sessionPersistence !== undefined && {
      sessionPersistence: sessionPersistenceOf(place, `${names.options}sessionPersistence`, sessionPersistence),
    }),
  };
}

/** How messages name the filters that a GRPCRoute does not have. */
const OF_HTTP: Record<string, string> = {
  redirect: 'redirects', rewrite: 'rewrites', cors: 'answers other origins', externalAuth: 'asks a service first',
  extension: 'refers to an object of the implementation',
};

function grpcFilters(place: Place, option: string, filters: GrpcRule['filters']): FilterList {
  const data = filtersOf(place, option, filters);
  const stranger = data.findIndex(({ form }) => form in OF_HTTP);
  if (stranger < 0) return { option, filters: data };
  throw refused(place, `${option}[${stranger}] ${OF_HTTP[data[stranger].form]}, which a GRPCRoute cannot; `
    + 'write filters that change headers or mirror calls, or write it in an HTTPRoute');
}
