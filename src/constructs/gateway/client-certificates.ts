import { AUTHORITY_LIMIT } from '../../manifest/gateway-checks';
import { portProblem } from '../../manifest/numbers';
import { check, invalid, type Place, refused } from '../base/problems';
import type { CaConfigMap } from './certificate-references';
import type { ClientCertificatesData } from './client-certificates-data';
import { type NamedReference, namedReference } from './named-reference';

/**
 * Whether clients of HTTPS listeners have to show a certificate (mutual TLS), and of which authorities. It holds for all
 * hostnames of a port: the API validates clients by port, as browsers reuse connections between hostnames.
 * Source: Gateway API v1.6.1, FrontendTLSConfig.
 *
 * @example
 * ClientCertificates.required([{ name: 'partners-ca' }]).onPort(8443, ClientCertificates.none());
 */
export class ClientCertificates {
  /**
   * A client without a valid certificate cannot connect.
   *
   * @param authorities ConfigMaps with the certificates of the authorities, 1 to 16
   * @returns the setting, for every port that gets none of its own
   */
  public static required(authorities: CaConfigMap[]): ClientCertificates {
    const place = { construct: 'ClientCertificates.required' };
    return new ClientCertificates({ validation: { authorities: authoritiesOf(place, authorities) }, ports: [] });
  }

  /**
   * Clients are asked for a certificate, and connect without a valid one too: the backends have to tell who is who. The
   * reason stands in an annotation of the Gateway, `gateway.cdk8s-gateway.io/insecure-client-certificates`.
   *
   * @param authorities ConfigMaps with the certificates of the authorities, 1 to 16
   * @param reason why clients without a valid certificate may come in, such as the end of a migration
   * @returns the setting, for every port that gets none of its own
   */
  public static optionalInsecurely(authorities: CaConfigMap[], reason: string): ClientCertificates {
    const place = { construct: 'ClientCertificates.optionalInsecurely' };
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw refused(place, 'reason is empty; write why clients without a valid certificate may come in');
    }
    const validation = { authorities: authoritiesOf(place, authorities), insecureReason: reason };
    return new ClientCertificates({ validation, ports: [] });
  }

  /**
   * Clients are asked for no certificate. It is where single ports ask for one, or one port does not.
   *
   * @returns the setting, for every port that gets none of its own
   */
  public static none(): ClientCertificates {
    return new ClientCertificates({ ports: [] });
  }

  readonly #data: ClientCertificatesData;

  private constructor(data: ClientCertificatesData) {
    this.#data = data;
  }

  /**
   * The same with another setting for one port.
   *
   * @param port port of HTTPS listeners, 1 to 65535
   * @param certificates what clients of that port have to show
   * @returns a setting of its own; this one stays as it is
   * @throws where the port has a setting already, or that one has ports of its own
   */
  public onPort(port: number, certificates: ClientCertificates): ClientCertificates {
    const place = { construct: 'ClientCertificates.onPort' };
    check(place, 'port', port, portProblem(port));
    if (!(certificates instanceof ClientCertificates)) {
      throw invalid(place, 'certificates', certificates, {
        reason: 'it is not a ClientCertificates', fix: 'write ClientCertificates.required([{ name: "partners-ca" }])',
      });
    }
    const { validation, ports } = certificates._data();
    if (ports.length > 0) throw refused(place, 'certificates has ports of its own; write onPort of each beside the others');
    if (this.#data.ports.some((one) => one.port === port)) {
      throw invalid(place, 'port', port, { reason: 'it has a setting already', fix: 'write it once' });
    }
    return new ClientCertificates({ ...this.#data, ports: [...this.#data.ports, { port, ...(validation && { validation }) }] });
  }

  /** @internal */
  public _data(): ClientCertificatesData {
    return this.#data;
  }
}

function authoritiesOf(place: Place, authorities: CaConfigMap[]): NamedReference[] {
  if (!Array.isArray(authorities) || authorities.length === 0) {
    throw invalid(place, 'authorities', authorities, {
      reason: 'no authority is named, so no certificate would be valid', fix: 'write [{ name: "partners-ca" }]',
    });
  }
  if (authorities.length > AUTHORITY_LIMIT) {
    throw refused(place, `authorities has ${authorities.length} entries, and ${AUTHORITY_LIMIT} is the limit (Gateway API v1.6.1, `
      + 'FrontendTLSValidation); put several certificates into one ConfigMap');
  }
  const named = [...authorities].map((authority, index) => namedReference(
    place, `authorities[${index}]`, authority, '{ name: "partners-ca" }',
  ));
  named.forEach(({ name, namespace }, index) => {
    if (named.findIndex((one) => one.name === name && one.namespace === namespace) === index) return;
    throw invalid(place, `authorities[${index}]`, authorities[index], { reason: 'it stands there twice', fix: 'leave one out' });
  });
  return named;
}
