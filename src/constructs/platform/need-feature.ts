import type { ImplementationData } from '../../manifest/grant-data';
import { type Place, refused } from '../base/problems';
import { lazyImplementations } from './lazy-implementations';

type Facts = Pick<ImplementationData, 'name' | 'unsupportedFeatures'>;

/**
 * Refuses what an implementation's conformance report lists as unsupported: it would be ignored there.
 *
 * @param instead another way to say it, as part of the message, with a space before and a comma after
 */
export function needFeatureOf(place: Place, option: string, feature: string, facts: Facts, instead = ''): void {
  const { name, unsupportedFeatures } = facts;
  if (!unsupportedFeatures.includes(feature)) return;
  const able = lazyImplementations().implementationsThatSupport(feature).filter((other) => other !== name);
  throw refused(place, `${option}: ${name} does not support it (${feature} in its conformance report); remove it,${instead} `
    + `or use an implementation that does: ${able.join(', ')}`);
}
