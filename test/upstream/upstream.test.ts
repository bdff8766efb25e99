import { App, Chart } from 'cdk8s';
import * as fs from 'fs';
import * as path from 'path';
import { parseAllDocuments } from 'yaml';
import { groupOf, isManifest, type Manifest } from '../../src/manifest/manifest';
import { applyDefaults } from '../util/apply-defaults';
import { describeWithFacts, fact } from '../util/facts';
import { CLASS_NAME, CONTROLLER_NAME } from './parts';
import { TABLE } from './table';

const ROOT = fact('gateway-api');
const FOLDERS = ['conformance-fixtures', 'examples/valid'];
/** Versions that upstream still has examples of; constructs write v1. */
const OLD_VERSIONS = ['v1alpha2', 'v1alpha3'];

/** The objects of traffic kinds in one of upstream's files, as v1 where they are older. */
function objectsOf(file: string): Manifest[] {
  const text = fs.readFileSync(path.join(ROOT, file), 'utf8')
    .replaceAll('{GATEWAY_CLASS_NAME}', CLASS_NAME).replaceAll('{GATEWAY_CONTROLLER_NAME}', CONTROLLER_NAME);
  return parseAllDocuments(text).map((document) => document.toJS() as unknown).filter(isManifest)
    .filter(({ apiVersion }) => /(^|\.)networking\.(x-)?k8s\.io$/.test(groupOf(apiVersion)))
    .map(graduated);
}

function graduated(manifest: Manifest): Manifest {
  const [group, version] = manifest.apiVersion.split('/');
  return OLD_VERSIONS.includes(version) ? { ...manifest, apiVersion: `${group}/v1` } : manifest;
}

/** By what they are, as the API server keeps them: the order of objects says nothing. */
function kept(manifests: Manifest[]): Record<string, Manifest> {
  const entries = manifests.map((manifest) => [
    `${manifest.kind} ${manifest.metadata.namespace ?? ''}/${manifest.metadata.name ?? ''}`,
    applyDefaults(manifest, { channel: 'experimental' }),
  ] as const);
  expect(new Set(entries.map(([key]) => key)).size).toBe(entries.length);
  return Object.fromEntries(entries);
}

function filesIn(folder: string): string[] {
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}

describeWithFacts('gateway-api')('upstream\'s objects, written with the constructs', () => {
  test('the table names every file once, and nothing else', () => {
    const files = FOLDERS.flatMap(filesIn).filter((file) => /\.ya?ml$/.test(file));
    expect(Object.keys(TABLE).sort()).toEqual(files.sort());
  });

  test('what is left out holds no traffic kind', () => {
    const left = Object.keys(TABLE).filter((file) => typeof TABLE[file] === 'string');
    expect(left.flatMap(objectsOf)).toEqual([]);
  });

  test.each(Object.entries(TABLE).filter(([, build]) => typeof build !== 'string'))('%s', (file, build) => {
    // GIVEN
    const originals = objectsOf(file);
    expect(originals).not.toHaveLength(0);
    // WHEN
    const chart = new Chart(new App(), 'upstream');
    if (typeof build !== 'string') build(chart);
    // THEN: object by object, as synth refuses what some cases get wrong on purpose
    const written = chart.apiObjects.map((object) => object.toJson() as Manifest);
    expect(kept(written)).toStrictEqual(kept(originals));
  });
});
