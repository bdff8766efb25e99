import type { HostnameData } from './grant-data';
import { covers } from './hostname';

/** The prefixes that a hostname is granted under. */
interface PrefixLimit {
  readonly prefixes: readonly string[];
}

/**
 * What limits the paths of a hostname: the prefixes of all granted hostnames that cover it, together.
 * Undefined where the whole hostname is granted, or none covers it.
 */
export function prefixLimit(granted: readonly HostnameData[], hostname: string): PrefixLimit | undefined {
  const prefixes = granted.filter((one) => covers(one.hostname, hostname)).flatMap((one) => one.prefixes);
  return prefixes.length === 0 || prefixes.includes('/') ? undefined : { prefixes: [...new Set(prefixes)] };
}
