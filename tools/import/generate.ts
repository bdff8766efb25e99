import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEADER } from './header';
import { type ImportedKind, kindsOf } from './kinds';
import { text } from './literal';
import type { Source } from './sources';
import { tableSource } from './table-writer';
import { typesFile, typesSource } from './types-writer';

/** Writes the folder of every kind in the sources, and the index over all kinds in `target`. Returns the kinds. */
export function generate(sources: readonly Source[], target: string): ImportedKind[] {
  const kinds = kindsOf(sources);
  if (kinds.length === 0) {
    throw new Error(`${sources.map(({ origin }) => origin).join(', ')}: no CustomResourceDefinition with a served version`);
  }
  for (const kind of kinds) {
    const folder = join(target, kind.group, kind.kind);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [file, content] of filesOf(kind)) writeFileSync(join(folder, file), content);
  }
  writeFileSync(join(target, 'index.ts'), indexSource(target));
  return kinds;
}

function filesOf(kind: ImportedKind): [string, string][] {
  return [
    ['schema.ts', tableSource(kind)],
    ...kind.versions.map((version): [string, string] => [`${typesFile(kind, version)}.ts`, typesSource(kind, version)]),
  ];
}

/** The tables by `group/Kind`; each is loaded when it is first asked for. */
function indexSource(target: string): string {
  const keys = foldersIn(target).flatMap((group) => foldersIn(join(target, group)).map((kind) => `${group}/${kind}`));
  const rows = keys
    .filter((key) => existsSync(join(target, key, 'schema.ts')))
    .map((key) => `  [${text(key)}, () => require(${text(`./${key}/schema`)}).schema],\n`);
  return [
    HEADER,
    "import type { KindSchema } from '../src/analysis/schema/schema-node';\n",
    `export const SCHEMAS: ReadonlyMap<string, () => KindSchema> = new Map<string, () => KindSchema>([\n${rows.join('')}]);\n`,
  ].join('\n');
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}
