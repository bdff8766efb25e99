import type * as backends from './backends';

/** The table of back ends, loaded when first used: importing the package stays cheap. */
export function lazyBackends(): typeof backends {
  return require('./backends') as typeof backends;
}
