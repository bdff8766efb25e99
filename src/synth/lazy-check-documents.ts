import type * as documents from './check-documents';

/** The check of manifests and of text, loaded when first used: with it come all rules, and what reads YAML. */
export function lazyCheckDocuments(): typeof documents {
  return require('./check-documents') as typeof documents;
}
