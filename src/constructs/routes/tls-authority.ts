import { subdomainProblem } from '../../manifest/names';
import { check, invalid, type Place } from '../base/problems';
import type { LocalObjectReference } from '../kinds/references';
import type { AuthorityData } from './backend-tls-data';

/**
 * Who has to have signed the certificate of a backend.
 *
 * @example
 * TlsAuthority.configMap('internal-ca');
 */
export class TlsAuthority {
  /**
   * The authorities that the gateway's own system trusts. Which ones these are, and whether they are supported at all, is the
   * implementation's matter. Source: Gateway API v1.6.1, BackendTLSPolicyValidation.wellKnownCACertificates.
   */
  public static system(): TlsAuthority {
    return new TlsAuthority({ wellKnownCACertificates: 'System' });
  }

  /**
   * An authority whose certificate a ConfigMap of the policy's namespace holds as `ca.crt`, in PEM. Every implementation with
   * BackendTLSPolicy supports one such ConfigMap.
   *
   * @param name name of the ConfigMap
   * @throws for a name that no ConfigMap can have
   */
  public static configMap(name: string): TlsAuthority {
    const place: Place = { construct: 'TlsAuthority.configMap' };
    check(place, 'name', name, subdomainProblem(name));
    return new TlsAuthority({ caCertificateRefs: [configMapRef(name)] });
  }

  /**
   * Several authorities, each in a ConfigMap of its own; one of them has to have signed. Whether more than one is supported is
   * the implementation's matter: one `ca.crt` that holds all certificates is understood by more of them.
   * Source: Gateway API v1.6.1, BackendTLSPolicyValidation.caCertificateRefs.
   *
   * @param names names of the ConfigMaps, 1 to 8
   * @throws for a name that no ConfigMap can have, for a name twice, and for more than 8
   */
  public static configMaps(names: string[]): TlsAuthority {
    const place: Place = { construct: 'TlsAuthority.configMaps' };
    if (!Array.isArray(names) || names.length === 0 || names.length > MOST) {
      throw invalid(place, 'names', names, { reason: `it is not a list of 1 to ${MOST} names`, fix: 'write ["internal-ca", "next-internal-ca"]' });
    }
    const all = [...names];
    all.forEach((name, i) => {
      check(place, `names[${i}]`, name, subdomainProblem(name));
      if (all.indexOf(name) === i) return;
      throw invalid(place, `names[${i}]`, name, { reason: 'it stands there twice', fix: 'leave one out' });
    });
    return new TlsAuthority({ caCertificateRefs: all.map(configMapRef) });
  }

  readonly #data: AuthorityData;

  private constructor(data: AuthorityData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): AuthorityData {
    return this.#data;
  }
}

/** Most references. Source: Gateway API v1.6.1, BackendTLSPolicyValidation. */
const MOST = 8;

const configMapRef = (name: string): LocalObjectReference => ({ group: '', kind: 'ConfigMap', name });
