import type { Rule } from '../../rule';
import { backendPort } from './backend-port';
import { referenceGrant } from './reference-grant';

/** Backends, and references that cross namespaces. */
export const REFERENCE_RULES: readonly Rule[] = [
  backendPort,
  referenceGrant,
];
