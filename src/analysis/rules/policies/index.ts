import type { Rule } from '../../rule';
import { backendTlsConflict } from './backend-tls-conflict';
import { backendTlsPort } from './backend-tls-port';

/** Policies that are attached to Services and routes. */
export const POLICY_RULES: readonly Rule[] = [
  backendTlsConflict,
  backendTlsPort,
];
