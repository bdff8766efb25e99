import type { Duration } from 'cdk8s';
import type { HttpCorsMethod } from '../kinds/http-cors';

/** Which pages of other origins may call, and how. Source: Gateway API v1.6.1, HTTPCORSFilter. */
export interface CorsOptions {
  /**
   * Origins, 1 to 64: scheme, host and perhaps a port, such as `https://www.company.com`. A wildcard is the host's first
   * label, and stands for any number of labels; `*` is every origin, and stands alone.
   */
  readonly allowOrigins: string[];
  /**
   * Whether calls carry cookies and the like. Then the origins are said one by one: a gateway that echoes every origin
   * would hand each site on the internet what the user's session can read.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * Methods, up to 9, or `HttpCorsMethod.ALL` alone.
   *
   * @default - those that browsers send without asking: GET, HEAD and POST
   */
  readonly allowMethods?: HttpCorsMethod[];
  /**
   * Names of request headers, up to 64, or `*` alone.
   *
   * @default - those that browsers send without asking
   */
  readonly allowHeaders?: string[];
  /**
   * Names of response headers that the page may read, up to 64. `*` is all of them, without credentials.
   *
   * @default - those that browsers show without asking
   */
  readonly exposeHeaders?: string[];
  /**
   * How long a browser keeps the answer: whole seconds, at least 1.
   *
   * @default - the API server's: 5 seconds
   */
  readonly maxAge?: Duration;
}
