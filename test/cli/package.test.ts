import * as fs from 'node:fs';
import * as library from '../../src/index';
import { inProject } from '../util/snippets';

const loaded: string[] = [];
// What only the command line and files need; cdk8s itself loads `yaml`.
jest.mock('commander', () => loaded.push('commander'));
jest.mock('js-yaml', () => loaded.push('js-yaml'));
jest.mock('../../src/cli/run', () => loaded.push('src/cli/run'));
jest.mock('../../src/input/read-documents', () => loaded.push('src/input/read-documents'));

test('the library, with all its names, loads neither the command line nor what reads files', () => {
  expect(Object.values(library).length).toBeGreaterThan(90);
  expect(loaded).toEqual([]);
  // Each of them would be noticed.
  jest.requireMock('commander');
  expect(loaded).toEqual(['commander']);
});

test('the package names its command, whose first line says who runs it', () => {
  const { bin } = JSON.parse(fs.readFileSync(inProject('package.json'), 'utf8')) as { bin: Record<string, string> };
  expect(bin).toEqual({ 'cdk8s-gateway': 'lib/src/cli/main.js' });
  const source = bin['cdk8s-gateway'].replace(/^lib\//, '').replace(/\.js$/, '.ts');
  expect(fs.readFileSync(inProject(source), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
