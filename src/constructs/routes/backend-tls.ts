import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { isPlain } from '../../manifest/manifest';
import { Persona } from '../../manifest/persona';
import { checkObject } from '../base/check-object';
import { checkKnown, type Known } from '../base/known-options';
import { placeOf } from '../base/problems';
import { settle, typedProps } from '../base/typed-object';
import { requireRole } from '../roles/require-role';
import type { Backend } from './backend';
import { backendTlsSpec, checkSupport } from './backend-tls-spec';
import type { SubjectAltName } from './subject-alt-name';
import type { TlsAuthority } from './tls-authority';
import { tlsTarget } from './tls-target';

/** Options of a BackendTls. */
export interface BackendTlsProps {
  /** The Service and its port, in the policy's namespace, without weight. */
  readonly backend: Backend;
  /**
   * The name that the gateway asks for (SNI), and that the backend's certificate has to carry unless subjectAltNames say
   * others: a DNS name without wildcard, no IP address.
   */
  readonly hostname: string;
  /** Who has to have signed the backend's certificate. */
  readonly authority: TlsAuthority;
  /**
   * Names of which the backend's certificate has to carry one, up to 5. The hostname is then only asked for: write it here
   * too, where it is one of them.
   *
   * @default - the hostname
   */
  readonly subjectAltNames?: SubjectAltName[];
  /**
   * Name of the Service's port: policies know ports by their names, never by numbers. Not needed with `Backend.of`, which
   * reads it from the Service.
   *
   * @default - the whole Service, every port of it, whatever port the backend says
   */
  readonly portName?: string;
  /**
   * TLS options of the implementation, up to 16, in its own keys with its domain, such as `example.com/min-version`.
   *
   * @default - none
   */
  readonly options?: Record<string, string>;
  /**
   * Name, labels and annotations; the namespace is the Service's.
   *
   * @default - a name by the chart; in the chart's namespace, the only granted one, or the Service's
   */
  readonly metadata?: ApiObjectMetadata;
}

const OPTIONS: Known<BackendTlsProps> = {
  backend: true, hostname: true, authority: true, subjectAltNames: true, portName: true, options: true, metadata: true,
};

/**
 * TLS between gateways and a Service: whoever owns the Service says which certificate its pods show. It IS the
 * BackendTLSPolicy, and holds for every route to the Service's port, of whatever team. Without one, gateways speak clear text.
 *
 * It is for one Service: implementations are advised to take no more. Two of one Service and port are found at synth, as only
 * the older of them would count (GW024). Source: Gateway API v1.6.1, BackendTLSPolicy.
 *
 * @example
 * new BackendTls(chart, 'accounts-tls', {
 *   backend: Backend.service('accounts', 8443), portName: 'https',
 *   hostname: 'accounts.company.com',
 *   authority: TlsAuthority.configMap('internal-ca'),
 * });
 */
export class BackendTls extends ApiObject {
  /**
   * @param scope a scope of the Service's owner: a team's or an operator's
   * @param id id of the construct; the policy's name derives from it, where metadata names none
   * @param props Service, hostname, authority
   * @throws in another scope, for a Service of another namespace, and for what the API or an implementation that serves the
   * namespace's grants would refuse
   */
  public constructor(scope: Construct, id: string, props: BackendTlsProps) {
    const place = placeOf(scope, id, 'BackendTls');
    const role = requireRole(place, scope, Persona.APPLICATION_TEAM, Persona.CLUSTER_OPERATOR);
    checkObject(place, 'props', props, 'write { backend, hostname, authority }');
    checkKnown(place, '', props, OPTIONS);
    const target = tlsTarget(place, scope, role, props);
    const spec = backendTlsSpec(place, target, props);
    checkSupport(place, role, target, spec);
    // Metadata of another form goes on as it is, to be refused by typedProps.
    const metadata = props.metadata === undefined || isPlain(props.metadata)
      ? { ...props.metadata, namespace: target.namespace }
      : props.metadata;
    super(scope, id, typedProps(scope, id, {
      construct: 'BackendTls', kind: knownKind(GATEWAY_API, 'BackendTLSPolicy'), metadata, body: { spec },
    }));
    settle(this);
  }
}
