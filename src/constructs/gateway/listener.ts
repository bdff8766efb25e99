import { hostnameProblem, isWildcard } from '../../manifest/hostname';
import { isRecord } from '../../manifest/manifest';
import { subdomainProblem } from '../../manifest/names';
import { portProblem } from '../../manifest/numbers';
import { checkOptions, type Known } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import type { ListenerData } from './listener-data';
import type {
  HttpListenerOptions, HttpsListenerOptions, HttpsPerHostnameOptions, PortListenerOptions, TlsListenerOptions,
  TlsPassthroughListenerOptions,
} from './listener-options';
import { TlsCertificate } from './tls-certificate';

const NAMED: Known<PortListenerOptions> = { name: true };
const PLACED: Known<TlsPassthroughListenerOptions> = { ...NAMED, port: true };
const CERTIFIED: Known<HttpsListenerOptions> = { ...PLACED, certificate: true };

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
    checkOptions(place, 'options', options, { ...PLACED, hostname: true }, '{ port: 8080 }, or leave it out');
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
    return new Listener({ form: 'https', ...terminated({ construct: 'Listener.https' }, hostname, options) });
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
    if (!isWildcard(domain)) {
      throw invalid(place, 'domain', domain, { reason: 'it is one hostname', fix: `write "*.${domain}" for those under it, or Listener.https("${domain}", …)` });
    }
    checkOptions(place, 'options', options, { port: true, certificate: true }, WITH_CERTIFICATE);
    checkNameAndPort(place, options);
    const certificate = certificateOf(place, options);
    return new Listener({ form: 'httpsPerHostname', hostname: domain, port: options.port, certificate });
  }

  /**
   * TLS that ends at the gateway, for protocols other than HTTP: TLSRoutes take what was inside, as a plain connection.
   *
   * @param hostname that clients ask for by SNI, such as `mqtt.company.com` or `*.mqtt.company.com`
   * @param options certificate, name, port
   * @returns the listener
   */
  public static tls(hostname: string, options: TlsListenerOptions): Listener {
    return new Listener({ form: 'tls', ...terminated({ construct: 'Listener.tls' }, hostname, options) });
  }

  /**
   * TLS that the gateway does not open: TLSRoutes pass the connection on by the hostname that the client asks for, and the
   * backend shows its own certificate.
   *
   * @param hostname that clients ask for by SNI, such as `vault.company.com` or `*.vault.company.com`
   * @param options name, port
   * @returns the listener
   */
  public static tlsPassthrough(hostname: string, options: TlsPassthroughListenerOptions = {}): Listener {
    const place = { construct: 'Listener.tlsPassthrough' };
    check(place, 'hostname', hostname, hostnameProblem(hostname));
    if (isRecord(options) && 'certificate' in options) {
      throw refused(place, 'certificate would have no effect: the connection passes as it is, and the backend shows its own; '
        + 'leave it out, or write Listener.tls(…) to end TLS here');
    }
    checkOptions(place, 'options', options, PLACED, '{ port: 8443 }, or leave it out');
    checkNameAndPort(place, options);
    return new Listener({ form: 'tlsPassthrough', hostname, name: options.name, port: options.port });
  }

  /**
   * Every TCP connection to a port, for TCPRoutes. Such a port has no hostnames, so it belongs to one team.
   *
   * @param port 1 to 65535; with Traefik the port of an entry point
   * @param options name
   * @returns the listener
   */
  public static tcp(port: number, options: PortListenerOptions = {}): Listener {
    return new Listener({ form: 'tcp', ...onPort({ construct: 'Listener.tcp' }, port, options) });
  }

  /**
   * Every UDP datagram to a port, for UDPRoutes. Such a port has no hostnames, so it belongs to one team.
   *
   * @param port 1 to 65535
   * @param options name
   * @returns the listener
   */
  public static udp(port: number, options: PortListenerOptions = {}): Listener {
    return new Listener({ form: 'udp', ...onPort({ construct: 'Listener.udp' }, port, options) });
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

function terminated(
  place: Place, hostname: string, options: HttpsListenerOptions | TlsListenerOptions,
): Omit<ListenerData, 'form'> {
  check(place, 'hostname', hostname, hostnameProblem(hostname));
  checkOptions(place, 'options', options, CERTIFIED, WITH_CERTIFICATE);
  checkNameAndPort(place, options);
  const certificate = certificateOf(place, options);
  return { hostname, name: options.name, port: options.port, certificate };
}

function onPort(place: Place, port: number, options: PortListenerOptions): Omit<ListenerData, 'form'> {
  check(place, 'port', port, portProblem(port));
  checkOptions(place, 'options', options, NAMED, '{ name: "database" }, or leave it out');
  checkNameAndPort(place, options);
  return { name: options.name, port };
}

function checkNameAndPort(place: Place, options: { readonly name?: string; readonly port?: number } | undefined): void {
  if (options?.name !== undefined) check(place, 'name', options.name, subdomainProblem(options.name));
  if (options?.port !== undefined) check(place, 'port', options.port, portProblem(options.port));
}

function certificateOf(place: Place, options: { readonly certificate: TlsCertificate } | undefined): TlsCertificate {
  if (options?.certificate instanceof TlsCertificate) return options.certificate;
  throw invalid(place, 'certificate', options?.certificate, {
    reason: `a listener for ${place.construct === 'Listener.tls' ? 'TLS' : 'HTTPS'} needs a certificate`,
    fix: 'write TlsCertificate.fromClusterIssuer("…") or TlsCertificate.fromSecret("…")',
  });
}
