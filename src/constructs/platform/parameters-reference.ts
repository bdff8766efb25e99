/** An object in a Gateway's own namespace that holds parameters for the implementation. */
export interface LocalParametersReference {
  /** Name of the object. */
  readonly name: string;

  /**
   * API group of its kind.
   *
   * @default - the group that the implementation reads
   */
  readonly group?: string;

  /**
   * Its kind, such as `EnvoyProxy`.
   *
   * @default - the kind that the implementation reads
   */
  readonly kind?: string;
}

/** An object that holds parameters for the implementation. */
export interface ParametersReference extends LocalParametersReference {
  /** Namespace of the object. */
  readonly namespace: string;
}
