import type { Rule } from '../../rule';

/** Rules, matches and filters of routes. */
export const REQUEST_RULES: readonly Rule[] = [];
