import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nothingIsExcused } from '../../util/facts';

/** The folder of facts beside the clone: CRDs and upstream's examples. */
const FACTS = resolve(__dirname, '../../../../shared');

export const fact = (...path: string[]): string => join(FACTS, ...path);

/** Why the tests cannot run here, or undefined. In CI nothing excuses them. */
export function missingFacts(): string | undefined {
  const missing = ['gateway-api', 'crds'].map((folder) => fact(folder)).filter((folder) => !existsSync(folder));
  if (missing.length === 0) return undefined;
  const message = `tests on a real API server need the CRDs in ${missing.join(' and ')}, which are not there`;
  if (nothingIsExcused()) throw new Error(message);
  return message;
}
