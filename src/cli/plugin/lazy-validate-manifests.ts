import type * as manifests from './validate-manifests';

/** The check of files, loaded when the CLI calls the plugin: importing the package stays cheap. */
export function lazyValidateManifests(): typeof manifests.validateManifests {
  return (require('./validate-manifests') as typeof manifests).validateManifests;
}
