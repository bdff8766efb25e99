import type * as validate from './validate';

/** The validation, loaded when first used: importing the package stays cheap. */
export function lazyValidate(): typeof validate {
  return require('./validate') as typeof validate;
}
