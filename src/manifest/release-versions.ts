import { RELEASES } from './bundle-table';
import type { Problem } from './problem';

/** The releases of Gateway API of which it is known what they have. */
const RELEASE_RANGE = `${RELEASES[0]} to ${RELEASES.at(-1)}`;

/** Why a value is no version, such as 1.6, v1.6 or 1.6.1, of a release that is known. */
export function gatewayApiVersionProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'string') return { reason: 'it is not text', fix: 'write it in quotes, such as "1.6"' };
  if (releaseOf(value) !== undefined) return undefined;
  return { reason: `this version of cdk8s-gateway knows the releases ${RELEASE_RANGE}`, fix: 'write one of them, as major.minor' };
}

/** The release that a version is of. */
export function releaseOf(version: string): string | undefined {
  const release = /^v?(\d+\.\d+)(?:\.\d+)?(?:-[\w.]+)?$/.exec(version)?.[1];
  return (RELEASES as readonly string[]).find((known) => known === release);
}
