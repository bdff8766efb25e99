import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tool.mjs';

/** The built file of a language in dist/. */
export function artifact(language, pattern) {
  const folder = join(root, 'dist', language);
  const found = existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((file) => pattern.test(file)) : [];
  if (found.length === 0) throw new Error(`dist/${language} holds no package: run "npx projen package:${language}"`);
  return join(folder, found[0]);
}
