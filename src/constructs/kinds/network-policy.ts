import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { knownKind, NETWORKING } from '../../manifest/kinds';
import { networkPolicyProblems } from '../../manifest/network-policy-checks';
import { settle, typedProps } from '../base/typed-object';
import type { FieldNames } from './field-names';
import type { LabelSelector } from './label-selector';
import type { NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicyType } from './network-policy-rules';
import { type KindOfObject, partsOf } from './parts';

/** `from` and `except` are keywords, and `port` is a number or a name. */
const PEERS: FieldNames = { below: new Map([['ipBlock', { renamed: new Map([['exceptions', 'except']]) }]]) };
const PORTS: FieldNames = { renamed: new Map([['port', 'port'], ['portName', 'port']]) };

const KIND: KindOfObject = {
  construct: 'NetworkPolicy',
  kind: knownKind(NETWORKING, 'NetworkPolicy'),
  names: {
    below: new Map([
      ['ingress', { renamed: new Map([['peers', 'from']]), below: new Map([['from', PEERS], ['ports', PORTS]]) }],
      ['egress', { below: new Map([['to', PEERS], ['ports', PORTS]]) }],
    ]),
  },
  problems: networkPolicyProblems,
};

/**
 * What pods may send and receive. Policies add up: what one of them allows, no other forbids.
 *
 * Source: Kubernetes, NetworkPolicySpec.
 */
export interface NetworkPolicySpec {
  /** Pods of the namespace that the policy isolates; `{}` chooses all. */
  readonly podSelector: LabelSelector;
  /**
   * Directions that the policy isolates.
   *
   * @default - the API server's: ingress, and egress where `egress` has a rule
   */
  readonly policyTypes?: NetworkPolicyType[];
  /**
   * What may come in.
   *
   * @default - nothing, where ingress is isolated
   */
  readonly ingress?: NetworkPolicyIngressRule[];
  /**
   * What may go out.
   *
   * @default - nothing, where egress is isolated
   */
  readonly egress?: NetworkPolicyEgressRule[];
}

/** Options of a NetworkPolicy. */
export interface NetworkPolicyProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The policy. */
  readonly spec: NetworkPolicySpec;
}

/**
 * A NetworkPolicy as it is: one typed manifest, nothing added.
 *
 * @example
 * new NetworkPolicy(chart, 'default-deny', {
 *   spec: { podSelector: {}, policyTypes: [NetworkPolicyType.INGRESS, NetworkPolicyType.EGRESS] },
 * });
 */
export class NetworkPolicy extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong
   */
  public constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
