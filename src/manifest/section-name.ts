import { createHash } from 'node:crypto';
import { LABEL_LIMIT } from './names';

/**
 * Name of the listener for a hostname, such as `https-shop-company-com`: the same in every program.
 * Where dashes for dots would not tell two hostnames apart, or the name gets too long, it ends in a hash of the hostname.
 */
export function sectionNameFor(prefix: string, hostname: string): string {
  const plain = `${prefix}-${hostname.replaceAll('.', '-')}`;
  if (!/[-*]/.test(hostname) && plain.length <= LABEL_LIMIT) return plain;
  const hash = createHash('sha256').update(hostname).digest('hex').slice(0, 6);
  const readable = plain.replace('*', 'wildcard').slice(0, LABEL_LIMIT - hash.length - 1).replace(/-+$/, '');
  return `${readable}-${hash}`;
}
