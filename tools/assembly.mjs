import { createRequire } from 'node:module';

/** What jsii knows of the library in a folder, also where the compiler compressed it. */
export function assemblyOf(path) {
  // The format belongs to the compiler, so its own version of the reader is the one that fits.
  const { loadAssemblyFromPath } = createRequire(createRequire(import.meta.url).resolve('jsii/package.json'))('@jsii/spec');
  return loadAssemblyFromPath(path, false);
}
