// Which examples there are. A folder with a main.ts is TypeScript; the others say the same in another language.
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '..', 'examples');

/** Names of the examples that are TypeScript, in the order of the alphabet. */
exports.typeScriptExamples = () => readdirSync(folder).filter((name) => existsSync(join(folder, name, 'main.ts'))).sort();
