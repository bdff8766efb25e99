import { cdk, cdk8s, javascript, release } from 'projen';
import { addCommands } from './.projen/commands';
import { configureJest, jestOptions } from './.projen/jest';
import { configurePackage, packageTargets } from './.projen/packaging';
import { configureTypeScript } from './.projen/typescript';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-gateway',
  description: 'Typed cdk8s constructs for Kubernetes traffic: Gateway API and NetworkPolicy, with roles for each team',
  keywords: ['cdk8s', 'kubernetes', 'gateway-api', 'network-policy'],
  author: 'cdk8s-gateway authors',
  authorAddress: 'https://github.com/cdk8s-gateway/cdk8s-gateway',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-gateway/cdk8s-gateway.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk8s-gateway authors',
  stability: cdk.Stability.EXPERIMENTAL,
  majorVersion: 0,
  defaultReleaseBranch: 'main',

  // The lowest versions that npm, PyPI, Maven and Go all carry; they are the peers and what is compiled against.
  cdk8sVersion: '2.70.2',
  constructsVersion: '10.4.5',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  projenVersion: '0.103.25',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',
  workflowNodeVersion: '22.x',
  // Of the command line and of what reads files: loaded when first used.
  bundledDeps: ['commander@^14', 'js-yaml@^4', 'yaml@^2.9.1'],
  devDeps: [
    'cdk8s-plus-28@2.5.6',
    'cdk8s-plus-34@2.0.54',
    '@types/node@^20',
    'ajv@^6',
    '@types/js-yaml@^4',
    'eslint@^9',
    'typescript-eslint@^8',
    '@stylistic/eslint-plugin@5.9.0',
    'eslint-plugin-simple-import-sort@^12',
  ],

  projenrcTs: true,
  projenrcTsOptions: { projenCodeDir: '.projen' },
  sampleCode: false,
  readme: { filename: 'README.md', contents: '# cdk8s-gateway\n' },
  entrypoint: 'lib/src/index.js',
  bin: { 'cdk8s-gateway': 'lib/src/cli/main.js' },
  tsconfig: {
    include: ['src/**/*.ts', 'imports/**/*.ts'],
    compilerOptions: { rootDir: '.', inlineSourceMap: false, inlineSources: false },
  },
  tsconfigDevFile: 'tsconfig.dev.json',
  integrationTestAutoDiscover: false,
  jestOptions,
  eslint: false, // projen writes only the legacy format; eslint.config.mjs is kept by hand
  gitignore: ['/out/'],
  clobber: false,
  buildWorkflowOptions: { mutableBuild: false },
  githubOptions: { mergify: false },

  ...packageTargets,
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  npmTrustedPublishing: true,
  depsUpgradeOptions: { workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY } },
});

configurePackage(project);
configureTypeScript(project);
configureJest(project);
addCommands(project);
project.synth();
