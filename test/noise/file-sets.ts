import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Entry } from '../../src/analysis/rule';
import { isManifest, unwrapLists } from '../../src/manifest/manifest';
import { CLASS_NAME, CONTROLLER_NAME } from '../upstream/parts';
import { fact, filesBelow } from '../util/facts';

/** Objects that stand in one cluster, and the files of those that are judged; the others are what these stand on. */
export interface FileSet {
  readonly entries: readonly Entry[];
  readonly own: readonly string[];
}

/** What stands in the cluster of every fixture before it. */
const BASE = 'conformance-fixtures/base/manifests.yaml';
const MESH_BASE = 'conformance-fixtures/mesh-base/manifests.yaml';

/** Upstream's valid examples, and the fixtures of its conformance tests with their base: a set for each file. */
export function upstreamSets(): Map<string, FileSet> {
  const root = fact('gateway-api');
  const read = (file: string): Entry[] => entriesOf(path.join(root, file), file);
  const files = ['examples/valid', 'conformance-fixtures'].flatMap((folder) => filesIn(path.join(root, folder)))
    .map((full) => path.relative(root, full));
  return new Map(files.map((file) => [file, { entries: [...basesOf(file), file].flatMap(read), own: [file] }]));
}

function basesOf(file: string): string[] {
  if (!file.startsWith('conformance-fixtures') || file === BASE || file === MESH_BASE) return [];
  return [file.includes('/mesh/') ? MESH_BASE : BASE];
}

/** Fixtures of tools that read NetworkPolicies: a set for each folder that they read at once. */
export function policySets(): Map<string, FileSet> {
  const root = fact('netpol-fixtures');
  const sets = new Map<string, { entries: Entry[]; own: string[] }>();
  for (const full of filesIn(root)) {
    const file = path.relative(root, full);
    const name = readAtOnce(path.dirname(file));
    const set = sets.get(name) ?? { entries: [], own: [] };
    sets.set(name, set);
    set.entries.push(...entriesOf(full, file));
    set.own.push(file);
  }
  return sets;
}

/** `np-guard/UNIT/tests/INPUT` with all below it; of those that are wrong on purpose each folder is a case of its own. */
function readAtOnce(folder: string): string {
  return folder.split('/').slice(0, folder.includes('/bad_') ? undefined : 4).join('/');
}

/** What an example of the project writes, read back as a person's files would be. */
export function exampleSet(synthesize: (outdir: string) => string[]): FileSet {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'noise-'));
  try {
    const files = synthesize(root).flatMap(filesIn);
    const names = files.map((file) => path.relative(root, file));
    return { entries: files.flatMap((file, i) => entriesOf(file, names[i])), own: names };
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

function filesIn(folder: string): string[] {
  return ['.yaml', '.yml'].flatMap((ending) => filesBelow(folder, ending)).filter((file) => !fs.lstatSync(file).isDirectory());
}

/** The objects of a file; documents that are no YAML are a matter of other tests. */
function entriesOf(full: string, file: string): Entry[] {
  const text = fs.readFileSync(full, 'utf8')
    .replaceAll('{GATEWAY_CLASS_NAME}', CLASS_NAME).replaceAll('{GATEWAY_CONTROLLER_NAME}', CONTROLLER_NAME);
  return parseAllDocuments(text).filter(({ errors }) => errors.length === 0).map((document) => document.toJS() as unknown)
    .filter(isManifest).flatMap(unwrapLists).map((manifest) => ({ manifest, file }));
}
