import { nearest } from '../../manifest/nearest';
import type { Problem } from '../../manifest/problem';
import { CATALOGUE } from './catalogue';

const CODES: ReadonlySet<string> = new Set(CATALOGUE.map(({ code }) => code));

/** Why a value is the code of no rule. */
export function codeProblem(value: unknown): Problem | undefined {
  if (typeof value === 'string' && CODES.has(value)) return undefined;
  const near = typeof value === 'string' ? nearest(value, CODES) : undefined;
  return { reason: 'no rule has this code', fix: near === undefined ? 'see them with: cdk8s-gateway rules' : `write ${near}` };
}
