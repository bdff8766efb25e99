import type { Rule } from '../../rule';
import { outsideReport } from './outside-report';
import { unknownFeature } from './unknown-feature';
import { unsupportedBehaviour } from './unsupported-behaviour';
import { unsupportedFeature } from './unsupported-feature';

/** What an implementation may not have. */
export const PORTABILITY_RULES: readonly Rule[] = [
  unsupportedFeature,
  unknownFeature,
  unsupportedBehaviour,
  outsideReport,
];
