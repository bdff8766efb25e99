// Writes the names of the library into the fixture that the examples of docstrings stand in. Run by `npx projen docgen`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyOf } from '../assembly.mjs';
import { root } from '../tool.mjs';

const IMPORT = /^import \{\n[^}]*\} from 'cdk8s-gateway';$/m;
const file = join(root, 'rosetta/default.ts-fixture');

const names = Object.values(assemblyOf(root).types).map(({ name }) => name).sort();
const fixture = readFileSync(file, 'utf8');
if (!IMPORT.test(fixture)) throw new Error(`${file} has no import of cdk8s-gateway`);
writeFileSync(file, fixture.replace(IMPORT, `import {\n${names.map((name) => `  ${name},\n`).join('')}} from 'cdk8s-gateway';`));
