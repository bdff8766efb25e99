import { preciseHostnameProblem } from '../../manifest/hostname';
import { portProblem } from '../../manifest/numbers';
import type { Known } from '../base/known-options';
import { checkOptions } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import { HttpScheme } from '../kinds/http-redirect-rewrite';
import type { Backend } from './backend';
import { checkTarget } from './backend-target';
import type { CorsOptions } from './cors-options';
import { corsSettings } from './cors-settings';
import type { ExternalAuthGrpcOptions, ExternalAuthHttpOptions } from './external-auth-options';
import { externalAuthGrpc, externalAuthHttp } from './external-auth-settings';
import type { FilterData } from './filter-data';
import { extensionRef, headerChange, headerRemoval, mirrorShare, pathChange } from './filter-parts';
import type { MirrorOptions } from './mirror-options';
import type { RedirectOptions } from './redirect-options';
import type { RewriteOptions } from './rewrite-options';

/**
 * What happens to a request or its response on the way. The API takes most kinds once in a rule, so header changes of one
 * direction become one modifier, in which each header has one change. Copies and extensions may stand several times. A
 * rule and each of its backends have up to 16, so merged. Source: Gateway API v1.6.1, HTTPRouteFilter.
 *
 * @example
 * RouteFilter.addRequestHeaders({ 'X-Traffic-Type': 'canary-testing' });
 */
export class RouteFilter {
  /**
   * Replaces request headers, or adds them where the client sent none.
   *
   * @param headers names and values
   * @throws for a name or value that the API does not take, and for a header twice, whatever its case
   */
  public static replaceRequestHeaders(headers: Record<string, string>): RouteFilter {
    return new RouteFilter(headerChange('replaceRequestHeaders', 'request', 'set', headers));
  }

  /**
   * Adds values to request headers, beside what the client sent.
   *
   * @param headers names and values
   * @throws for a name or value that the API does not take, and for a header twice, whatever its case
   */
  public static addRequestHeaders(headers: Record<string, string>): RouteFilter {
    return new RouteFilter(headerChange('addRequestHeaders', 'request', 'add', headers));
  }

  /**
   * Takes request headers away.
   *
   * @param names their names
   * @throws for a name that the API does not take, and for a header twice, whatever its case
   */
  public static removeRequestHeaders(names: string[]): RouteFilter {
    return new RouteFilter(headerRemoval('removeRequestHeaders', 'request', names));
  }

  /**
   * Replaces response headers, or adds them where the backend sent none.
   *
   * @param headers names and values
   * @throws for a name or value that the API does not take, and for a header twice, whatever its case
   */
  public static replaceResponseHeaders(headers: Record<string, string>): RouteFilter {
    return new RouteFilter(headerChange('replaceResponseHeaders', 'response', 'set', headers));
  }

  /**
   * Adds values to response headers, beside what the backend sent.
   *
   * @param headers names and values
   * @throws for a name or value that the API does not take, and for a header twice, whatever its case
   */
  public static addResponseHeaders(headers: Record<string, string>): RouteFilter {
    return new RouteFilter(headerChange('addResponseHeaders', 'response', 'add', headers));
  }

  /**
   * Takes response headers away.
   *
   * @param names their names
   * @throws for a name that the API does not take, and for a header twice, whatever its case
   */
  public static removeResponseHeaders(names: string[]): RouteFilter {
    return new RouteFilter(headerRemoval('removeResponseHeaders', 'response', names));
  }

  /**
   * Answers with a redirect. The rule then has no backends.
   *
   * @param options where to
   * @throws where nothing of the address changes, which would redirect for ever
   */
  public static redirect(options: RedirectOptions): RouteFilter {
    const place: Place = { construct: 'RouteFilter.redirect' };
    checkOptions(place, 'options', options, REDIRECT, '{ scheme: HttpScheme.HTTPS }');
    const { scheme, hostname, port, statusCode = 302 } = options ?? {};
    if (scheme !== undefined && !Object.values(HttpScheme).includes(scheme)) {
      throw invalid(place, 'scheme', scheme, { reason: 'it is not a scheme of the API', fix: 'write HttpScheme.HTTPS' });
    }
    if (hostname !== undefined) check(place, 'hostname', hostname, preciseHostnameProblem(hostname));
    if (port !== undefined) check(place, 'port', port, portProblem(port));
    if (![301, 302, 303, 307, 308].includes(statusCode)) {
      throw invalid(place, 'statusCode', statusCode, {
        reason: 'it is not a status of redirects', fix: 'write 301, 302, 303, 307 or 308',
      });
    }
    const path = pathChange(place, options);
    if ([scheme, hostname, port, path].every((part) => part === undefined)) {
      throw refused(place, 'nothing of the address changes, so it would redirect for ever; '
        + 'write scheme, hostname, port, fullPath or prefix');
    }
    return new RouteFilter({ form: 'redirect', parts: { scheme, hostname, port, path, statusCode } });
  }

  /**
   * Changes what the backend sees as hostname and path.
   *
   * @param options the new parts
   */
  public static rewrite(options: RewriteOptions): RouteFilter {
    const place: Place = { construct: 'RouteFilter.rewrite' };
    checkOptions(place, 'options', options, REWRITE, '{ prefix: \'/\' }');
    const { hostname } = options ?? {};
    if (hostname !== undefined) check(place, 'hostname', hostname, preciseHostnameProblem(hostname));
    const path = pathChange(place, options);
    if (hostname === undefined && path === undefined) {
      throw refused(place, 'it changes nothing; write hostname, fullPath or prefix');
    }
    return new RouteFilter({ form: 'rewrite', parts: { hostname, path } });
  }

  /**
   * Sends a copy of requests to another backend, whose answers nobody sees.
   *
   * @param backend who gets the copies
   * @param options how many
   */
  public static mirror(backend: Backend, options: MirrorOptions = {}): RouteFilter {
    const place: Place = { construct: 'RouteFilter.mirror' };
    checkTarget(place, 'backend', backend, { reason: 'copies are not shared out by weight', fix: 'write { percent: 20 }' });
    return new RouteFilter({ form: 'mirror', backend, ...mirrorShare(place, options) });
  }

  /**
   * Answers browsers whose pages of other origins want to call. It stands in the rules that the calls go to, and these
   * take OPTIONS as well, with which browsers ask first.
   *
   * Credentials for every origin are refused: the API takes them, and a gateway then answers whoever asks.
   *
   * @param options origins, and what their pages may send and read
   * @throws for an origin that no browser sends, a wildcard beside other entries, and credentials for every origin
   */
  public static cors(options: CorsOptions): RouteFilter {
    return new RouteFilter({ form: 'cors', settings: corsSettings({ construct: 'RouteFilter.cors' }, options) });
  }

  /**
   * Asks a service before a request goes on, by HTTP with the request's head. What the service does not allow, or does not
   * answer, is refused. Experimental channel only. Source: Gateway API v1.6.1, HTTPExternalAuthFilter.
   *
   * @param backend the service
   * @param options what it gets to see, and what the backend gets of its answer
   */
  public static externalAuthHttp(backend: Backend, options: ExternalAuthHttpOptions = {}): RouteFilter {
    const place: Place = { construct: 'RouteFilter.externalAuthHttp' };
    checkTarget(place, 'backend', backend, ONE_SERVICE);
    return new RouteFilter({ form: 'externalAuth', backend, ...externalAuthHttp(place, options) });
  }

  /**
   * Asks a service before a request goes on, by Envoy's ext_authz protocol over gRPC. What the service does not allow, or
   * does not answer, is refused. Experimental channel only. Source: Gateway API v1.6.1, HTTPExternalAuthFilter.
   *
   * @param backend the service
   * @param options what it gets to see
   */
  public static externalAuthGrpc(backend: Backend, options: ExternalAuthGrpcOptions = {}): RouteFilter {
    const place: Place = { construct: 'RouteFilter.externalAuthGrpc' };
    checkTarget(place, 'backend', backend, ONE_SERVICE);
    return new RouteFilter({ form: 'externalAuth', backend, ...externalAuthGrpc(place, options) });
  }

  /**
   * What an object of the implementation does. It stands in the route's namespace; where it is missing or of a kind that
   * the implementation does not read, the requests get an error.
   *
   * @param group API group of the object, such as `gateway.envoyproxy.io`
   * @param kind its kind, such as `HTTPRouteFilter`
   * @param name its name
   */
  public static extension(group: string, kind: string, name: string): RouteFilter {
    return new RouteFilter({ form: 'extension', ref: extensionRef({ construct: 'RouteFilter.extension' }, group, kind, name) });
  }

  readonly #data: FilterData;

  private constructor(data: FilterData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): FilterData {
    return this.#data;
  }
}

/** Why a service that is asked has no weight. */
const REWRITE: Known<RewriteOptions> = { hostname: true, fullPath: true, prefix: true };
const REDIRECT: Known<RedirectOptions> = { ...REWRITE, scheme: true, port: true, statusCode: true };
const ONE_SERVICE = { reason: 'one service is asked every time', fix: 'leave it out' };
