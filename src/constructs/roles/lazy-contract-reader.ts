import type * as reader from '../../manifest/contract-reader';

/** The reading of contracts, loaded when first used: importing the package stays cheap. */
export function lazyContractReader(): typeof reader {
  return require('../../manifest/contract-reader') as typeof reader;
}
