import type { Rule } from '../../rule';

/** What an implementation may not have. */
export const PORTABILITY_RULES: readonly Rule[] = [];
