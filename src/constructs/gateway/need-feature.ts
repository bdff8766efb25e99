import type { Place } from '../base/problems';
import type { Implementation } from '../platform/implementation';
import { unsupported } from '../platform/unsupported';

/** Refuses what an implementation's conformance report lists as unsupported, and its own parameters may say instead. */
export function needFeature(place: Place, option: string, feature: string, implementation: Implementation): void {
  const { name, unsupportedFeatures, gatewayParameters } = implementation._facts();
  if (!unsupportedFeatures.includes(feature)) return;
  const instead = gatewayParameters ? ` or say it in an object of kind ${gatewayParameters.kind} with parametersRef,` : '';
  throw unsupported(place, option, feature, name, instead);
}
