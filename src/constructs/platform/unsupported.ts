import { type Place, refused } from '../base/problems';
import { lazyImplementations } from './lazy-implementations';

/**
 * The error for what an implementation's conformance report lists as unsupported: it would be ignored there.
 *
 * @param instead what else can be written, ending in a comma
 */
export function unsupported(place: Place, what: string, feature: string, implementation: string, instead = ''): Error {
  const able = lazyImplementations().implementationsThatSupport(feature).filter((other) => other !== implementation);
  return refused(place, `${what}: ${implementation} does not support it (${feature} in its conformance report); remove it,${instead} `
    + `or use an implementation that does: ${able.join(', ')}`);
}
