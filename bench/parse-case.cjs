// One measured process: reads the files at a path as `check` does, checks nothing, and prints the milliseconds.
// node bench/parse-case.cjs PATH
const fs = require('node:fs');
const path = require('node:path');
const start = performance.now();
const { decodeText } = require('../lib/src/input/decode-text');
const { objectsOf } = require('../lib/src/input/objects-of');
const { readDocuments } = require('../lib/src/input/read-documents');

const [target] = process.argv.slice(2);
const files = fs.statSync(target).isDirectory() ? fs.readdirSync(target).map((name) => path.join(target, name)) : [target];
const objects = [];
for (const file of files) {
  const { text } = decodeText(fs.readFileSync(file));
  for (const document of readDocuments(text, { file })) objects.push(...objectsOf(document).objects);
}
if (objects.length === 0) throw new Error(`no objects in ${target}`);
console.log(performance.now() - start);
