import type { LoadOptions } from 'js-yaml';
import { KUBERNETES_SCHEMA } from './yaml-schema';

/** Deeper than any manifest; what nests further is meant to exhaust its reader. */
export const MAX_DEPTH = 1000;

interface Limits {
  readonly maxDepth: number;
  readonly maxTotalMergeKeys: number;
}

/** How every document is read. */
export const YAML_OPTIONS: LoadOptions & Limits = {
  schema: KUBERNETES_SCHEMA, maxDepth: MAX_DEPTH, maxTotalMergeKeys: 1_000_000, onWarning: () => undefined,
};
