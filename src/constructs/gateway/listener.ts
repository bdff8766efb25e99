import { hostnameProblem } from '../../manifest/hostname';
import { subdomainProblem } from '../../manifest/names';
import { portProblem } from '../../manifest/numbers';
import { check, checkOptions, invalid, type Place } from '../base/problems';
import type { ListenerData } from './listener-data';
import { TlsCertificate } from './tls-certificate';

/** Options of Listener.http. */
export interface HttpListenerOptions {
  /**
   * Listener name, what routes write as sectionName.
   *
   * @default - `http`, with a hostname `http-` and the hostname with dashes for dots
   */
  readonly name?: string;

  /**
   * Port.
   *
   * @default - the implementation's port for HTTP: 80, Traefik's entry point 8000
   */
  readonly port?: number;

  /**
   * The one hostname, or wildcard, that it serves.
   *
   * @default - every hostname
   */
  readonly hostname?: string;
}

/** Options of Listener.https. */
export interface HttpsListenerOptions {
  /** The certificate that it shows. */
  readonly certificate: TlsCertificate;

  /**
   * Listener name, what routes write as sectionName.
   *
   * @default - `https-` and the hostname with dashes for dots
   */
  readonly name?: string;

  /**
   * Port.
   *
   * @default - the implementation's port for HTTPS: 443, Traefik's entry point 8443
   */
  readonly port?: number;
}

/** Options of Listener.httpsPerHostname. */
export interface HttpsPerHostnameOptions {
  /** Where the certificates come from: from an issuer one for each hostname. */
  readonly certificate: TlsCertificate;

  /**
   * Port.
   *
   * @default - the implementation's port for HTTPS: 443, Traefik's entry point 8443
   */
  readonly port?: number;
}

/**
 * A port, a protocol and a hostname that a gateway listens for.
 *
 * @example
 * Listener.httpsPerHostname('*.company.com', { certificate: TlsCertificate.fromClusterIssuer('letsencrypt-prod') });
 */
export class Listener {
  /**
   * Clear text. Teams that are admitted to it are served without TLS.
   *
   * @param options name, port, hostname
   * @returns the listener
   */
  public static http(options: HttpListenerOptions = {}): Listener {
    const place = { construct: 'Listener.http' };
    checkOptions(place, 'options', options, '{ port: 8080 }, or leave it out');
    if (options.hostname !== undefined) check(place, 'hostname', options.hostname, hostnameProblem(options.hostname));
    checkNameAndPort(place, options);
    return new Listener({ form: 'http', name: options.name, port: options.port, hostname: options.hostname });
  }

  /**
   * TLS that ends at the gateway, for one hostname or a wildcard.
   *
   * @param hostname such as `shop.company.com` or `*.company.com`
   * @param options certificate, name, port
   * @returns the listener
   */
  public static https(hostname: string, options: HttpsListenerOptions): Listener {
    const place = { construct: 'Listener.https' };
    check(place, 'hostname', hostname, hostnameProblem(hostname));
    checkOptions(place, 'options', options, WITH_CERTIFICATE);
    checkNameAndPort(place, options);
    const certificate = certificateOf(place, options);
    return new Listener({ form: 'https', hostname, name: options.name, port: options.port, certificate });
  }

  /**
   * A listener for each hostname that a team is admitted for, so that no other team's route can serve it. Beyond the
   * 64 listeners of a Gateway admit on a second one.
   *
   * @param domain the wildcard that the hostnames stand under, such as `*.company.com`
   * @param options certificate, port
   * @returns the listeners
   */
  public static httpsPerHostname(domain: string, options: HttpsPerHostnameOptions): Listener {
    const place = { construct: 'Listener.httpsPerHostname' };
    check(place, 'domain', domain, hostnameProblem(domain));
    if (!domain.startsWith('*.')) {
      throw invalid(place, 'domain', domain, { reason: 'it is one hostname', fix: `write "*.${domain}" for those under it, or Listener.https("${domain}", …)` });
    }
    checkOptions(place, 'options', options, WITH_CERTIFICATE);
    checkNameAndPort(place, options);
    const certificate = certificateOf(place, options);
    return new Listener({ form: 'httpsPerHostname', hostname: domain, port: options.port, certificate });
  }

  readonly #data: ListenerData;

  private constructor(data: ListenerData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): ListenerData {
    return this.#data;
  }
}

const WITH_CERTIFICATE = '{ certificate: TlsCertificate.fromClusterIssuer("…") }';

function checkNameAndPort(place: Place, options: { readonly name?: string; readonly port?: number } | undefined): void {
  if (options?.name !== undefined) check(place, 'name', options.name, subdomainProblem(options.name));
  if (options?.port !== undefined) check(place, 'port', options.port, portProblem(options.port));
}

function certificateOf(place: Place, options: { readonly certificate: TlsCertificate } | undefined): TlsCertificate {
  if (options?.certificate instanceof TlsCertificate) return options.certificate;
  throw invalid(place, 'certificate', options?.certificate, {
    reason: 'a listener for HTTPS needs a certificate',
    fix: 'write TlsCertificate.fromClusterIssuer("…") or TlsCertificate.fromSecret("…")',
  });
}
