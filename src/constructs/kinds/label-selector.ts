/** How a label's value is compared. Source: Kubernetes, LabelSelectorRequirement. */
export enum LabelSelectorOperator {
  /** The label has one of the values. */
  IN = 'In',
  /** The label has none of the values, or is not there. */
  NOT_IN = 'NotIn',
  /** The label is there, with any value. */
  EXISTS = 'Exists',
  /** The label is not there. */
  DOES_NOT_EXIST = 'DoesNotExist',
}

/** One comparison of a label selector. */
export interface LabelSelectorRequirement {
  /** Key of the label. */
  readonly key: string;
  /** How its value is compared. */
  readonly operator: LabelSelectorOperator;
  /**
   * What it is compared with: at least one value for `IN` and `NOT_IN`.
   *
   * @default - none, as `EXISTS` and `DOES_NOT_EXIST` have it
   */
  readonly values?: string[];
}

/**
 * Chooses objects by their labels: all of its conditions hold. Without any condition it chooses every object.
 *
 * Source: Kubernetes, LabelSelector.
 */
export interface LabelSelector {
  /**
   * Labels and the value that each has: keys up to 63 characters after an optional DNS prefix, values up to 63.
   *
   * @default - no such condition
   */
  readonly matchLabels?: Record<string, string>;
  /**
   * Comparisons beyond equality.
   *
   * @default - no such condition
   */
  readonly matchExpressions?: LabelSelectorRequirement[];
}
