import type { Rule } from '../../rule';

/** NetworkPolicies. */
export const NETWORK_RULES: readonly Rule[] = [];
