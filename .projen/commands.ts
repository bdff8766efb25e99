import type { cdk8s } from 'projen';
import { SUITES } from './jest';

/** The commands of `npm run` and `npx projen` that are scripts of this project, in tools/. */
export function addCommands(project: cdk8s.ConstructLibraryCdk8s): void {
  quietTools(project);
  addTestCommands(project);
  addBenches(project);
  writeOwnReference(project);
  addLanguages(project);
  project.addTask('demo', { description: 'Synthesize the example company into out/demo', exec: 'node tools/demo.mjs' });
  project.setScript('demo', 'node tools/demo.mjs');
  project.addTask('lint', { description: 'Lint without fixing', exec: 'eslint --max-warnings=0', receiveArgs: true });
  project.addTask('lint:fix', { description: 'Lint and fix', exec: 'eslint --fix', receiveArgs: true });
  project.addTask('import', {
    description: 'Generate imports/ from CRD YAML',
    exec: 'ts-node -T tools/import/main.ts',
    env: { TS_NODE_PROJECT: 'tsconfig.dev.json' },
    receiveArgs: true,
  });
}

function addTestCommands(project: cdk8s.ConstructLibraryCdk8s): void {
  project.testTask.reset('node tools/test.mjs', { receiveArgs: true });
  project.setScript('test', 'node tools/test.mjs');
  project.removeTask('test:update');
  project.removeScript('test:update');
  project.addTask('test:update-snapshots', {
    description: 'Rewrite the snapshots of the examples',
    exec: 'jest --updateSnapshot',
    receiveArgs: true,
  });
  const fields = 'node tools/field-coverage/main.mjs';
  project.addTask('coverage:fields', {
    description: 'Fields of Gateway API that the constructs emit in the unit tests',
    exec: fields,
    receiveArgs: true,
  });
  project.setScript('coverage:fields', fields);
  project.addTask('test:coverage', { description: 'Unit tests with coverage', exec: 'jest --ci --coverage' });
  for (const [suite, { folder, description }] of Object.entries(SUITES)) {
    const exec = `node tools/test-suite.mjs ${folder}`;
    project.addTask(`test:${suite}`, { description, exec, receiveArgs: true });
    project.setScript(`test:${suite}`, exec);
  }
  project.addTask('bench:network-fuzz', {
    description: 'Random clusters: what reaches what by the model, by a real policy engine and by a naive evaluation',
    exec: 'ts-node -T test/network/engine/main.ts',
    env: { TS_NODE_PROJECT: 'tsconfig.dev.json' },
    receiveArgs: true,
  });
}

/** Figures. All but the fuzz need a compiled library. */
function addBenches(project: cdk8s.ConstructLibraryCdk8s): void {
  const benches = {
    'bench': ['run', 'Cost of an import, and of a synth against raw objects'],
    'bench:validate': ['validate', 'Cost of judging an object at synth, and its growth'],
    'bench:check': ['check', 'cdk8s-gateway check against kubeconform'],
    'bench:network': ['network', 'What listing who reaches whom costs, by number of workloads'],
    'bench:fuzz': ['fuzz', 'Mutants against a real API server: [COUNT] [SETS] [SEED]'],
  };
  for (const [name, [script, description]] of Object.entries(benches)) {
    project.addTask(name, { description, exec: `node bench/${script}.mjs`, receiveArgs: true });
    project.setScript(name, `node bench/${script}.mjs`);
  }
}

/** API.md by tools/api-md: projen's own generator gives every inherited member and every option a heading. */
function writeOwnReference(project: cdk8s.ConstructLibraryCdk8s): void {
  const docgen = project.tasks.tryFind('docgen')!;
  docgen.reset('node tools/api-md/main.mjs');
  docgen.exec('node tools/rosetta/fixture.mjs');
  docgen.exec('node tools/rules-index.mjs');
  docgen.exec('node tools/guards-doc.cjs');
  project.deps.removeDependency('jsii-docgen');
}

/** What is said of the library in other languages than TypeScript. */
function addLanguages(project: cdk8s.ConstructLibraryCdk8s): void {
  const languages = 'node tools/languages/main.mjs';
  project.addTask('test:languages', {
    description: 'Programs in Python, Java and Go on the packages in dist/, against TypeScript',
    exec: languages,
    receiveArgs: true,
  });
  project.setScript('test:languages', languages);
  project.addTask('rosetta', {
    description: 'Compile the examples of README and docstrings',
    exec: 'node tools/rosetta/check.mjs',
  });
  // projen's own fails where nothing was released yet.
  project.tasks.tryFind('compat')!.reset('node tools/compat.mjs');
}

/** jsii prints a long notice on Node versions past their end of life; it reads the major from here. */
function quietTools(project: cdk8s.ConstructLibraryCdk8s): void {
  const major = '$(node -p "process.versions.node.split(\'.\')[0]")';
  project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', major);
}
