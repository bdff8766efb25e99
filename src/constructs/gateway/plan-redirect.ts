import { GATEWAY_API } from '../../manifest/kinds';
import { type Place, refused } from '../base/problems';
import { HttpRedirect } from './http-redirect';
import type { HttpRedirectData } from './http-redirect-data';
import type { PlanContext } from './plan-certificate';
import type { PlannedListener } from './planned-listener';

/** The listener that only redirects, and where to. */
export interface PlannedRedirect {
  readonly listener: PlannedListener;
  /** Port in the new address; left out where it is the one that https means anyway. */
  readonly port?: number;
}

/** The redirect beside a gateway's listeners: only where there is HTTPS, and no declared listener for clear text. */
export function planRedirect(
  place: Place, option: HttpRedirect | undefined, httpsPorts: number[], declaresHttp: boolean, { facts }: PlanContext,
): PlannedRedirect | undefined {
  const data = redirectData(place, option);
  if (data.off !== undefined) return undefined;
  const asked = option !== undefined;
  if (asked && httpsPorts.length === 0) {
    throw refused(place, 'httpRedirect: no listener is for HTTPS, so there is nothing to redirect to; '
      + 'remove it, or add Listener.https(…)');
  }
  if (asked && declaresHttp) {
    throw refused(place, 'httpRedirect: a listener for HTTP is declared, and it serves clear text; remove one of the two');
  }
  if (httpsPorts.length === 0 || declaresHttp) return undefined;
  const port = data.httpsPort ?? portThatClientsSee(place, httpsPorts, facts.ports.https);
  return {
    listener: { name: 'http', port: data.port ?? facts.ports.http, protocol: 'HTTP' },
    ...(port === 443 ? {} : { port }),
  };
}

/** What the option says. */
export function redirectData(place: Place, option: HttpRedirect | undefined): HttpRedirectData {
  if (option === undefined) return {};
  if (option instanceof HttpRedirect) return option._data();
  throw refused(place, 'httpRedirect is not an HttpRedirect; write HttpRedirect.toHttps() or HttpRedirect.off("…")');
}

/** The implementation shows its usual port for HTTPS to clients as 443. */
function portThatClientsSee(place: Place, ports: number[], usual: number): number {
  const seen = [...new Set(ports.map((port) => (port === usual ? 443 : port)))];
  if (seen.includes(443)) return 443;
  if (seen.length === 1) return seen[0];
  throw refused(place, `listeners for HTTPS stand on ports ${seen.join(', ')}; say which one clear text is sent to: `
    + `httpRedirect: HttpRedirect.toHttps({ httpsPort: ${seen[0]} })`);
}

/** What a route of the redirect listener holds. */
export interface RedirectSpec {
  hostnames?: string[];
  readonly parentRefs: object[];
  readonly rules: object[];
}

/** The spec of a route that answers on the redirect listener. Routes for single paths, such as ACME challenges, win. */
export function redirectRouteSpec(
  { listener, port }: PlannedRedirect, gateway: { name: string; namespace: string },
): RedirectSpec {
  return {
    parentRefs: [{
      group: GATEWAY_API,
      kind: 'Gateway',
      name: gateway.name,
      namespace: gateway.namespace,
      sectionName: listener.name,
    }],
    rules: [{
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      filters: [{
        type: 'RequestRedirect',
        requestRedirect: { scheme: 'https', ...(port === undefined ? {} : { port }), statusCode: 301 },
      }],
    }],
  };
}
