import { CommanderError } from 'commander';
import { EXIT, type Io, UsageError } from './io';
import { printable } from './printable';
import { programOf } from './program';

/** Runs the command line; returns its exit code, and never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.fine;
  const program = programOf(io, (result) => { code = result; });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return failure(error, io);
  }
}

function failure(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.impossible;
  const message = error instanceof Error ? error.message : String(error);
  const said = error instanceof UsageError ? message : `something went wrong that should not (${message}); please report it with the command`;
  io.stderr.write(`cdk8s-gateway: ${printable(said)}\n`);
  return EXIT.impossible;
}
