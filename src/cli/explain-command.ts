import { nearest } from '../manifest/nearest';
import { EXIT, type Io, UsageError } from './io';
import { pagedCodes, rulePage } from './package-files';

/** Prints the page of a rule. */
export function explainCommand(asked: string, io: Io): number {
  const code = asked.trim().toUpperCase();
  const page = rulePage(code);
  if (page === undefined) {
    const near = nearest(code, pagedCodes());
    throw new UsageError(`there is no rule ${asked}; ${near === undefined ? '' : `perhaps ${near}; `}all of them: cdk8s-gateway rules`);
  }
  io.stdout.write(page);
  return EXIT.fine;
}
