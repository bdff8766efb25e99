import * as fs from 'node:fs';
import { NetworkModel, networkProblems } from '../../src/analysis/network';
import { objectsOf } from '../../src/input/objects-of';
import { readDocuments } from '../../src/input/read-documents';
import { describeWithFacts, fact, filesBelow } from '../util/facts';

const FOLDER = 'netpol-fixtures/network-policy-api';

/** What is wrong with the policies of some files. */
function errorsOf(files: readonly string[]): string[] {
  const manifests = files.flatMap((file) => readDocuments(fs.readFileSync(file, 'utf8'), { file })).flatMap((document) => objectsOf(document).objects);
  return networkProblems(NetworkModel.of(manifests.map(({ manifest }) => ({ manifest })))).filter(({ severity }) => severity === 'error')
    .map(({ object, path, message }) => `${object} ${path}: ${message}`);
}

describeWithFacts(FOLDER)('Policies of the Network Policy API\'s own tests', () => {
  const folders = fs.existsSync(fact(FOLDER)) ? fs.readdirSync(fact(FOLDER)).filter((name) => name.startsWith('cnp-') || name.startsWith('policy-')) : [];

  test.each(folders)('%s', (name) => {
    const files = [...filesBelow(fact(FOLDER, name), '.yaml'), ...filesBelow(fact(FOLDER, name), '.yml')];
    expect(errorsOf(files).length > 0).toBe(name.includes('-invalid'));
  });
});
