import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API_EXPERIMENTAL, knownKind } from '../../manifest/kinds';
import { xBackendTrafficPolicyProblems } from '../../manifest/x-backend-traffic-policy-checks';
import { xBackendTrafficPolicyTraps } from '../../manifest/x-backend-traffic-policy-traps';
import { settle, typedProps } from '../base/typed-object';
import { type KindOfObject, partsOf } from './parts';
import type { LocalObjectReference } from './references';
import type { SessionPersistence } from './session-persistence';

const KIND: KindOfObject = {
  construct: 'XBackendTrafficPolicy',
  kind: knownKind(GATEWAY_API_EXPERIMENTAL, 'XBackendTrafficPolicy'),
  problems: xBackendTrafficPolicyProblems,
  traps: xBackendTrafficPolicyTraps,
};

/** How many of the requests to a backend may be retries. Source: Gateway API v1.6.1, BudgetDetails. */
export interface RetryBudget {
  /**
   * Most retries in percent of all requests of the interval, 0 to 100.
   *
   * @default - the API server's: 20
   */
  readonly percent?: number;
  /**
   * The time that requests are counted over: a duration of `1s` to `1h`.
   *
   * @default - the API server's: `10s`
   */
  readonly interval?: string;
}

/** A number of requests in a time. Source: Gateway API v1.6.1, RequestRate. */
export interface RequestRate {
  /**
   * Number of requests, 1 to 1,000,000.
   *
   * @default - none
   */
  readonly count?: number;
  /**
   * The time: a duration above zero, and up to `1h`.
   *
   * @default - none
   */
  readonly interval?: string;
}

/** When retries to a backend stop. Source: Gateway API v1.6.1, RetryConstraint. */
export interface RetryConstraint {
  /**
   * How many of the requests may be retries.
   *
   * @default - the API server's: 20 percent over 10 seconds
   */
  readonly budget?: RetryBudget;
  /**
   * Retries that are made whatever the budget says.
   *
   * @default - the API server's: 10 in a second
   */
  readonly minRetryRate?: RequestRate;
}

/**
 * How traffic to backends behaves, whichever route it takes.
 *
 * Source: Gateway API v1.6.1, BackendTrafficPolicySpec of the experimental group.
 */
export interface XBackendTrafficPolicySpec {
  /** The backends, in the policy's namespace, 1 to 16, each once. */
  readonly targetRefs: LocalObjectReference[];
  /**
   * When retries stop. Whether there are any is the matter of the route.
   *
   * @default - the implementation's
   */
  readonly retryConstraint?: RetryConstraint;
  /**
   * Keeps a client with its backend. What a route says comes first.
   *
   * @default - it is not kept
   */
  readonly sessionPersistence?: SessionPersistence;
}

/** Options of an XBackendTrafficPolicy. */
export interface XBackendTrafficPolicyProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The policy. */
  readonly spec: XBackendTrafficPolicySpec;
}

/**
 * An XBackendTrafficPolicy as it is: one typed manifest, nothing added. Experimental channel only.
 *
 * @example
 * new XBackendTrafficPolicy(chart, 'product-traffic', {
 *   spec: {
 *     targetRefs: [{ group: '', kind: 'Service', name: 'product-api-service' }],
 *     retryConstraint: { budget: { percent: 10, interval: '30s' } },
 *   },
 * });
 */
export class XBackendTrafficPolicy extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong
   */
  public constructor(scope: Construct, id: string, props: XBackendTrafficPolicyProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
