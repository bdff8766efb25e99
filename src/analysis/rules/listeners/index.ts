import type { Rule } from '../../rule';
import { certificateSecret } from './certificate-secret';

/** Gateways, their listeners and certificates. */
export const LISTENER_RULES: readonly Rule[] = [
  certificateSecret,
];
