import type * as presets from '../../manifest/cluster-presets';

/** The table of cluster presets, loaded when first used: importing the package stays cheap. */
export function lazyPresets(): typeof presets {
  return require('../../manifest/cluster-presets') as typeof presets;
}
