import { preciseHostnameProblem } from '../../manifest/hostname';
import { portProblem } from '../../manifest/numbers';
import { check, invalid, type Place, refused } from '../base/problems';
import { HttpScheme } from '../kinds/http-redirect-rewrite';
import type { HttpFraction } from '../kinds/http-route-filter';
import { Backend } from './backend';
import type { FilterData } from './filter-data';
import { headerChange, headerRemoval, mirrorShare, pathChange } from './filter-parts';

/** Where a redirect leads. What is left out stays as in the request; at least one part has to change. */
export interface RedirectOptions {
  /**
   * Scheme of the new address.
   *
   * @default - the request's
   */
  readonly scheme?: HttpScheme;
  /**
   * Hostname of the new address, without wildcard.
   *
   * @default - the request's
   */
  readonly hostname?: string;
  /**
   * Port of the new address, 1 to 65535.
   *
   * @default - the well-known port where `scheme` is given, else the listener's
   */
  readonly port?: number;
  /**
   * The whole new path. Not together with `prefix`.
   *
   * @default - the request's path
   */
  readonly fullPath?: string;
  /**
   * What stands in the place of the prefix that matched. The rule then has exactly one match, by prefix.
   *
   * @default - the request's path
   */
  readonly prefix?: string;
  /**
   * 301, 302, 303, 307 or 308.
   *
   * @default 302
   */
  readonly statusCode?: number;
}

/** What the backend sees in place of what the client sent. */
export interface RewriteOptions {
  /**
   * The Host header, without wildcard.
   *
   * @default - the request's
   */
  readonly hostname?: string;
  /**
   * The whole new path. Not together with `prefix`.
   *
   * @default - the request's path
   */
  readonly fullPath?: string;
  /**
   * What stands in the place of the prefix that matched; '/' strips it. The rule then has exactly one match, by prefix.
   *
   * @default - the request's path
   */
  readonly prefix?: string;
}

/** How many requests are copied. */
export interface MirrorOptions {
  /**
   * Share in percent, 0 to 100. Not together with `fraction`.
   *
   * @default - every request
   */
  readonly percent?: number;
  /**
   * Share as a fraction, where percent is too coarse.
   *
   * @default - every request
   */
  readonly fraction?: HttpFraction;
}

/**
 * What happens to a request or its response on the way. The API takes each kind once in a rule, so header changes of one
 * direction become one modifier, in which each header has one change. Source: Gateway API v1.6.1, HTTPRouteFilter.
 *
 * @example
 * RouteFilter.addRequestHeaders({ 'X-Traffic-Type': 'canary-testing' });
 */
export class RouteFilter {
  /**
   * Replaces request headers, or adds them where the client sent none.
   *
   * @param headers names and values
   */
  public static replaceRequestHeaders(headers: Record<string, string>): RouteFilter {
    return new RouteFilter(headerChange('replaceRequestHeaders', 'request', 'set', headers));
  }

  /**
   * Adds values to request headers, beside what the client sent.
   *
   * @param headers names and values
   */
  public static addRequestHeaders(headers: Record<string, string>): RouteFilter {
    return new RouteFilter(headerChange('addRequestHeaders', 'request', 'add', headers));
  }

  /**
   * Takes request headers away.
   *
   * @param names their names
   */
  public static removeRequestHeaders(names: string[]): RouteFilter {
    return new RouteFilter(headerRemoval('removeRequestHeaders', 'request', names));
  }

  /**
   * Replaces response headers, or adds them where the backend sent none.
   *
   * @param headers names and values
   */
  public static replaceResponseHeaders(headers: Record<string, string>): RouteFilter {
    return new RouteFilter(headerChange('replaceResponseHeaders', 'response', 'set', headers));
  }

  /**
   * Adds values to response headers, beside what the backend sent.
   *
   * @param headers names and values
   */
  public static addResponseHeaders(headers: Record<string, string>): RouteFilter {
    return new RouteFilter(headerChange('addResponseHeaders', 'response', 'add', headers));
  }

  /**
   * Takes response headers away.
   *
   * @param names their names
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
    if (!(backend instanceof Backend)) {
      throw invalid(place, 'backend', backend, { reason: 'it is not a Backend', fix: 'write Backend.service(\'shadow\', 8080)' });
    }
    const { weight } = backend._options();
    if (weight !== undefined) {
      throw invalid(place, 'backend.weight', weight, {
        reason: 'copies are not shared out by weight', fix: 'write { percent: 20 }',
      });
    }
    return new RouteFilter({ form: 'mirror', backend, ...mirrorShare(place, options) });
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
