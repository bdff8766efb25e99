import { checkKnown, type Known } from '../../base/known-options';
import type { Place } from '../../base/problems';
import { hostData, httpsData } from './egress-host-checks';
import type { EgressHostData } from './egress-host-data';
import type { EgressHttpsOptions, EgressTlsOptions } from './egress-host-options';

const TLS: Known<EgressTlsOptions> = { reason: true, port: true, versions: true, circuitBreaker: true };
const HTTPS: Known<EgressHttpsOptions> = {
  ...TLS, authoritySecret: true, clientCertificateSecret: true, requestTimeout: true, retry: true,
};

/**
 * A host outside of the cluster that an egress gateway leads to, by its exact name.
 *
 * @example
 * EgressHost.https('api.stripe.com', { reason: 'card payments' });
 */
export class EgressHost {
  /**
   * The gateway begins TLS: pods speak HTTP to it, and it checks the host's certificate. It can read requests, and so retry them,
   * time them out and split them.
   *
   * @param hostname exact name of the host
   * @param options reason, certificates, timeouts, retries, versions
   * @returns the destination
   * @throws for wildcards, addresses, names of the cluster or the machine, and without a reason
   */
  public static https(hostname: string, options: EgressHttpsOptions): EgressHost {
    const place: Place = { construct: 'EgressHost.https' };
    checkKnown(place, '', options, HTTPS);
    return new EgressHost({ ...hostData(place, 'https', hostname, options), ...httpsData(place, options) });
  }

  /**
   * The gateway passes the pods' own TLS on, by the server name in its greeting: pods check the host's certificate, and the
   * gateway sees no request.
   *
   * @param hostname exact name of the host
   * @param options reason, versions
   * @returns the destination
   * @throws as https does
   */
  public static tls(hostname: string, options: EgressTlsOptions): EgressHost {
    const place: Place = { construct: 'EgressHost.tls' };
    checkKnown(place, '', options, TLS);
    return new EgressHost(hostData(place, 'tls', hostname, options));
  }

  readonly #data: EgressHostData;

  private constructor(data: EgressHostData) {
    this.#data = data;
  }

  /** Name of the host. */
  public get hostname(): string {
    return this.#data.hostname;
  }

  /** @internal */
  public _data(): EgressHostData {
    return this.#data;
  }
}
