import { hostnameProblem } from '../../manifest/hostname';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import { checkOptions, type Known } from '../base/known-options';
import { listOption } from '../base/list-option';
import { check, checkMap, invalid } from '../base/problems';
import type { CertificateData } from './certificate-data';

/** Options of TlsCertificate.fromSecret. */
export interface SecretCertificateOptions {
  /**
   * Namespace of the Secret. In another namespace than the Gateway's its owner has to grant it (`SharedSecret`); a
   * TeamListenerSet takes none.
   *
   * @default - the namespace of the Gateway or ListenerSet
   */
  readonly namespace?: string;

  /**
   * Hostnames that the certificate is valid for.
   *
   * @default - the listener's hostname
   */
  readonly dnsNames?: string[];
}

/** Options of TlsCertificate.ofImplementation. */
export interface ImplementationCertificateOptions {
  /**
   * TLS options of the listener that name the certificate, in the implementation's own keys.
   *
   * @default - none; the implementation's parameters name the certificate
   */
  readonly options?: Record<string, string>;

  /**
   * Hostnames that the certificate is valid for.
   *
   * @default - the listener's hostname
   */
  readonly dnsNames?: string[];
}

const OF_SECRET: Known<SecretCertificateOptions> = { namespace: true, dnsNames: true };
const OF_IMPLEMENTATION: Known<ImplementationCertificateOptions> = { options: true, dnsNames: true };

/**
 * The certificate of a listener: issued by cert-manager, or kept in a Secret.
 *
 * @example
 * TlsCertificate.fromClusterIssuer('letsencrypt-prod');
 */
export class TlsCertificate {
  /**
   * Issued by a ClusterIssuer of cert-manager. The gateway or ListenerSet emits the Certificate beside itself.
   *
   * @param name name of the ClusterIssuer
   * @returns the certificate
   */
  public static fromClusterIssuer(name: string): TlsCertificate {
    check({ construct: 'TlsCertificate.fromClusterIssuer' }, 'name', name, subdomainProblem(name));
    return new TlsCertificate({ form: 'issuer', issuerKind: 'ClusterIssuer', name });
  }

  /**
   * Issued by an Issuer of cert-manager in the namespace of the gateway or ListenerSet, which emits the Certificate beside
   * itself.
   *
   * @param name name of the Issuer
   * @returns the certificate
   */
  public static fromIssuer(name: string): TlsCertificate {
    check({ construct: 'TlsCertificate.fromIssuer' }, 'name', name, subdomainProblem(name));
    return new TlsCertificate({ form: 'issuer', issuerKind: 'Issuer', name });
  }

  /**
   * Kept in a Secret of type `kubernetes.io/tls` that exists.
   *
   * @param name name of the Secret
   * @param options its namespace, and what it is valid for
   * @returns the certificate
   */
  public static fromSecret(name: string, options: SecretCertificateOptions = {}): TlsCertificate {
    const place = { construct: 'TlsCertificate.fromSecret' };
    check(place, 'name', name, subdomainProblem(name));
    checkOptions(place, 'options', options, OF_SECRET, '{ dnsNames: ["*.company.com"] }, or leave it out');
    if (options.namespace !== undefined) check(place, 'namespace', options.namespace, labelProblem(options.namespace));
    checkDnsNames(place.construct, options.dnsNames);
    return new TlsCertificate({ form: 'secret', name, namespace: options.namespace, dnsNames: options.dnsNames });
  }

  /**
   * Named by the implementation's own means, where it has them: AWS Load Balancer Controller (ACM, in its
   * LoadBalancerConfiguration) and GKE Gateway (TLS options or an annotation).
   *
   * @param options TLS options of the listener, and what the certificate is valid for
   * @returns the certificate
   */
  public static ofImplementation(options: ImplementationCertificateOptions = {}): TlsCertificate {
    const place = { construct: 'TlsCertificate.ofImplementation' };
    checkOptions(place, 'options', options, OF_IMPLEMENTATION, '{ dnsNames: ["*.company.com"] }, or leave it out');
    if (options.options !== undefined) checkMap(place, 'options.options', options.options);
    checkDnsNames(place.construct, options.dnsNames);
    return new TlsCertificate({ form: 'implementation', dnsNames: options.dnsNames, options: options.options });
  }

  readonly #data: CertificateData;

  private constructor(data: CertificateData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): CertificateData {
    return this.#data;
  }
}

function checkDnsNames(construct: string, dnsNames: string[] | undefined): void {
  if (Array.isArray(dnsNames) && dnsNames.length === 0) {
    throw invalid({ construct }, 'dnsNames', dnsNames, {
      reason: 'the certificate would be valid for nothing', fix: 'leave it out, for the listener\'s hostname',
    });
  }
  listOption({ construct }, 'dnsNames', dnsNames, '["*.company.com"]').forEach((name, index) => check({ construct }, `dnsNames[${index}]`, name, hostnameProblem(name)));
}
