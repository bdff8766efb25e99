// Writes the table of side doors into docs/guards.md. Run by `npx projen docgen`.
require('./typescript.cjs');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { doorTables } = require('../test/guards/door-tables');

const page = join(__dirname, '..', 'docs', 'guards.md');
const text = readFileSync(page, 'utf8');
writeFileSync(page, text.replace(/(<!-- side doors -->\n\n)[^]*?(?=\n\n<!-- \/side doors -->)/, (_, head) => `${head}${doorTables()}`));
