import { RELEASES } from '../../manifest/bundle-table';

/** The releases of Gateway API of which it is known what they have. */
export const RELEASE_RANGE = `${RELEASES[0]} to ${RELEASES.at(-1)}`;

/** Whether a version, such as 1.6, v1.6 or 1.6.1, is of a release that is known. */
export function isKnownVersion(version: string): boolean {
  return releaseOf(version) !== undefined;
}

/** The release that a version is of. */
export function releaseOf(version: string): string | undefined {
  const release = /^v?(\d+\.\d+)(?:\.\d+)?(?:-[\w.]+)?$/.exec(version)?.[1];
  return (RELEASES as readonly string[]).find((known) => known === release);
}
