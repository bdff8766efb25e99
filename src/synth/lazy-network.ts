import type * as questions from './network-questions';

/** The network model, loaded when first used. */
export function lazyNetwork(): typeof questions {
  return require('./network-questions') as typeof questions;
}
