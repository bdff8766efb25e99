import { portProblem } from '../../manifest/numbers';
import { checkOptions, type Known } from '../base/known-options';
import { check, refused } from '../base/problems';
import type { HttpRedirectData } from './http-redirect-data';

/** Options of HttpRedirect.toHttps. */
export interface HttpRedirectOptions {
  /**
   * Port of the listener that redirects.
   *
   * @default - the implementation's port for HTTP: 80, Traefik's entry point 8000
   */
  readonly port?: number;
  /**
   * Port of the HTTPS address that clients are sent to.
   *
   * @default - the one that clients see for the gateway's HTTPS listeners: 443, or the listeners' own port where it is another
   */
  readonly httpsPort?: number;
}

const OPTIONS: Known<HttpRedirectOptions> = { port: true, httpsPort: true };

/**
 * What happens to requests that come in clear text beside HTTPS listeners. Without saying anything they are redirected.
 *
 * @example
 * HttpRedirect.off('the load balancer in front ends TLS and redirects');
 */
export class HttpRedirect {
  /**
   * Answers 301 with the same address under https.
   *
   * @param options ports, where they are not the usual ones
   * @returns the setting
   */
  public static toHttps(options: HttpRedirectOptions = {}): HttpRedirect {
    const place = { construct: 'HttpRedirect.toHttps' };
    checkOptions(place, 'options', options, OPTIONS, '{ httpsPort: 8443 }, or leave it out');
    for (const option of ['port', 'httpsPort'] as const) {
      if (options[option] !== undefined) check(place, option, options[option], portProblem(options[option]));
    }
    return new HttpRedirect({ port: options.port, httpsPort: options.httpsPort });
  }

  /**
   * No listener for clear text. The reason stands in an annotation of the Gateway, `gateway.cdk8s-gateway.io/no-http-redirect`.
   *
   * @param reason why nothing has to redirect, such as TLS that ends before the gateway
   * @returns the setting
   */
  public static off(reason: string): HttpRedirect {
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw refused({ construct: 'HttpRedirect.off' }, 'reason is empty; '
        + 'write why clear text needs no redirect, such as "the load balancer redirects"');
    }
    return new HttpRedirect({ off: reason });
  }

  readonly #data: HttpRedirectData;

  private constructor(data: HttpRedirectData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): HttpRedirectData {
    return this.#data;
  }
}
