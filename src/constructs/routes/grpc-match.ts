import { problemsOf } from '../../manifest/field-checks';
import { grpcMethodMatch } from '../../manifest/grpc-match-checks';
import { hasOuterAlternatives, isAnchored, regexProblem } from '../../manifest/regex';
import { checkOptions } from '../base/known-options';
import { check, invalid, type Place } from '../base/problems';
import type { HeaderMatch } from './header-match';
import type { GrpcMatchData } from './route-data';
import { headersOf } from './value-matches';

/** What a match asks for beside the method. All of it has to hold. */
export interface GrpcMatchOptions {
  /**
   * Conditions on headers (metadata of the call), up to 16, each header once.
   *
   * @default - any headers
   */
  readonly headers?: HeaderMatch[];
}

const PATTERN_LIMIT = 1024;

/**
 * Which calls a rule of a TeamGrpcRoute takes. A call has to fit the method and the headers of one match.
 * The most specific match of all routes wins: most characters of the service, then of the method, then most headers.
 * Source: Gateway API v1.6.1, GRPCRouteMatch.
 *
 * @example
 * GrpcMatch.method('shop.v1.Products', 'List', { headers: [HeaderMatch.exact('x-beta', 'true')] });
 */
export class GrpcMatch {
  /**
   * One method of one service.
   *
   * @param service full name of the service, such as `shop.v1.Products`, up to 1024 characters
   * @param method name of the method, such as `List`, up to 1024 characters
   * @param options headers
   * @throws for names that protobuf does not take
   */
  public static method(service: string, method: string, options: GrpcMatchOptions = {}): GrpcMatch {
    const place = { construct: 'GrpcMatch.method' };
    return new GrpcMatch({ method: exact(place, { service, method }), ...conditions(place, options) });
  }

  /**
   * Every method of one service.
   *
   * @param service full name of the service, such as `shop.v1.Products`, up to 1024 characters
   * @param options headers
   * @throws for a name that protobuf does not take
   */
  public static service(service: string, options: GrpcMatchOptions = {}): GrpcMatch {
    const place = { construct: 'GrpcMatch.service' };
    return new GrpcMatch({ method: exact(place, { service }), ...conditions(place, options) });
  }

  /**
   * Methods whose service and method match an expression each. Dialect and anchoring are the implementation's; RE2 written
   * for the whole name, without `^` and `$`, is understood by most. Implementations such as Envoy Gateway v1.9 join the two to
   * one expression for the path: alternatives are put in a group here, so that they stay apart.
   *
   * @param service a regular expression of RE2 for the service, up to 1024 characters
   * @param method a regular expression of RE2 for the method, up to 1024 characters
   * @param options headers
   * @throws for an expression beyond RE2, and for one with anchors, which would match nothing within the path
   */
  public static methodRegex(service: string, method: string, options: GrpcMatchOptions = {}): GrpcMatch {
    const place = { construct: 'GrpcMatch.methodRegex' };
    return new GrpcMatch({ method: regex(place, { service, method }), ...conditions(place, options) });
  }

  /**
   * Every method of services that match an expression, which is as with `methodRegex`.
   *
   * @param service a regular expression of RE2, up to 1024 characters
   * @param options headers
   * @throws for an expression beyond RE2, and for one with anchors
   */
  public static serviceRegex(service: string, options: GrpcMatchOptions = {}): GrpcMatch {
    const place = { construct: 'GrpcMatch.serviceRegex' };
    return new GrpcMatch({ method: regex(place, { service }), ...conditions(place, options) });
  }

  /**
   * Every call, with what is asked beside the method.
   *
   * @param options headers
   */
  public static any(options: GrpcMatchOptions = {}): GrpcMatch {
    return new GrpcMatch(conditions({ construct: 'GrpcMatch.any' }, options));
  }

  readonly #data: GrpcMatchData;

  private constructor(data: GrpcMatchData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): GrpcMatchData {
    return this.#data;
  }
}

type Names = { readonly service: string; readonly method?: string };

/** In the order of the parameters, so that a name that is left out is told. */
function exact(place: Place, names: Names): GrpcMatchData['method'] {
  for (const [option, value] of Object.entries(names)) {
    if (typeof value !== 'string' || value === '') {
      throw invalid(place, option, value, { reason: 'it is no name', fix: `write one such as "${EXAMPLES[option as keyof Names]}"` });
    }
  }
  const match = { type: 'Exact' as const, ...names };
  const [problem] = problemsOf(grpcMethodMatch, match, '');
  if (problem) throw invalid(place, problem.path.replace(/^\./, ''), problem.value, problem);
  return match;
}

const EXAMPLES: Required<Names> = { service: 'shop.v1.Products', method: 'List' };

function regex(place: Place, patterns: Names): GrpcMatchData['method'] {
  for (const [option, value] of Object.entries(patterns)) {
    check(place, option, value, regexProblem(value, PATTERN_LIMIT));
    if (isAnchored(value)) throw invalid(place, option, value, ANCHORED);
  }
  const parts = Object.entries(patterns).map(([option, value]) => [option, hasOuterAlternatives(value) ? `(${value})` : value]);
  return { type: 'RegularExpression', ...Object.fromEntries(parts) };
}

const ANCHORED = {
  reason: 'it stands within the path /service/method, where its anchors match nothing', fix: 'leave ^ and $ out',
};

function conditions(place: Place, options: GrpcMatchOptions): Pick<GrpcMatchData, 'headers'> {
  checkOptions(place, 'options', options, { headers: true }, '{ headers }');
  const headers = headersOf(place, options?.headers);
  return headers.length > 0 ? { headers } : {};
}
