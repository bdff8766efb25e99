import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { backendTlsPolicyProblems } from '../../manifest/backend-tls-policy-checks';
import { backendTlsPolicyTraps } from '../../manifest/backend-tls-policy-traps';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { settle, typedProps } from '../base/typed-object';
import { VALIDATION } from './backend-tls-names';
import type { BackendTlsValidation } from './backend-tls-validation';
import { type KindOfObject, partsOf } from './parts';
import type { LocalObjectReference } from './references';

const KIND: KindOfObject = {
  construct: 'BackendTlsPolicy',
  kind: knownKind(GATEWAY_API, 'BackendTLSPolicy'),
  names: { below: new Map([['validation', VALIDATION]]) },
  problems: backendTlsPolicyProblems,
  traps: backendTlsPolicyTraps,
};

/** What a policy is for. Source: Gateway API v1.6.1, LocalPolicyTargetReferenceWithSectionName. */
export interface PolicyTargetReference extends LocalObjectReference {
  /**
   * Name of one port of a Service, or of a section of what the target is.
   *
   * @default - the whole target, but for sections that have a policy of their own
   */
  readonly sectionName?: string;
}

/**
 * That gateways speak TLS to a backend, and whom they trust there.
 *
 * Source: Gateway API v1.6.1, BackendTLSPolicySpec.
 */
export interface BackendTlsPolicySpec {
  /**
   * The backends, in the policy's namespace, 1 to 16. References to one of them name different sections of it.
   * Implementations need not support more than one.
   */
  readonly targetRefs: PolicyTargetReference[];
  /** How the certificate of a backend is validated. */
  readonly validation: BackendTlsValidation;
  /**
   * Settings of the implementation, up to 16: keys as annotations have them, values up to 4096 characters.
   *
   * @default - none
   */
  readonly options?: Record<string, string>;
}

/** Options of a BackendTlsPolicy. */
export interface BackendTlsPolicyProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The policy. */
  readonly spec: BackendTlsPolicySpec;
}

/**
 * A BackendTLSPolicy as it is: one typed manifest, nothing added.
 *
 * @example
 * new BackendTlsPolicy(chart, 'payment-tls', {
 *   spec: {
 *     targetRefs: [{ group: '', kind: 'Service', name: 'payment-service', sectionName: 'https' }],
 *     validation: {
 *       hostname: 'payment.company.com',
 *       caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'company-authority' }],
 *     },
 *   },
 * });
 */
export class BackendTlsPolicy extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong
   */
  public constructor(scope: Construct, id: string, props: BackendTlsPolicyProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
