import { describeVerdict, type Verdict } from './verdict';

/** What a refusal must look like. */
export interface Refusal {
  /** Kubernetes' word for it, such as `Invalid` or `Forbidden`. */
  readonly reason: string;
  readonly message: RegExp;
}

/** Fails unless every object was accepted. */
export function expectAccepted(verdicts: readonly Verdict[]): void {
  if (verdicts.length === 0) throw new Error('there was nothing to accept');
  const refused = verdicts.filter(({ accepted }) => !accepted);
  if (refused.length > 0) throw failure(`${refused.length} of ${verdicts.length} objects refused`, refused, expectAccepted);
}

/** Fails unless the object was refused, for that reason. */
export function expectRefused(verdict: Verdict, { reason, message }: Refusal): void {
  if (verdict.accepted) throw failure(`accepted, but expected: ${reason} ${message}`, [verdict], expectRefused);
  if (verdict.reason !== reason || !message.test(verdict.message)) {
    throw failure(`refused for another reason than: ${reason} ${message}`, [verdict], expectRefused);
  }
}

/** Fails where the server warned of something. */
export function expectNoWarnings(verdicts: readonly Verdict[]): void {
  const warned = verdicts.filter(({ warnings }) => warnings.length > 0);
  if (warned.length > 0) throw failure(`the server warned of ${warned.length} of ${verdicts.length} objects`, warned, expectNoWarnings);
}

/** An error that shows the objects and all that the server said; its trace starts at the caller of `expectation`. */
function failure(what: string, verdicts: readonly Verdict[], expectation: (...args: never[]) => void): Error {
  const shown = verdicts.map((verdict) => `${describeVerdict(verdict)}\n${indented(verdict.manifest.text)}`);
  const error = new Error(`${what}\n\n${shown.join('\n\n')}`);
  Error.captureStackTrace(error, expectation);
  return error;
}

const SHOWN_LINES = 60;

function indented(text: string): string {
  const lines = (text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text.trim()).split('\n');
  const shown = lines.slice(0, SHOWN_LINES).map((line) => `    ${line}`);
  if (lines.length > SHOWN_LINES) shown.push(`    … ${lines.length - SHOWN_LINES} more lines`);
  return shown.join('\n');
}
