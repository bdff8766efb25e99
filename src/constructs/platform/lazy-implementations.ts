import type * as table from '../../manifest/implementation-table';

/** The table of implementations, loaded when first used: importing the package stays cheap. */
export function lazyImplementations(): typeof table {
  return require('../../manifest/implementation-table') as typeof table;
}
