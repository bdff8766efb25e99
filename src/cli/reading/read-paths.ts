import { filesOf } from '../check-command';
import type { Io } from '../io';
import { printable } from '../printable';
import { checkSettings } from '../settings/check-settings';
import type { Profile } from '../settings/profile';
import { type FileProblem, type Inputs, readInputs } from './read-inputs';

/** What paths lead to, and what of it cannot be read. */
interface ReadPaths {
  readonly inputs: Inputs;
  readonly problems: readonly FileProblem[];
  /** What options or settings name. */
  readonly profile: Profile;
}

/** Reads what paths lead to, but for what the settings leave out; what cannot be read is said on the error output. */
export function readPaths(paths: readonly string[], options: Record<string, unknown>, io: Io): ReadPaths {
  const { ignore, profile } = checkSettings(options, io);
  const found = filesOf(paths, ignore, io);
  const inputs = readInputs(found.files, undefined, io, () => undefined);
  const problems = [...found.problems, ...inputs.problems];
  for (const { file, problem: { line, message } } of problems) io.stderr.write(`${printable(`${file}:${line}: ${message}`)}\n`);
  return { inputs, problems, profile };
}
