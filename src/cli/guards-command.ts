import { CelSyntaxError } from '../analysis/admission/cel/tokens';
import type { AdmissionPolicy } from '../analysis/admission/policy';
import { filesOf } from './check-command';
import { nameObject } from './formats/name-object';
import { plural } from './formats/plural';
import { checkGuards, type Refused } from './guards/check-guards';
import { policiesOf } from './guards/policies';
import { EXIT, type Io, UsageError } from './io';
import { printable } from './printable';
import { type Inputs, readInputs } from './reading/read-inputs';
import { checkSettings } from './settings/check-settings';

/** Lists what the guards of a cluster would refuse of what is in it; returns the exit code. */
export function guardsCheckCommand(from: string, dump: readonly string[], options: Record<string, unknown>, io: Io): number {
  const { format, platformNamespace = [], ...rest } = options;
  const { ignore } = checkSettings(rest, io);
  const policies = policiesOf(from, platformNamespace as string[], io);
  const found = filesOf(dump, ignore, io);
  const inputs = readInputs(found.files, undefined, io, () => undefined);
  const problems = [...found.problems, ...inputs.problems]
    .map(({ file, problem: { line, message, code } }) => ({ file, line, code, message }));
  for (const { file, line, code, message } of problems) io.stderr.write(`${printable(`${file}:${line}: ${code} ${message}`)}\n`);
  const refused = judged(policies, inputs);
  const summary = { objects: inputs.entries.length, policies: policies.length, refused: refused.length, unread: problems.length };
  if (format === 'json') io.stdout.write(`${JSON.stringify({ refused, problems, summary }, undefined, 2)}\n`);
  else for (const part of textOf(refused, inputs, policies.length)) io.stdout.write(part);
  return refused.length + problems.length > 0 ? EXIT.findings : EXIT.fine;
}

function judged(policies: readonly AdmissionPolicy[], inputs: Inputs): Refused[] {
  try {
    return checkGuards(policies, inputs);
  } catch (error) {
    if (error instanceof CelSyntaxError) throw new UsageError(`${error.message}; use the cdk8s-gateway that emitted it`);
    throw error;
  }
}

function* textOf(refused: readonly Refused[], { entries, notObjects }: Inputs, policies: number): Iterable<string> {
  const headOf = ({ file, line, resource, part }: Refused): string =>
    printable(`${file}:${line} ${nameObject(resource)}${part === undefined ? '' : `, ${part}`}`);
  for (let i = 0; i < refused.length; i++) {
    const head = headOf(refused[i]);
    if (i === 0 || head !== headOf(refused[i - 1])) yield `${head}\n`;
    yield `    ${printable(refused[i].policy)}: ${printable(refused[i].message)}\n`;
  }
  const objects = new Set(refused.map(({ file, line, resource }) => `${file}:${line} ${nameObject(resource)}`)).size;
  const verdict = objects === 0 ? 'nothing would be refused' : `${plural(objects, 'object')} would be refused`;
  yield `${refused.length === 0 ? '' : '\n'}${plural(entries.length, 'object')}, ${policies} policies: ${verdict}\n`;
  for (const { file, line, value } of notObjects) yield `${printable(`Not judged, since it is no object: ${file}:${line} (${value})`)}\n`;
}
