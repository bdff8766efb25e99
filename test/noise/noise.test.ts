import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { checkEntries } from '../../src/analysis/check-entries';
import type { Entry } from '../../src/analysis/rule';
import { isManifest, unwrapLists } from '../../src/manifest/manifest';
import { CLASS_NAME, CONTROLLER_NAME } from '../upstream/parts';
import { describeWithFacts, fact, filesBelow } from '../util/facts';
import { REVIEWED } from './reviewed';

const ROOT = fact('gateway-api');
/** What stands in the cluster of every fixture before it. */
const BASE = ['conformance-fixtures/base/manifests.yaml'];
const MESH_BASE = ['conformance-fixtures/mesh-base/manifests.yaml'];

/** Files that belong together: those of one folder of examples, and fixtures with their base. */
const SETS: ReadonlyMap<string, readonly string[]> = fs.existsSync(ROOT) ? setsOf() : new Map();

function setsOf(): Map<string, string[]> {
  const sets = new Map<string, string[]>();
  for (const folder of ['examples/valid', 'conformance-fixtures']) {
    for (const file of filesBelow(path.join(ROOT, folder), '.yaml').map((full) => path.relative(ROOT, full))) {
      if (!file.includes('base/')) sets.set(file, [...basesOf(file).filter((base) => fs.existsSync(path.join(ROOT, base))), file]);
    }
  }
  return sets;
}

function basesOf(file: string): string[] {
  if (!file.startsWith('conformance-fixtures')) return [];
  return file.includes('/mesh/') ? MESH_BASE : BASE;
}

function entriesOf(file: string): Entry[] {
  const text = fs.readFileSync(path.join(ROOT, file), 'utf8')
    .replaceAll('{GATEWAY_CLASS_NAME}', CLASS_NAME).replaceAll('{GATEWAY_CONTROLLER_NAME}', CONTROLLER_NAME);
  return parseAllDocuments(text).map((document) => document.toJS() as unknown).filter(isManifest).flatMap(unwrapLists)
    .map((manifest) => ({ manifest, file }));
}

/** Code and severity of what is said of a file's own objects; unknowns say that nothing is known. */
function said(files: readonly string[]): string[] {
  const own = files.at(-1);
  const findings = checkEntries(files.flatMap(entriesOf), { channel: 'experimental' });
  return [...new Set(findings.filter(({ file, severity }) => file === own && severity !== 'unknown').map(({ code, severity }) => `${code} ${severity}`))]
    .sort();
}

describeWithFacts('gateway-api')('what is said of upstream\'s own files', () => {
  test.each([...SETS])('%s', (file, files) => {
    expect(said(files)).toEqual(Object.keys(REVIEWED[file] ?? {}).sort());
  });

  test('the reviewed list names files that exist, and a reason for each code', () => {
    expect(Object.keys(REVIEWED).filter((file) => !SETS.has(file))).toEqual([]);
    expect(Object.values(REVIEWED).flatMap(Object.values).filter((reason) => reason.trim() === '')).toEqual([]);
  });
});
