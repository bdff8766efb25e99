import { isCloudName, spellsAddress } from './cloud-names';
import { IP_ADDRESS, preciseHostnameProblem } from './hostname';
import type { Problem } from './problem';

const CLUSTER = /(^|\.)(svc|cluster\.local|internal|local)$/;

/**
 * A host outside of the cluster by its exact name: no wildcard, no address, none of the names that stand for the cluster,
 * the machine, or a cloud's metadata.
 */
export function externalHostnameProblem(value: unknown): Problem | undefined {
  const fix = 'write a name such as "api.stripe.com"';
  const problem = preciseHostnameProblem(value);
  if (problem) return problem === IP_ADDRESS ? { ...problem, fix } : problem;
  const hostname = value as string;
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return { reason: 'it is the proxy itself', fix };
  if (!hostname.includes('.')) return { reason: 'a name of one label is looked up inside the cluster', fix };
  if (isCloudName(hostname)) {
    return { reason: 'it is the metadata server, or in its zone, which hands out the node\'s credentials', fix };
  }
  if (spellsAddress(hostname)) return { reason: 'its name spells an address, any private or metadata address too', fix };
  if (hostname.endsWith('.cluster.local') || hostname.endsWith('.svc')) {
    return { reason: 'it names a Service of the cluster', fix: 'refer to the Service itself: traffic to it does not leave' };
  }
  if (CLUSTER.test(hostname)) return { reason: 'names of that domain are private', fix };
  return /\.(\d+|0x[0-9a-f]*)$/.test(hostname) ? { reason: 'resolvers read it as an IP address', fix } : undefined;
}
