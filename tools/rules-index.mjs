// Writes the table of docs/rules/README.md from the compiled catalogue. Run by `npx projen docgen`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { CATALOGUE } = createRequire(import.meta.url)('../lib/src/analysis/rules/catalogue.js');
const page = fileURLToPath(new URL('../docs/rules/README.md', import.meta.url));
const rows = CATALOGUE.map(({ code, title, severity, category }) => `| [${code}](${code}.md) | ${title} | ${severity} | ${category} |`);
const table = ['| code | title | severity | category |', '|---|---|---|---|', ...rows, ''].join('\n');

writeFileSync(page, readFileSync(page, 'utf8').replace(/^\| code \|[^]*?\n(?=\n)/m, () => table));
