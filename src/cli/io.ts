/** What text is written to. */
interface Output {
  /** Whether a person looks at it. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Everything outside that a command may look at: tests hand over their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Today, for acknowledgements that end. */
  readonly now: Date;
  /** All that comes in. */
  stdin(): Buffer;
}

/** Exit codes of the command line. */
export const EXIT = { fine: 0, findings: 1, impossible: 2 } as const;

/** Why a command cannot run: said on one line, without a stack trace. */
export class UsageError extends Error {}
