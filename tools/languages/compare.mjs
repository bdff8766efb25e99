import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What a program writes of a refusal: its language's own exception, which has the library's message in it. */
const ERROR_FILE = 'error.txt';

/** The first thing in which a program's folder differs from that of TypeScript, or undefined. */
export function firstDifference(expected, actual) {
  const [wanted, found] = [filesOf(expected), filesOf(actual)];
  for (const file of [...new Set([...wanted.keys(), ...found.keys()])].sort()) {
    if (!wanted.has(file)) return `${file} is written, and TypeScript writes no such file`;
    if (!found.has(file)) return `${file} is not written`;
    const differenceOf = file === ERROR_FILE ? errorDifference : lineDifference;
    const difference = differenceOf(wanted.get(file), found.get(file));
    if (difference) return `${file}${difference}`;
  }
  return undefined;
}

function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return new Map(paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]));
}

function errorDifference(expected, actual) {
  return expected !== '' && actual.includes(expected) ? undefined : ` does not hold the message\n  ${expected}\nbut\n  ${actual}`;
}

function lineDifference(expected, actual) {
  if (expected === actual) return undefined;
  const [wanted, found] = [expected.split('\n'), actual.split('\n')];
  const at = wanted.findIndex((line, i) => line !== found[i]);
  const line = at < 0 ? wanted.length : at;
  return `:${line + 1}\n  TypeScript: ${JSON.stringify(wanted[line])}\n  here:       ${JSON.stringify(found[line])}`;
}
