import { join } from 'node:path';
import { root } from '../tool.mjs';

/** What each language does: the company as its user would write it, and what only a second library and a mistake show. */
export const PROGRAMS = [
  {
    name: 'company',
    typeScript: 'examples/company/main.ts',
    folderOf: (language) => join(root, `examples/company-${language}`),
  },
  {
    name: 'proof',
    typeScript: 'test/languages/typescript/main.ts',
    folderOf: (language) => join(root, 'test/languages', language),
  },
];
