/**
 * The parts of cdk8s-cli's validation that a plugin meets, in a form of their own: the package does not need the CLI.
 * Source: cdk8s-cli 2.207, lib/plugins/validation.d.ts.
 */
export interface CliContext {
  /** Paths of the files that were written. */
  readonly manifests: readonly string[];
  /** Of objects, by name alone, the path of the construct; the last one where several have the name. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly report: CliReport;
}

/** Where a plugin writes what it found. Without `submit` the CLI fails. */
interface CliReport {
  addViolation(violation: CliViolation): void;
  submit(status: 'success' | 'failure', metadata?: Record<string, string>): void;
}

/** A block of the report: a rule, and the objects that it found. */
export interface CliViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: CliResource[];
}

/** An object, and what was found in it. */
export interface CliResource {
  readonly resourceName: string;
  readonly locations: string[];
  readonly manifestPath: string;
}
