import { uriNameProblem } from '../../manifest/backend-tls-validation-checks';
import { hostnameProblem, ofCertificate } from '../../manifest/hostname';
import { check } from '../base/problems';
import type { SubjectAltNameData } from './backend-tls-data';

/**
 * A name that the certificate of a backend may carry.
 *
 * @example
 * SubjectAltName.uri('spiffe://company.com/ns/identity-prod/sa/accounts');
 */
export class SubjectAltName {
  /**
   * A DNS name.
   *
   * @param hostname the name, or a wildcard such as `*.company.com`
   * @throws for what is no hostname, such as an IP address
   */
  public static hostname(hostname: string): SubjectAltName {
    check({ construct: 'SubjectAltName.hostname' }, 'hostname', hostname, ofCertificate(hostnameProblem(hostname)));
    return new SubjectAltName({ type: 'Hostname', hostname });
  }

  /**
   * A URI, such as the SPIFFE ID of a workload.
   *
   * @param uri the URI with its scheme, up to 253 characters
   * @throws for what is no such URI
   */
  public static uri(uri: string): SubjectAltName {
    check({ construct: 'SubjectAltName.uri' }, 'uri', uri, uriNameProblem(uri));
    return new SubjectAltName({ type: 'URI', uri });
  }

  readonly #data: SubjectAltNameData;

  private constructor(data: SubjectAltNameData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): SubjectAltNameData {
    return this.#data;
  }
}
