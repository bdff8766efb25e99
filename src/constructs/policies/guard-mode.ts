/** What an admission policy does with an object that it would not have. */
export enum GuardMode {
  /** The audit log holds it, and nobody else is told. */
  AUDIT = 'audit',
  /** It is let through; who applies it reads a warning, and the audit log holds it. */
  WARN = 'warn',
  /** It is refused. */
  ENFORCE = 'enforce',
}
