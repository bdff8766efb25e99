// After compiling: makes the package's entry load each module when one of its names is first used. Importing the package
// then costs next to nothing, however many constructs it has. Run by `npx projen compile`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../lib/src/index.js', import.meta.url));
const load = createRequire(entry);
const source = readFileSync(entry, 'utf8');
const EAGER = /^require\("(\.\/[\w./-]+)"\);$/gm;
const STAR = /^__exportStar\(require\("(\.\/[\w./-]+)"\), exports\);$/gm;

if (source.includes('__exportStar')) writeFileSync(entry, lazy(source));

function lazy(code) {
  const eager = [...code.matchAll(EAGER)].map(([line]) => line);
  const modules = [...code.matchAll(STAR)].map(([, path]) => ({ path, names: Object.keys(load(path)) }));
  const names = modules.flatMap((each) => each.names);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`${twice} is exported by two modules of ${entry}`);
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    ...eager,
    'const shown = { enumerable: true, configurable: true };',
    'const define = (name, property) => Object.defineProperty(exports, name, { ...shown, ...property });',
    '// Once used, a name is a plain value: a program that uses it a thousand times asks for its module once.',
    'const lazy = (load, names) => names.forEach((name) =>',
    '  define(name, { get: () => define(name, { value: load()[name] })[name] }));',
    ...modules.filter((each) => each.names.length > 0).map(line),
    '// Never runs: tells Node which names an ES module can import from here.',
    `0 && (module.exports = { ${names.join(', ')} });`,
    '',
  ].join('\n');
}

// The path stands in a plain require, so that bundlers see it.
function line({ path, names }) {
  return `lazy(() => require("${path}"), ${JSON.stringify(names)});`;
}
