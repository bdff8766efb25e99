/** A field that no construct needs to emit, and why. One that is emitted after all, or that no schema has, is an error. */
export interface Exception {
  /** Group and kind, as `gateway.networking.k8s.io/HTTPRoute`. */
  readonly kind: string;
  /** The field as the report names it, as `spec.rules[].name`. */
  readonly field: string;
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [];
