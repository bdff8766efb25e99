/** How much a finding weighs. */
export enum Severity {
  /** Synth fails. */
  ERROR = 'error',
  /** Synth goes on and says it. */
  WARNING = 'warning',
  /** What was read does not decide it. */
  UNKNOWN = 'unknown',
}

/** What kind of mistake a finding is about. */
export enum Category {
  /** The API server would refuse the object. */
  SCHEMA = 'schema',
  /** The API server accepts it, and it does something else than it says. */
  SEMANTIC = 'semantic',
  /** Other clusters or implementations would treat it differently. */
  PORTABILITY = 'portability',
  /** It reaches over a border between teams or roles. */
  SECURITY = 'security',
  /** What manifests show about a control. */
  EVIDENCE = 'evidence',
}

/** The object that a finding is about. */
export interface ResourceRef {
  /** Group and version, such as `gateway.networking.k8s.io/v1`. */
  readonly apiVersion: string;
  /** Kind, such as `HTTPRoute`. */
  readonly kind: string;
  /**
   * Name of the object.
   *
   * @default - the object has no name
   */
  readonly name?: string;
  /**
   * Namespace of the object, as its manifest has it.
   *
   * @default - the object is cluster-scoped, or names no namespace
   */
  readonly namespace?: string;
}

/** One thing that is wrong, or that deserves a look. */
export interface Finding {
  /** Stable code; `docs/rules/<code>.md` explains it. */
  readonly code: string;
  /** How much it weighs: an error fails synth. */
  readonly severity: Severity;
  /** What kind of mistake it is. */
  readonly category: Category;
  /** What is wrong and why it matters. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  /** The object that it is about. */
  readonly resource: ResourceRef;
  /**
   * Field path inside the object, such as `spec.rules[0].backendRefs[1].port`.
   *
   * @default '' - the object as a whole
   */
  readonly path?: string;
  /**
   * Path of the construct that made the object.
   *
   * @default - the object came from a file
   */
  readonly construct?: string;
  /**
   * File that holds the object.
   *
   * @default - the object came from an app
   */
  readonly file?: string;
  /**
   * Line of the file where the key at `path` stands; the first is 1.
   *
   * @default - the object came from an app
   */
  readonly line?: number;
  /**
   * Why it was acknowledged. An acknowledged finding is reported and fails nothing.
   *
   * @default - it was not acknowledged
   */
  readonly acknowledged?: string;
}
